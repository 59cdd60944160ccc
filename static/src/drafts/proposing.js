// Proposals in the editor: cards below their blocks, and the switch with which a member rewrites private copies.
import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";

import { announce } from "../layout/announce.js";
import { Copy, kept, leave } from "./copies.js";

const key = new PluginKey("proposals");
const KINDS = ["replace", "insert", "delete"];

const nameOf = (path, block, kind) => `proposal-${path}-${block}-${kind}`;

const part = (id) => document.getElementById(id);

/** Open proposals by block, from the panel that the live line keeps fresh; ids stay with the panel. */
function cards() {
  const found = new Map();
  for (const card of document.querySelectorAll(":is(#draft-sections, #draft-proposals, #draft-brackets) [data-proposed] > .proposed")) {
    const block = card.dataset.for;
    if (!found.has(block)) found.set(block, []);
    found.get(block).push(card);
  }
  return found;
}

function row(found) {
  const place = document.createElement("div");
  place.className = "proposed-row";
  place.contentEditable = "false";
  place.append(...found.map((card) => card.cloneNode(true)));
  return place;
}

const below = (pos, dom, name, side) => Decoration.widget(pos, dom, { key: name, side, stopEvent: () => true, ignoreSelection: true });

/** The desk of one page: which copies are open, whether one is proposing. */
class Desk {
  constructor({ path, paper, nodeViews, numbers }) {
    Object.assign(this, { path, paper, nodeViews, numbers, on: false, copies: new Map(), bars: new Map(), version: 0, view: null });
    this.button = part("draft-propose");
  }

  get name() {
    return (block, kind) => nameOf(this.path, block, kind);
  }

  turn(on) {
    this.on = on;
    this.button?.setAttribute("aria-pressed", String(on));
    document.getElementById("draft").toggleAttribute("data-proposing", on);
    if (on) this.takeUp();
    this.redraw();
    if (this.button) announce(on ? this.button.dataset.on : this.button.dataset.off);
  }

  /** Copies that were left unsent are open again. */
  takeUp() {
    this.view.state.doc.forEach((node) => {
      for (const kind of KINDS) if (node.attrs.id && kept(this.name(node.attrs.id, kind))) this.open(node.attrs.id, kind, { focus: false });
    });
  }

  redraw() {
    this.version += 1;
    this.view.dispatch(this.view.state.tr.setMeta(key, this.version).setMeta("addToHistory", false));
  }

  block(id) {
    let found = null;
    this.view.state.doc.forEach((node) => {
      if (node.attrs.id === id) found = node;
    });
    return found;
  }

  open(id, kind, { focus = true } = {}) {
    const base = this.block(id);
    if (!base) return;
    const name = this.name(id, kind);
    if (!this.copies.has(name)) {
      const url = this.button.dataset.url.replace("BLOCK", encodeURIComponent(id));
      const copy = new Copy({ key: name, block: id, kind, template: part("draft-propose-copy"), url, base, paper: this.paper, nodeViews: this.nodeViews, numbers: this.numbers, onClose: () => this.closed(name, id) });
      copy.today = () => this.block(id);
      this.copies.set(name, copy);
      this.redraw();
    }
    if (focus) this.copies.get(name).focus();
  }

  closed(name, id) {
    this.copies.delete(name);
    this.redraw();
    this.bars.get(id)?.querySelector("button").focus();
  }

  bar(id, words) {
    if (!this.bars.has(id)) {
      const bar = part("draft-propose-bar").content.firstElementChild.cloneNode(true);
      bar.setAttribute("aria-label", `${bar.getAttribute("aria-label")} ${words.slice(0, 60)}`);
      bar.addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (button) this.open(id, button.dataset.kind);
      });
      this.bars.set(id, bar);
    }
    return this.bars.get(id);
  }

  draw(doc) {
    const shown = cards();
    const drawn = [];
    doc.forEach((node, offset) => {
      const { id } = node.attrs;
      const end = offset + node.nodeSize;
      if (!id) return;
      const found = shown.get(id);
      if (found) drawn.push(below(end, () => row(found), `cards-${id}-${this.version}`, -3));
      if (!this.on) return;
      for (const copy of this.copies.values()) {
        if (copy.block !== id) continue;
        drawn.push(below(end, () => copy.element, `copy-${copy.key}`, -1));
        if (copy.kind !== "insert") drawn.push(Decoration.node(offset, end, { class: "is-copied" }));
      }
      drawn.push(below(end, () => this.bar(id, node.textContent), `bar-${id}`, -2));
    });
    return DecorationSet.create(doc, drawn);
  }
}

/** Whether changes that the text did not take ({ kind, block, doc }) can be proposed here. */
export const canPropose = (changes) => Boolean(part("draft-propose")) && changes.some((one) => one.block);

/** Open private copies with them; false where copies of the same blocks are open already. */
export function proposeInstead(path, changes) {
  const names = changes.filter((one) => one.block).map((one) => ({ ...one, name: nameOf(path, one.block, one.kind) }));
  if (names.some(({ name }) => kept(name))) return false;
  for (const { name, doc } of names) leave(name, doc ?? undefined);
  const button = part("draft-propose");
  if (button.getAttribute("aria-pressed") === "true") button.click();
  button.click();
  const copy = document.querySelector(".propose-copy");
  copy?.scrollIntoView({ block: "center" });
  copy?.querySelector("[contenteditable=true], [data-reason]")?.focus({ preventScroll: true });
  return true;
}

/** The plugin of the draft's editor. `onTurn(on)` hears the switch: while it is on, the text itself is not edited. */
export function proposals({ path, paper, onTurn, nodeViews, numbers }) {
  const desk = new Desk({ path, paper, nodeViews, numbers });
  let memo = {};
  desk.button?.addEventListener("click", () => {
    onTurn(!desk.on);
    desk.turn(!desk.on);
  });
  document.addEventListener("live:renewed", (event) => /^draft-(sections|proposals|brackets)$/.test(event.target.id) && desk.view && desk.redraw());
  return new Plugin({
    key,
    view(view) {
      desk.view = view;
      if (desk.button) desk.button.hidden = false;
      return {};
    },
    props: {
      decorations(state) {
        if (memo.doc !== state.doc || memo.version !== desk.version) memo = { doc: state.doc, version: desk.version, drawn: desk.draw(state.doc) };
        return memo.drawn;
      },
    },
  });
}
