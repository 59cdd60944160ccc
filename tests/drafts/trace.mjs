// Replays an editing trace of two writers through two stock Yjs clients (y-websocket's provider, unchanged).
// node --experimental-websocket trace.mjs URL ORIGIN TRACE.json COOKIE COOKIE
//
// A trace: { numAgents, endContent, txns: [{ agent, parents: [index], patches: [[at, deleted, inserted]] }] }. Each
// writer's changes are made on what that writer had seen: the parents. So they are made in documents beside, which get
// one another's changes just when the trace says so, and leave by the sockets in bursts once what they build on has come.
import { readFileSync } from "node:fs";

import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";

const [url, origin, file, ...cookies] = process.argv.slice(2);
const trace = JSON.parse(readFileSync(file, "utf8"));
const AHEAD = 40; // changes that one writer sends before the other's turn comes round

const at = new URL(url);
const open = (cookie) => {
  class WithCookie extends globalThis.WebSocket {
    constructor(address) {
      super(address, { headers: { cookie, origin } });
    }
  }
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(at.origin.replace("http", "ws"), at.pathname.slice(1), doc, { WebSocketPolyfill: WithCookie, disableBc: true });
  return { doc, provider, synced: new Promise((resolve) => provider.once("sync", resolve)) };
};

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const wordsOf = (doc) => doc.getXmlFragment("prosemirror").get(0).get(0);
const writers = cookies.map(open);
await Promise.all(writers.map((writer) => writer.synced));

const base = wordsOf(writers[0].doc).toString(); // what stood there before

/** What each writer changed, as updates, made where nothing but the trace decides who has seen what. */
function made() {
  const start = Y.encodeStateAsUpdate(writers[0].doc);
  const besides = writers.map(() => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, start);
    return { doc, seen: new Set() };
  });
  const changes = []; // { update, needs: how far the other writer's typing must be known }
  const show = (place, index) => {
    const wanted = [index];
    const missing = [];
    while (wanted.length) {
      const one = wanted.pop();
      if (place.seen.has(one)) continue;
      place.seen.add(one);
      missing.push(one);
      wanted.push(...trace.txns[one].parents);
    }
    for (const one of missing.sort((a, b) => a - b)) if (trace.txns[one].agent !== place.agent) Y.applyUpdate(place.doc, changes[one].update);
  };
  besides.forEach((place, agent) => (place.agent = agent));
  trace.txns.forEach(({ agent, parents, patches }, index) => {
    const place = besides[agent];
    parents.forEach((parent) => show(place, parent));
    const before = Y.encodeStateVector(place.doc);
    const other = besides[1 - agent].doc.clientID;
    const needs = Y.getState(place.doc.store, other);
    place.doc.transact(() => {
      for (const [from, gone, words] of patches) {
        if (gone) wordsOf(place.doc).delete(base.length + from, gone);
        if (words) wordsOf(place.doc).insert(base.length + from, words.replaceAll("\n", " "));
      }
    });
    place.seen.add(index);
    changes.push({ update: Y.encodeStateAsUpdate(place.doc, before), other, needs });
  });
  for (const { update } of changes) Y.applyUpdate(besides[0].doc, update);
  return { changes, expected: wordsOf(besides[0].doc).toString() };
}

const { changes, expected } = made();
const queues = writers.map((_writer, agent) => trace.txns.flatMap((txn, index) => (txn.agent === agent ? [index] : [])));
const begun = Date.now();
const lost = () => writers.some(({ provider }) => !provider.ws);
while (queues.some((queue) => queue.length) && !lost()) {
  for (const [agent, queue] of queues.entries()) {
    const { doc } = writers[agent];
    const known = (index) => Y.getState(doc.store, changes[index].other) >= changes[index].needs;
    for (let sent = 0; sent < AHEAD && queue.length && known(queue[0]); sent += 1) Y.applyUpdate(doc, changes[queue.shift()].update, "typed");
  }
  await pause(0);
  while (!lost() && writers.some(({ provider }) => provider.ws.bufferedAmount > 64 * 1024)) await pause(5);
}
const texts = () => writers.map(({ doc }) => wordsOf(doc).toString());
for (let wait = 0; wait < 600 && !lost() && !texts().every((text) => text === expected); wait += 1) await pause(100);
const same = texts().map((text) => text === expected);
console.log(JSON.stringify({ base, same, text: texts()[0], changes: changes.length, seconds: (Date.now() - begun) / 1000 }));
writers.forEach(({ provider }) => provider.destroy());
process.exit(same.every(Boolean) ? 0 : 1);
