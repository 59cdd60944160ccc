// The draft's line where sockets are blocked: towards the provider it behaves like a socket, towards the server it is
// two requests, one that brings what was written and comes back when it is stored, one that is held until there is news.
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";

const SYNC = 0;
const STEP1 = 0;
const AWARENESS = 1;
const ACK = 8;
const PING = 9;
const REST = 150; // ms between two requests up: a typist fills one
const LOAD = 512 * 1024; // bytes in one request
const UP = 25_000; // ms: it ends with the commit
const DOWN = 35_000; // ms: the server holds it for 25 s
const CODES = { 401: 4401, 404: 4404, 413: 4413 };

export class Lane {
  /** `line`: the address that gives leave; `token`: against forged requests; `edit`: whether changes are acknowledged; `vector()`: the document's state. */
  constructor({ line, query, token, edit, vector }) {
    Object.assign(this, { line, query, token, edit, vector });
    this.readyState = WebSocket.CONNECTING;
    this.end = new AbortController();
    this.queue = [];
    this.presence = null;
    this.busy = false;
    this.acknowledged = 0;
    this.mark = "";
    this.#start();
  }

  async #start() {
    try {
      const answer = await fetch(this.line, { method: "POST", headers: { "X-CSRFToken": this.token }, signal: this.#signal(UP), cache: "no-store" });
      if (!answer.ok || answer.redirected) return this.#fail(answer.redirected ? 4401 : (CODES[answer.status] ?? 1006));
      this.ticket = (await answer.json()).ticket;
    } catch {
      return this.#fail(1006);
    }
    if (this.readyState !== WebSocket.CONNECTING) return;
    this.readyState = WebSocket.OPEN;
    this.onopen?.();
  }

  send(frame) {
    if (frame[0] === PING) return void setTimeout(() => this.onmessage?.({ data: frame })); // its requests watch over themselves
    if (frame[0] === AWARENESS) this.presence = frame;
    else this.queue.push(frame);
    if (this.queue.length && !this.busy) this.#up();
  }

  close() {
    this.readyState = WebSocket.CLOSED;
    this.end.abort();
  }

  async #up() {
    this.busy = true;
    while (this.queue.length && this.readyState === WebSocket.OPEN) {
      const frames = this.presence ? [this.presence] : [];
      for (let size = 0; this.queue.length && size < LOAD; size += frames.at(-1).length) frames.push(this.queue.shift());
      const first = frames.some((frame) => frame[0] === SYNC && frame[1] === STEP1);
      if (!(await this.#ask(frames, {}, UP, first))) return;
      if (first) this.#down();
      await new Promise((resolve) => setTimeout(resolve, REST));
    }
    this.busy = false;
  }

  async #down() {
    while (this.readyState === WebSocket.OPEN) {
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, SYNC);
      encoding.writeVarUint(encoder, STEP1);
      encoding.writeVarUint8Array(encoder, this.vector());
      const frames = [encoding.toUint8Array(encoder), ...(this.presence ? [this.presence] : [])];
      if (!(await this.#ask(frames, { wait: "1", mark: this.mark }, DOWN, false))) return;
      await new Promise((resolve) => setTimeout(resolve, REST));
    }
  }

  /** One request; false when the line is over. */
  async #ask(frames, more, patience, first) {
    const encoder = encoding.createEncoder();
    for (const frame of frames) encoding.writeVarUint8Array(encoder, frame);
    try {
      const answer = await fetch(`${this.line}frames?${new URLSearchParams({ ...this.query, ...more })}`, {
        method: "POST",
        headers: { "Content-Type": "application/octet-stream", "X-Line": this.ticket },
        body: encoding.toUint8Array(encoder),
        signal: this.#signal(patience),
        cache: "no-store",
      });
      if (!answer.ok) return this.#fail(CODES[answer.status] ?? 1006);
      const stored = this.#deliver(new Uint8Array(await answer.arrayBuffer()), first);
      this.mark = answer.headers.get("X-Draft-Mark") ?? this.mark;
      const code = answer.headers.get("X-Draft-Close");
      const brought = this.edit ? frames.filter((frame) => frame[0] === SYNC && frame[1] !== STEP1).length : 0;
      return code || stored < brought ? this.#fail(Number(code) || 1006) : true;
    } catch {
      return this.#fail(1006);
    }
  }

  /** Hand on what came; returns how many of the request's changes are stored. */
  #deliver(body, first) {
    const decoder = decoding.createDecoder(body);
    let count = 0;
    let seq = 0;
    while (decoding.hasContent(decoder)) {
      const frame = decoding.readVarUint8Array(decoder);
      if (frame[0] === ACK) {
        const inner = decoding.createDecoder(frame.subarray(1));
        seq = decoding.readVarUint(inner);
        count = Math.max(count, decoding.readVarUint(inner));
      } else if (first || frame[0] !== SYNC || frame[1] !== STEP1) {
        this.onmessage?.({ data: frame }); // the server asks what we have at each request: once is enough
      }
    }
    if (count) this.#acknowledge(seq, count);
    return count;
  }

  /** The server counts a request's changes, the provider those of the whole connection. */
  #acknowledge(seq, count) {
    this.acknowledged += count;
    const encoder = encoding.createEncoder();
    for (const number of [ACK, seq, this.acknowledged]) encoding.writeVarUint(encoder, number);
    this.onmessage?.({ data: encoding.toUint8Array(encoder) });
  }

  #fail(code) {
    if (this.readyState === WebSocket.CLOSED) return false;
    this.close();
    this.onclose?.({ code });
    return false;
  }

  #signal(patience) {
    return AbortSignal.any([this.end.signal, AbortSignal.timeout(patience)]);
  }
}
