// Typists on one shared draft, over the y-websocket protocol (or Hocuspocus's dialect of it); prints one JSON line.
// node drafts_load.mjs '{"url", "dialect", "clients", "rate", "seconds", "cookies", "origin"}'
import WebSocket from "ws";
import * as Y from "yjs";

const WATCHERS = 5; // only some read what arrives, so that the client stays cheaper than the servers
const o = JSON.parse(process.argv[2]);
const hocuspocus = o.dialect === "hocuspocus";
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const varint = (n) => {
  const out = [];
  for (; n > 127; n = Math.floor(n / 128)) out.push(128 | (n & 127));
  return [...out, n];
};
const sized = (bytes) => [...varint(bytes.length), ...bytes];
const PREFIX = hocuspocus ? sized(Buffer.from("bench")) : [];
const frame = (...parts) => Buffer.from([...PREFIX, ...parts.flat()]);

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

const sentAt = new Map(); // client id → [clock → time]
const waits = [];
let recording = false;
let frames = 0;
let closed = 0;

class Typist {
  constructor(number) {
    this.number = number;
    this.doc = new Y.Doc();
    this.seen = new Map();
    this.ready = new Promise((done) => (this.synced = done));
    sentAt.set(this.doc.clientID, []);
  }
  async open() {
    const headers = o.cookies ? { cookie: o.cookies[this.number % o.cookies.length], origin: o.origin } : {};
    this.socket = new WebSocket(o.url, { headers, perMessageDeflate: false });
    this.socket.on("message", (data) => this.take(data));
    this.socket.on("close", () => (closed += 1));
    await new Promise((done, failed) => this.socket.on("open", done).on("error", failed));
    if (hocuspocus) this.socket.send(frame(2, 0, sized([]), sized(Buffer.from("4.7.0"))));
    this.socket.send(frame(0, 0, sized([0])));
    await this.ready;
  }
  begin() {
    const paragraph = new Y.XmlElement("paragraph");
    paragraph.setAttribute("id", `typist-${this.number}`);
    this.text = new Y.XmlText();
    paragraph.insert(0, [this.text]);
    this.put(() => this.doc.getXmlFragment("prosemirror").push([paragraph]));
  }
  type() {
    this.put(() => this.text.insert(this.text.length, "x"));
  }
  put(change) {
    this.doc.once("update", (update) => {
      const clock = Y.getState(this.doc.store, this.doc.clientID) - 1;
      sentAt.get(this.doc.clientID)[clock] = performance.now();
      this.socket.send(frame(0, 2, sized(update)));
    });
    change();
  }
  take(data) {
    if (recording) frames += 1;
    const reader = new Reader(data);
    if (hocuspocus) reader.chunk();
    const type = reader.int();
    if (type !== 0 && !(hocuspocus && type === 4)) return;
    const step = reader.int();
    if (step === 0) return this.socket.send(frame(0, 1, sized([0, 0])));
    const update = reader.chunk();
    if (step === 1) {
      Y.applyUpdate(this.doc, update);
      return this.synced();
    }
    if (recording && this.number < WATCHERS) this.read(update, performance.now());
  }
  read(update, now) {
    for (const { id, length } of Y.decodeUpdate(update).structs) {
      const times = id.client === this.doc.clientID ? null : sentAt.get(id.client);
      if (!times) continue;
      const from = Math.max(id.clock, this.seen.get(id.client) ?? 0);
      for (let clock = from; clock < id.clock + length; clock++) if (times[clock]) waits.push(now - times[clock]);
      this.seen.set(id.client, Math.max(from, id.clock + length));
    }
  }
}

const typists = Array.from({ length: o.clients }, (_, number) => new Typist(number));
for (const typist of typists) await typist.open();
for (const typist of typists) typist.begin();
await sleep(2000);
console.log(JSON.stringify({ started: true }));
for (const times of sentAt.values()) times.length = 0; // the paragraphs themselves are not measured
recording = true;
let typed = 0;
const began = performance.now();
await Promise.all(
  typists.map(async (typist) => {
    await sleep((Math.random() * 1000) / o.rate);
    const first = performance.now();
    for (let n = 1; performance.now() - began < o.seconds * 1000; n++) {
      typist.type();
      typed += 1;
      await sleep(Math.max(0, first + (n * 1000) / o.rate - performance.now()));
    }
  }),
);
const lasted = (performance.now() - began) / 1000;
await sleep(3000);
console.log(JSON.stringify({ stopped: true }));
recording = false;
const fresh = new Typist(o.clients);
await fresh.open();
const kept = fresh.doc.getXmlFragment("prosemirror").toArray().map((block) => block.toString().replace(/<[^>]*>/g, ""));
const whole = kept.filter((words) => /^x+$/.test(words)).join("").length;
waits.sort((a, b) => a - b);
const at = (share) => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? NaN;
const expected = (typed / o.clients) * (o.clients - 1) * Math.min(WATCHERS, o.clients);
console.log(JSON.stringify({ typed, perSecond: typed / lasted, p50: at(0.5), p99: at(0.99), arrived: waits.length / expected, frames, lost: typed - whole, closed }));
process.exit(0);
