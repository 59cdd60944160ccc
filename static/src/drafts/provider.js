// The draft's socket: the y-websocket protocol plus acknowledgements (type 8). It says "saved" on nothing else.
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates } from "y-protocols/awareness";
import { readSyncMessage, writeSyncStep1, writeUpdate } from "y-protocols/sync";

const SYNC = 0;
const AWARENESS = 1;
const ACK = 8;
const PING = 9;
const PATROL = 1500; // ms between two looks at the line
const QUIET = 2500; // after so long without a word the server is asked for one (readers, who lose nothing: later)
const QUIET_READER = 12_000;
const ANSWER = 4000; // and without an answer the line is dead: 9.5 s at most, all told
const OPENING = 6000; // a handshake that hangs longer is no handshake
const LONGEST = 6_000; // a restart takes seconds; the jitter spreads those who come back
const SOCKETS = 3; // handshakes that fail in a row before the same is tried over HTTP

// Close codes after which coming back by itself would change nothing.
const FINAL = { 4400: "refused", 4401: "signed-out", 4403: "forbidden", 4404: "forbidden", 4413: "full", 4424: "locked", 4426: "outdated" };

// Ends after which these words cannot come in; after the others they go out once the page is back (some of them: replay.js).
const LOST = new Set(["refused", "forbidden", "full"]);

const CROWDED = 4423; // as many are here as a draft takes: the text of the page lives on, and a place may become free

export class Provider {
  /** `onStatus({ state, savedAt, dirtySince, ended, lane })` is called on every change of what is true.
   * `unsaved` keeps what is not acknowledged; `lane()` makes something that behaves like a socket, over HTTP. */
  constructor(url, doc, awareness, onStatus, { edit, unsaved, lane }) {
    Object.assign(this, { url, doc, awareness, onStatus, edit, unsaved, lane });
    this.quiet = edit ? QUIET : QUIET_READER;
    this.asked = 0; // when a word was asked of the server, 0 when none is owed
    this.failed = 0; // handshakes in a row that came to nothing
    this.byLane = false;
    this.socket = null;
    this.state = "connecting";
    this.synced = false;
    this.ended = null;
    this.savedAt = null;
    this.dirtySince = unsaved.since ? new Date(unsaved.since) : null;
    this.sent = 0; // sync frames with changes, on this connection
    this.tries = 0;
    this.timer = null;
    doc.on("update", (update, origin) => origin !== this && this.changed(update));
    awareness.on("update", ({ added, updated, removed }, origin) => origin !== this && this.present([...added, ...updated, ...removed]));
    this.heard = Date.now();
    this.watch = setInterval(() => this.check(), PATROL);
    addEventListener("online", () => this.again(0));
    document.addEventListener("visibilitychange", () => !document.hidden && this.again(0));
    addEventListener("pagehide", () => removeAwarenessStates(awareness, [doc.clientID], "leaving"));
    this.connect();
  }

  connect() {
    clearTimeout(this.timer);
    this.timer = null;
    this.byLane = this.failed > 0 && this.failed % SOCKETS === 0;
    const socket = this.byLane ? this.lane() : new WebSocket(this.url);
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    this.sent = 0;
    this.synced = false;
    this.asked = 0;
    this.heard = Date.now();
    socket.onopen = () => this.socket === socket && this.opened();
    socket.onmessage = (event) => this.socket === socket && this.received(new Uint8Array(event.data));
    socket.onclose = (event) => this.socket === socket && this.closed(event.code);
  }

  opened() {
    this.failed = this.byLane ? this.failed : 0;
    this.set("open");
    this.send(SYNC, (encoder) => writeSyncStep1(encoder, this.doc));
    if (this.awareness.getLocalState()) this.present([this.doc.clientID]);
  }

  closed(code) {
    if (this.state !== "open" && this.state !== "synced") this.failed += 1;
    else if (this.byLane) this.failed = 0; // the network changed, perhaps: a socket first
    this.socket = null;
    this.synced = false;
    const others = [...this.awareness.getStates().keys()].filter((client) => client !== this.doc.clientID);
    removeAwarenessStates(this.awareness, others, this);
    this.ended = FINAL[code] ?? null;
    if (LOST.has(this.ended)) this.unsaved.end(this.ended);
    this.set("closed");
    this.crowded = code === CROWDED;
    if (!this.ended) this.again(code === 4409 ? 0 : ++this.tries);
  }

  again(tries) {
    if (this.socket || this.ended) return;
    clearTimeout(this.timer);
    const longest = this.crowded ? 30_000 : Math.min(300 * 2 ** tries, LONGEST);
    this.timer = setTimeout(() => this.connect(), longest * (0.5 + Math.random() / 2));
  }

  /** A half-open line says nothing by itself: the server is asked for a word, and the line given up without one. */
  check() {
    const now = Date.now();
    if (!this.socket) return this.tell();
    const opening = this.socket.readyState === WebSocket.CONNECTING;
    if (opening && now - this.heard > OPENING) this.abandon();
    else if (this.asked && this.heard < this.asked && now - this.asked > ANSWER) this.abandon();
    else if (!opening && this.heard >= this.asked && now - this.heard > this.quiet) {
      this.asked = now;
      this.send(PING, () => {});
    }
    this.tell();
  }

  /** Leave a line without waiting for its end, which on a dead one takes minutes. */
  abandon() {
    const socket = this.socket;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
    this.closed(1006);
  }

  /** Leave for good. */
  leave() {
    clearInterval(this.watch);
    clearTimeout(this.timer);
    this.ended = "left";
    const { socket } = this;
    this.socket = null; // whatever it still says is heard by nobody
    socket?.close();
  }

  send(type, write) {
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, type);
    write(encoder);
    this.socket.send(encoding.toUint8Array(encoder));
  }

  changed(update) {
    if (!this.edit) return; // Yjs tidies marks after what others wrote: nothing that a reader would save
    this.dirtySince ??= new Date();
    this.unsaved.note(update);
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
    if (this.dirtySince) this.savedAt = new Date();
    this.dirtySince = null;
    this.unsaved.saved();
    this.tell();
  }

  set(state) {
    this.state = state;
    this.tell();
  }

  tell() {
    const { state, savedAt, dirtySince, ended, crowded, byLane } = this;
    this.onStatus({ state, savedAt, dirtySince, ended, crowded, lane: byLane });
  }
}
