// A private copy of one block, to be rewritten and sent as a proposal; kept in this browser until it is sent.
import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";

import { announce } from "../layout/announce.js";
import { keys, rules } from "./commands.js";
import { schema } from "./schema.js";
import { wordMarks } from "./wordmarks.js";

const slot = (key) => `kept:${document.body.dataset.person ?? ""}:${key}`;

/** What was kept under a key; null without. */
export function kept(key) {
  try {
    return JSON.parse(localStorage.getItem(slot(key)));
  } catch {
    return null;
  }
}

function keep(key, value) {
  try {
    if (value) localStorage.setItem(slot(key), JSON.stringify(value));
    else localStorage.removeItem(slot(key));
  } catch {
    // Storage is full or forbidden: the words stay in this window.
  }
}

/** Leave words as an unsent copy for when its desk is opened; false where one waits there already. */
export function leave(key, doc) {
  if (kept(key)) return false;
  keep(key, { at: Date.now(), fields: {}, doc, reason: "" });
  return true;
}

/** One open copy: its element stands below the block until it is sent or discarded. */
export class Copy {
  constructor({ key, block, kind, template, url, base, paper, nodeViews, numbers, onClose }) {
    Object.assign(this, { key, block, kind, url, base, nodeViews, numbers, onClose });
    this.element = template.content.firstElementChild.cloneNode(true);
    this.element.dataset.kind = kind;
    for (const part of this.element.querySelectorAll("[data-for-kind]")) part.hidden = part.dataset.forKind !== kind;
    this.reason = this.element.querySelector("[data-reason]");
    this.said = this.element.querySelector("[data-said]");
    this.before = kept(key);
    this.reason.value = this.before?.reason ?? "";
    this.reason.addEventListener("input", () => this.remember());
    this.element.querySelector("[data-send]").addEventListener("click", () => this.send());
    this.element.querySelector("[data-discard]").addEventListener("click", () => this.close());
    this.element.addEventListener("keydown", (event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && this.send());
    if (kind !== "delete") this.mount(paper);
  }

  mount(paper) {
    const old = schema.nodeFromJSON({ type: "doc", content: [this.base.toJSON()] });
    const empty = schema.topNodeType.createAndFill();
    this.shown = this.kind === "insert" ? empty : old;
    const bound = keymap({ "Mod-z": undo, "Mod-y": redo, "Mod-Shift-z": redo });
    const leave = () => this.element.querySelector("[data-send]").focus() ?? true;
    const no = () => false; // what asks in a dialog belongs to the text itself
    const plugins = [bound, history(), this.numbers(), rules(), ...keys({ leave, link: no, ask: () => no, open: no }), wordMarks(() => this.shown)];
    this.view = new EditorView(this.element.querySelector("[data-copy]"), {
      state: EditorState.create({ doc: this.written() ?? this.shown, plugins }),
      nodeViews: this.nodeViews,
      attributes: { role: "textbox", "aria-multiline": "true", "aria-label": this.element.dataset.label, class: "doc", lang: paper.lang, dir: paper.dir },
      dispatchTransaction: (tr) => {
        this.view.updateState(this.view.state.apply(tr));
        if (tr.docChanged) this.remember();
      },
    });
  }

  /** The words that were kept; null when there are none, or an older schema wrote them. */
  written() {
    try {
      const doc = schema.nodeFromJSON(this.before.doc);
      doc.check();
      return doc;
    } catch {
      return null;
    }
  }

  focus() {
    if (this.view) this.view.focus();
    else this.reason.focus();
  }

  remember() {
    keep(this.key, { at: Date.now(), fields: {}, doc: this.view?.state.doc.toJSON(), reason: this.reason.value });
  }

  say(words, kind) {
    this.said.textContent = words;
    this.said.dataset.kind = kind;
    announce(words);
  }

  async send() {
    const button = this.element.querySelector("[data-send]");
    button.disabled = true;
    const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
    const content = this.view?.state.doc.toJSON().content ?? [];
    const body = new URLSearchParams({ kind: this.kind, base: JSON.stringify(this.base.toJSON()), content: JSON.stringify(content), reason: this.reason.value, csrfmiddlewaretoken: token });
    try {
      const answer = await fetch(this.url, { method: "POST", body, credentials: "same-origin", headers: { Accept: "application/json" } });
      const told = answer.headers.get("content-type")?.includes("json") ? await answer.json() : {};
      if (answer.ok) return this.close(told.message);
      if (answer.status === 409) this.rebase();
      this.say(told.message ?? this.element.dataset.failed, "waits");
    } catch {
      this.say(this.element.dataset.failed, "waits");
    }
    button.disabled = false;
  }

  /** The block changed: from now on the difference is to what it says today; the words stay. */
  rebase() {
    const now = this.today?.();
    if (!now) return;
    this.base = now;
    if (this.kind === "replace") {
      this.shown = schema.nodeFromJSON({ type: "doc", content: [now.toJSON()] });
      this.view.updateState(this.view.state);
    }
  }

  close(words) {
    keep(this.key, null);
    this.view?.destroy();
    this.onClose(this);
    if (words) announce(words);
  }
}
