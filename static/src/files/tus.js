// One file, sent in pieces by the tus 1.0.0 protocol: what has arrived is never sent twice, a broken line goes on by itself.
const PIECE = 4 * 1024 * 1024; // a proxy that gathers bodies loses at most this much
const WAITS = [500, 1000, 2000, 4000, 8000, 15_000, 30_000]; // ms before the next try
const VERSION = { "Tus-Resumable": "1.0.0" };

/** What the server says about one file in words; it will not be taken. */
export class Refusal extends Error {}
/** Nobody is signed in any more. */
export class SignedOut extends Error {}
/** Paused by whoever sends it. */
export class Paused extends Error {}

const base64 = (text) => btoa(String.fromCodePoint(...new TextEncoder().encode(text)));

function judge(status, words) {
  if (status >= 200 && status < 300) return;
  if (status === 401) throw new SignedOut();
  if ([400, 403, 404, 410, 413, 422].includes(status)) throw new Refusal(words);
  throw new Error(`status ${status}`);
}

async function ask(method, url, headers = {}) {
  const response = await fetch(url, { method, headers: { ...VERSION, ...headers }, cache: "no-store", credentials: "same-origin" });
  return { status: response.status, headers: response.headers, words: method === "HEAD" ? "" : await response.text() };
}

/** Sends `file`; `url` is where an earlier try left off, if there is one. `tell(step, share)` hears how it goes. */
export class Sender {
  constructor({ file, url, open, token, tell, opened }) {
    Object.assign(this, { file, url, open, token, tell, opened, offset: 0, tries: 0, paused: false });
  }

  /** Send until all has arrived; return the stored file's uid. Throws Refusal, SignedOut or Paused. */
  async send() {
    this.paused = false;
    for (;;) {
      try {
        if (!this.url) await this.#begin();
        else await this.#find();
        while (this.offset < this.file.size) await this.#piece();
        return this.url.split("/").at(-1);
      } catch (fault) {
        if (this.paused) throw new Paused();
        if (fault instanceof Refusal || fault instanceof SignedOut) throw fault;
        this.tell("broken", this.share);
        await this.#wait();
      }
    }
  }

  /** Stop where it is; `send` goes on from there. */
  pause() {
    this.paused = true;
    this.line?.abort();
    this.wake?.();
  }

  get share() {
    return this.file.size ? this.offset / this.file.size : 0;
  }

  async #begin() {
    this.tell("opens", 0);
    const given = { filename: this.file.name, kind: this.open.kind, group: this.open.group };
    const pairs = Object.entries(given).map(([key, value]) => `${key} ${base64(value)}`);
    const headers = { "Upload-Length": String(this.file.size), "Upload-Metadata": pairs.join(","), "X-CSRFToken": this.token() };
    const { status, headers: told, words } = await ask("POST", this.open.url, headers);
    judge(status, words);
    this.url = told.get("Location");
    this.opened(this.url);
  }

  async #find() {
    const { status, headers } = await ask("HEAD", this.url);
    if (status === 404) {
      this.url = ""; // it was swept meanwhile: from the beginning
      this.offset = 0;
      return this.#begin();
    }
    if (status === 410) judge(422, JSON.parse((await ask("GET", this.url)).words).refused);
    judge(status, "");
    this.offset = Number(headers.get("Upload-Offset"));
    this.tell(this.tries ? "resumed" : "sends", this.share);
  }

  #piece() {
    const body = this.file.slice(this.offset, this.offset + PIECE);
    const last = this.offset + body.size === this.file.size;
    return new Promise((resolve, reject) => {
      const line = (this.line = new XMLHttpRequest());
      line.open("PATCH", this.url);
      const headers = { ...VERSION, "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(this.offset) };
      for (const [name, value] of Object.entries(headers)) line.setRequestHeader(name, value);
      line.upload.onprogress = ({ loaded }) => this.tell("sends", (this.offset + loaded) / this.file.size);
      line.upload.onload = () => last && this.tell("checks", 1);
      line.onerror = line.onabort = line.ontimeout = () => reject(new Error("the line broke"));
      line.onload = () => {
        try {
          judge(line.status, line.responseText);
          this.offset = Number(line.getResponseHeader("Upload-Offset"));
          this.tries = 0;
          resolve();
        } catch (fault) {
          reject(fault);
        }
      };
      line.send(body);
    });
  }

  // Until the next try: sooner when the browser says that the network is back.
  async #wait() {
    const pause = WAITS[Math.min(this.tries++, WAITS.length - 1)];
    await new Promise((resolve) => {
      this.wake = resolve;
      setTimeout(resolve, pause);
      addEventListener("online", resolve, { once: true });
    });
    if (this.paused) throw new Paused();
  }
}

/** Give up an upload and what came of it. */
export const drop = (url, token) => ask("DELETE", url, { "X-CSRFToken": token }).catch(() => {});

/** What became of an upload: { name, length, offset, refused, file, taken }, or null when there is none. */
export async function look(url) {
  try {
    const { status, words } = await ask("GET", url);
    return status === 200 ? JSON.parse(words) : null;
  } catch {
    return undefined; // no network: nothing is known
  }
}
