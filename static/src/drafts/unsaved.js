// Words that the server has not acknowledged outlive the browser: they are kept on its shelf until they are saved.
// Only while something is unsaved does the shelf hold anything; a draft that was merely read leaves no trace.
import * as Y from "yjs";

import { addChange, leaveWords, putInstead, take, textsOf } from "./shelf.js";

const PAUSE = 250; // ms: on a good line the acknowledgement comes sooner, and nothing is written
const AGAIN = 5000; // ms between two whole copies

export class Unsaved {
  /** `place`: { person, draft, epoch, url, title, lang, dir }. Without IndexedDB everything here does nothing. */
  constructor(doc, place) {
    Object.assign(this, { doc, place });
    this.key = `${place.person} ${place.draft} ${place.epoch} ${doc.clientID}`;
    this.waiting = []; // changes not yet on the shelf
    this.loaded = { keys: [], numbers: [] };
    this.own = []; // numbers of the changes that this window put there
    this.changes = []; // everything unsaved, as bytes
    this.since = null;
    this.copied = 0;
    this.again = 0; // how often these words were written again because of a lock
    this.kept = true;
    this.work = Promise.resolve();
    addEventListener("pagehide", () => this.flush());
    document.addEventListener("visibilitychange", () => document.hidden && this.flush());
  }

  /** Bring what was left here back into the document. Returns { text, stranded }: whether the whole text is here, and
   * rows whose words (`words`, and `ended`: why) have no place in this draft any more. */
  async load(edit) {
    const { person, draft, epoch } = this.place;
    let rows;
    try {
      rows = (await textsOf(person)).filter((row) => row.draft === draft);
    } catch {
      this.kept = false;
      return { text: false, stranded: [] };
    }
    const fits = (row) => row.epoch === epoch && !row.ended && edit;
    const own = rows.filter(fits);
    for (const row of own) this.#restore(row);
    const stranded = await Promise.all(rows.filter((row) => !fits(row)).map((row) => strand(row, edit ? "epoch" : "forbidden")));
    return { text: own.some((row) => row.state), stranded: stranded.filter((row) => row.words || row.refused) };
  }

  #restore(row) {
    Y.transact(this.doc, () => {
      if (row.state) Y.applyUpdate(this.doc, row.state, this);
      for (const { update } of row.changes) Y.applyUpdate(this.doc, update, this);
    }, this);
    this.since = Math.min(this.since ?? row.since, row.since);
    this.again = Math.max(this.again, row.again ?? 0);
    this.changes.push(...row.changes.map((one) => one.update));
    this.loaded.keys.push(row.key);
    this.loaded.numbers.push(...row.changes.map((one) => one.number));
  }

  /** A change that the server has not acknowledged. */
  note(update) {
    this.since ??= Date.now();
    this.waiting.push(update);
    this.changes.push(update);
    this.timer ??= setTimeout(() => this.flush(), PAUSE);
  }

  /** Put what waits on the shelf, now. */
  flush() {
    clearTimeout(this.timer);
    this.timer = null;
    if (!this.waiting.length) return;
    const update = Y.mergeUpdates(this.waiting);
    this.waiting = [];
    const whole = Date.now() - this.copied > AGAIN;
    if (whole) this.copied = Date.now();
    const text = whole ? this.#row() : null;
    this.#then(async () => this.own.push(await addChange(this.key, update, text)));
  }

  #row() {
    const { key, place, since } = this;
    return { ...place, key, since: since ?? Date.now(), ended: "", state: Y.encodeStateAsUpdate(this.doc) };
  }

  /** Everything is acknowledged: the shelf is emptied of it. */
  saved() {
    clearTimeout(this.timer);
    this.timer = null;
    const wrote = this.copied || this.loaded.keys.length;
    this.waiting = [];
    this.changes = [];
    this.since = null;
    this.copied = 0;
    if (!wrote) return;
    this.#then(() => {
      const gone = { keys: [this.key, ...this.loaded.keys], numbers: [...this.own, ...this.loaded.numbers] };
      this.own = [];
      this.loaded = { keys: [], numbers: [] };
      return take(gone);
    });
  }

  /** These words will never be taken (`why`: the provider's word): only they are kept, as words. */
  end(why) {
    clearTimeout(this.timer);
    this.waiting = [];
    const words = this.words();
    const { keys } = this.loaded;
    this.#then(() => leaveWords({ ...this.#row(), state: null, words, ended: why }, keys));
  }

  /** Keep instead what `replayed` made of these words: a change that can be taken, and what was refused, as words. */
  async setAside({ state, update, refused, client }) {
    clearTimeout(this.timer);
    this.waiting = [];
    const { person, draft, epoch } = this.place;
    const row = this.#row();
    const texts = [];
    if (update) texts.push({ ...row, key: `${person} ${draft} ${epoch} ${client}`, state, update, again: this.again + 1 });
    const words = refused.map((one) => one.words).filter(Boolean).join("\n\n");
    if (refused.length) texts.push({ ...row, key: `${this.key} aside`, state: null, ended: "locked", words, refused });
    await this.work;
    await putInstead(texts, [this.key, ...this.loaded.keys]);
  }

  /** The passages with unsaved words, as plain text. */
  words() {
    return wordsIn(this.doc, this.changes);
  }

  #then(act) {
    this.work = this.work.then(act).catch(() => (this.kept = false));
  }
}

/** Keep of a row that has no place any more its words and nothing else: purged text must not live on here. */
async function strand(row, why) {
  if (row.words || row.refused) return row;
  const doc = new Y.Doc();
  if (row.state) Y.applyUpdate(doc, row.state);
  for (const { update } of row.changes) Y.applyUpdate(doc, update);
  const kept = { ...row, state: null, changes: [], ended: why, words: wordsIn(doc, row.changes.map((one) => one.update)) };
  await leaveWords(kept);
  return kept;
}

/** Blocks of the document that hold something of these changes; where none is found, the words typed. */
export function wordsIn(doc, updates) {
  const structs = updates.flatMap((update) => Y.decodeUpdate(update).structs).filter((one) => one.content);
  const own = (item) => structs.some(({ id, length }) => id.client === item.id.client && id.clock < item.id.clock + item.length && item.id.clock < id.clock + length);
  const blocks = doc.getXmlFragment("prosemirror").toArray();
  const found = blocks.filter((block) => holds(block, own)).map(plain).filter(Boolean);
  return found.length ? found.join("\n\n") : structs.map((one) => one.content.str ?? "").join("");
}

function holds(type, own) {
  for (let item = type._start; item; item = item.right) {
    if (item.deleted) continue;
    if (item.content.str !== undefined ? own(item) : item.content.type && holds(item.content.type, own)) return true;
  }
  return false;
}

/** A block as plain text, its own blocks a line each. */
export function plain(type) {
  if (type instanceof Y.XmlText) return type.toDelta().map(({ insert }) => (typeof insert === "string" ? insert : "")).join("");
  const kids = type.toArray();
  return kids.map(plain).join(kids.some((kid) => kid instanceof Y.XmlText) ? "" : "\n");
}
