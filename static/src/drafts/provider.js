// The draft's socket: the y-websocket protocol plus acknowledgements (type 8). It says "saved" on nothing else.
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates } from "y-protocols/awareness";
import { readSyncMessage, writeSyncStep1, writeUpdate } from "y-protocols/sync";

const SYNC = 0;
const AWARENESS = 1;
const ACK = 8;
const SILENCE = 35_000; // the server repeats our own presence every 15 s: longer silence is a dead line
const LONGEST = 6_000; // a restart takes seconds; the jitter spreads those who come back

// Close codes after which coming back by itself would change nothing.
const FINAL = { 4400: "refused", 4401: "signed-out", 4403: "forbidden", 4404: "forbidden", 4413: "full", 4426: "outdated" };

export class Provider {
  /** `onStatus({ state, savedAt, dirtySince, ended })` is called on every change of what is true. */
  constructor(url, doc, awareness, onStatus) {
    Object.assign(this, { url, doc, awareness, onStatus });
    this.socket = null;
    this.state = "connecting";
    this.synced = false;
    this.ended = null;
    this.savedAt = null;
    this.dirtySince = null;
    this.sent = 0; // sync frames with changes, on this connection
    this.tries = 0;
    this.timer = null;
    doc.on("update", (update, origin) => origin !== this && this.changed(update));
    awareness.on("update", ({ added, updated, removed }, origin) => origin !== this && this.present([...added, ...updated, ...removed]));
    this.heard = Date.now();
    this.watch = setInterval(() => this.check(), 3000);
    addEventListener("online", () => this.again(0));
    addEventListener("pagehide", () => removeAwarenessStates(awareness, [doc.clientID], "leaving"));
    this.connect();
  }

  connect() {
    clearTimeout(this.timer);
    this.timer = null;
    const socket = new WebSocket(this.url);
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    this.sent = 0;
    this.synced = false;
    this.heard = Date.now();
    socket.onopen = () => this.opened();
    socket.onmessage = (event) => this.received(new Uint8Array(event.data));
    socket.onclose = (event) => this.socket === socket && this.closed(event.code);
  }

  opened() {
    this.set("open");
    this.send(SYNC, (encoder) => writeSyncStep1(encoder, this.doc));
    if (this.awareness.getLocalState()) this.present([this.doc.clientID]);
  }

  closed(code) {
    this.socket = null;
    this.synced = false;
    const others = [...this.awareness.getStates().keys()].filter((client) => client !== this.doc.clientID);
    removeAwarenessStates(this.awareness, others, this);
    this.ended = FINAL[code] ?? null;
    this.set("closed");
    if (!this.ended) this.again(code === 4409 ? 0 : ++this.tries);
  }

  again(tries) {
    if (this.socket || this.ended) return;
    clearTimeout(this.timer);
    const longest = Math.min(300 * 2 ** tries, LONGEST);
    this.timer = setTimeout(() => this.connect(), longest * (0.5 + Math.random() / 2));
  }

  check() {
    if (this.socket && Date.now() - this.heard > SILENCE) this.socket.close();
    this.tell();
  }

  send(type, write) {
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, type);
    write(encoder);
    this.socket.send(encoding.toUint8Array(encoder));
  }

  changed(update) {
    this.dirtySince ??= new Date();
    if (this.synced) {
      this.sent += 1;
      this.send(SYNC, (encoder) => writeUpdate(encoder, update));
    }
    this.tell();
  }

  present(clients) {
    this.send(AWARENESS, (encoder) => encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(this.awareness, clients)));
  }

  received(data) {
    this.heard = Date.now();
    const decoder = decoding.createDecoder(data);
    const type = decoding.readVarUint(decoder);
    if (type === SYNC) this.sync(decoder);
    else if (type === AWARENESS) applyAwarenessUpdate(this.awareness, decoding.readVarUint8Array(decoder), this);
    else if (type === ACK) this.acknowledged(decoding.readVarUint(decoder), decoding.readVarUint(decoder));
  }

  sync(decoder) {
    const answer = encoding.createEncoder();
    encoding.writeVarUint(answer, SYNC);
    const step = readSyncMessage(decoder, answer, this.doc, this);
    if (step === 0) {
      // Our answer carries whatever the server lacks; from here on every change goes as it comes.
      this.sent += 1;
      this.synced = true;
    }
    if (encoding.length(answer) > 1) this.socket?.send(encoding.toUint8Array(answer));
    if (step === 1) {
      this.tries = 0;
      this.set("synced");
    }
  }

  acknowledged(_seq, count) {
    if (count < this.sent) return;
    this.savedAt = new Date();
    this.dirtySince = null;
    this.tell();
  }

  set(state) {
    this.state = state;
    this.tell();
  }

  tell() {
    const { state, savedAt, dirtySince, ended } = this;
    this.onStatus({ state, savedAt, dirtySince, ended });
  }
}
