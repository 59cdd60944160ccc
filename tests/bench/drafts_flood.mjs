// Who floods a draft: sockets that say what costs a server most to hear, as fast as they are read, and come back when
// they are shown out. node drafts_flood.mjs '{"url", "doc", "cookies", "origin", "sockets", "seconds"}'; prints JSON.
import WebSocket from "ws";
import * as Y from "yjs";

const o = JSON.parse(process.argv[2]);
const FULL = 256 * 1024; // bytes that may wait in a socket here
const MOST = 400_000; // frames in all: the end of it, whatever the machine
const kinds = ["words", "presence", "pings", "rubbish"];
const found = { said: 0, opened: 0, shownOut: 0, refused: 0 };
const began = performance.now();
const over = () => performance.now() - began > o.seconds * 1000 || found.said >= MOST;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const sync = (step, body) => {
  const size = body.length < 128 ? [body.length] : [128 | (body.length & 127), body.length >> 7];
  return Buffer.from([0, step, ...size, ...body]);
};

/** What one socket says, message after message. */
function* said(kind, client) {
  if (kind === "pings") for (;;) yield Buffer.from([9]);
  if (kind === "rubbish") for (let at = 0; ; at += 1) yield Buffer.from([200, at & 127]);
  if (kind === "presence") for (let at = 1; ; at += 1) yield Buffer.from([1, 6, 1, 5, at & 127, 2, 123, 125]);
  const doc = new Y.Doc();
  doc.clientID = client;
  const text = new Y.XmlText("x");
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(0, [text]);
  doc.getXmlFragment("prosemirror").push([paragraph]);
  yield sync(2, Y.encodeStateAsUpdate(doc));
  let last;
  doc.on("update", (update) => (last = update));
  for (;;) {
    text.insert(0, "y");
    yield sync(2, last);
  }
}

async function flood(number) {
  for (let round = 0; !over(); round += 1) {
    const headers = { cookie: o.cookies[number % o.cookies.length], origin: o.origin };
    const socket = new WebSocket(o.url.replace("{doc}", o.doc), { headers, perMessageDeflate: false });
    let ended = false;
    socket.on("close", (code) => {
      ended = true;
      if (code === 4429) found.shownOut += 1;
      else if (code !== 1005) found.refused += 1;
    });
    socket.on("error", () => (ended = true));
    await new Promise((done) => socket.on("open", done).on("close", done).on("error", done));
    found.opened += 1;
    socket.send(sync(0, [0]), () => {});
    const words = said(kinds[(number + round) % kinds.length], 1_000_000 + number * 10_000 + round);
    while (!ended && !over()) {
      for (let at = 0; at < 200 && socket.bufferedAmount < FULL && !ended; at += 1) {
        socket.send(words.next().value, () => {});
        found.said += 1;
      }
      await pause(0);
    }
    socket.terminate();
    await pause(50);
  }
}

await Promise.all(Array.from({ length: o.sockets }, (_, number) => flood(number)));
console.log(JSON.stringify(found));
process.exit(0);
