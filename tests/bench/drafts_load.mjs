// Typists and readers on shared drafts, over the y-websocket protocol (or Hocuspocus's dialect of it); prints JSON lines:
// {"started"}, {"stopped"} around what is measured, then the figures.
// node drafts_load.mjs '{"url", "docs", "dialect", "clients", "readers", "rate" | "window", "seconds", "cookies", "origin"}'
// `url` has {doc} in it, `docs` are the names put there; `clients` type, spread over the documents, `readers` only read.
// `rate` is characters a second each; `window` is how many of each may be on their way (a closed loop: saturation).
import WebSocket from "ws";
import * as Y from "yjs";

const WATCHERS = 5; // of a document read what arrives: the rest only take it, so that the client stays cheap
const ROOT = "prosemirror";
const o = { dialect: "y-websocket", readers: 0, rate: 0, window: 0, seconds: 5, ...JSON.parse(process.argv[2]) };
const hocuspocus = o.dialect === "hocuspocus";
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const turn = () => new Promise((done) => setImmediate(done));

const varint = (n) => {
  const out = [];
  for (; n > 127; n = Math.floor(n / 128)) out.push(128 | (n & 127));
  return [...out, n];
};
const sized = (bytes) => [...varint(bytes.length), ...bytes];

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }
  int() {
    let n = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.bytes[this.at++];
      n += (byte & 127) * factor;
      if (byte < 128) return n;
    }
  }
  chunk() {
    const size = this.int();
    this.at += size;
    return this.bytes.subarray(this.at - size, this.at);
  }
}

const typists = new Map(); // client id → typist
const waits = [];
let recording = false;
let frames = 0;
let closed = 0;

class Member {
  constructor(number, name) {
    this.number = number;
    this.name = name;
    this.prefix = hocuspocus ? sized(Buffer.from(name)) : [];
    this.ready = new Promise((done) => (this.synced = done));
    this.watches = false;
    this.seen = new Map(); // client id → clock up to which it arrived
  }
  frame(...parts) {
    return Buffer.from([...this.prefix, ...parts.flat()]);
  }
  async open() {
    const headers = o.cookies ? { cookie: o.cookies[this.number % o.cookies.length], origin: o.origin } : {};
    this.socket = new WebSocket(o.url.replace("{doc}", this.name), { headers, perMessageDeflate: false });
    this.socket.on("message", (data) => this.take(data));
    this.socket.on("close", () => (closed += 1));
    await new Promise((done, failed) => this.socket.on("open", done).on("error", failed));
    if (hocuspocus) this.socket.send(this.frame(2, 0, sized([]), sized(Buffer.from("4.7.0"))));
    this.socket.send(this.frame(0, 0, sized([0])));
    await this.ready;
  }
  take(data) {
    if (recording) frames += 1;
    const reader = new Reader(data);
    if (hocuspocus) reader.chunk();
    const type = reader.int();
    if (type !== 0 && !(hocuspocus && type === 4)) return;
    const step = reader.int();
    if (step === 0) return this.socket.send(this.frame(0, 1, sized([0, 0])));
    const update = reader.chunk();
    if (step === 1) {
      this.state ??= Uint8Array.from(update);
      return this.synced();
    }
    if (this.watches) this.read(update, performance.now());
  }
  read(update, now) {
    for (const { id, length } of Y.decodeUpdate(update).structs) {
      const typist = typists.get(id.client);
      if (!typist || typist === this) continue;
      const end = id.clock + length;
      for (let clock = Math.max(id.clock, this.seen.get(id.client) ?? typist.first); clock < end; clock++) {
        typist.arrived += 1;
        if (recording) waits.push(now - typist.times[clock - typist.first]);
      }
      this.seen.set(id.client, Math.max(end, this.seen.get(id.client) ?? typist.first));
    }
  }
}

class Typist extends Member {
  /** A paragraph of one's own at the end, with an id as an editor gives it; what is typed goes into its text. */
  begin() {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, this.state);
    const paragraph = new Y.XmlElement("paragraph");
    const text = new Y.XmlText("x");
    paragraph.setAttribute("id", `typist-${this.number}-${doc.clientID}`);
    paragraph.insert(0, [text]);
    doc.once("update", (update) => this.say(update));
    doc.getXmlFragment(ROOT).push([paragraph]);
    this.first = this.clock = Y.getState(doc.store, doc.clientID);
    const last = doc.store.clients.get(doc.clientID).findLast((item) => item.content instanceof Y.ContentString);
    this.after = last.id.clock;
    this.id = varint(doc.clientID);
    this.times = [];
    this.arrived = 0;
    typists.set(doc.clientID, this);
  }
  say(update) {
    this.socket.send(this.frame(0, 2, sized(update)));
  }
  /** One character after the one before, as Yjs encodes it. */
  type() {
    this.times.push(performance.now());
    this.say([1, 1, ...this.id, ...varint(this.clock), 0x84, ...this.id, ...varint(this.after), 1, 120, 0]);
    this.after = this.clock++;
  }
  get typed() {
    return this.times.length;
  }
  /** Characters on their way: typed, and not yet with those who watch. */
  get away() {
    return this.watchers ? this.typed - this.arrived / this.watchers : 0;
  }
}

const rooms = o.docs.map((name) => ({ name, typists: [], members: [] }));
let number = 0;
for (; number < o.clients; number++) {
  const room = rooms[number % rooms.length];
  room.typists.push(new Typist(number, room.name));
}
for (const room of rooms) room.members = [...room.typists];
for (let n = 0; n < o.readers; n++, number++) rooms[n % rooms.length].members.push(new Member(number, rooms[n % rooms.length].name));
const members = rooms.flatMap((room) => room.members);
for (let at = 0; at < members.length; at += 25) await Promise.all(members.slice(at, at + 25).map((member) => member.open()));
const all = rooms.flatMap((room) => room.typists);
for (const room of rooms) {
  const watching = room.members.slice(0, WATCHERS);
  for (const one of watching) one.watches = true;
  for (const one of room.typists) one.watchers = watching.length - watching.includes(one);
}
for (const typist of all) typist.begin();
await sleep(2000);
for (const typist of all) typist.arrived = 0; // the paragraphs themselves are not measured
console.log(JSON.stringify({ started: true }));
recording = true;
const began = performance.now();
const over = () => performance.now() - began >= o.seconds * 1000;
if (o.window) {
  while (!over()) {
    for (const typist of all) for (let room = o.window - typist.away; room >= 1; room--) typist.type();
    await turn();
  }
} else if (o.rate) {
  const due = all.map((_, at) => began + ((at / all.length) * 1000) / o.rate);
  while (!over()) {
    all.forEach((typist, at) => {
      for (; due[at] <= performance.now(); due[at] += 1000 / o.rate) typist.type();
    });
    await sleep(1);
  }
} else await sleep(o.seconds * 1000);
const lasted = (performance.now() - began) / 1000;
const stopped = performance.now();
const typed = all.reduce((sum, one) => sum + one.typed, 0);
while (all.some((one) => one.away > 0) && performance.now() - stopped < 15_000) await sleep(5);
const drained = performance.now() - stopped;
console.log(JSON.stringify({ stopped: true }));
recording = false;
let lost = 0;
if (all.length) {
  const fresh = new Member(0, rooms[0].name);
  await fresh.open();
  const doc = new Y.Doc();
  Y.applyUpdate(doc, fresh.state);
  const mine = doc.getXmlFragment(ROOT).toArray().filter((block) => typists.has(block._item?.id.client));
  const whole = mine.map((block) => block.toString().replace(/<[^>]*>/g, "")).filter((words) => /^x+$/.test(words));
  lost = rooms[0].typists.reduce((sum, one) => sum + one.typed + 1, 0) - whole.join("").length;
}
waits.sort((a, b) => a - b);
const at = (share) => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0;
const expected = all.reduce((sum, one) => sum + one.typed * one.watchers, 0);
const arrived = expected ? waits.length / expected : 1;
console.log(JSON.stringify({ typed, perSecond: typed / lasted, p50: at(0.5), p95: at(0.95), p99: at(0.99), arrived, drained, frames, lost, closed }));
process.exit(0);
