// Comments beside the text: the words are marked in it, selected words open the form, focus goes both ways. The cards
// come from the server; what arrives or goes there is marked anew, without touching caret, selection or scroll.
import { Plugin, PluginKey, TextSelection } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { ySyncPluginKey } from "y-prosemirror";

import { announce } from "../layout/announce.js";
import { refresh } from "../live/regions.js";
import { anchorOf, blockAt, rangeOf } from "./anchors.js";

const key = new PluginKey("comments");
const PAUSE = 400;

const rail = document.getElementById("draft-comments-rail");
const cards = () => [...(rail?.querySelectorAll("[data-comment][data-anchor]") ?? [])];
const cardOf = (number) => document.getElementById(`comment-${number}`);
const form = () => document.getElementById("comment-new");

function marked(state) {
  const found = [];
  for (const card of cards()) {
    const { comment, state: word, anchor } = card.dataset;
    const range = rangeOf(state, JSON.parse(anchor));
    card.querySelector("[data-comment-gone]").hidden = Boolean(range);
    card.querySelector("[data-comment-show]")?.toggleAttribute("hidden", !range);
    if (!range || word !== "open") continue;
    const attributes = { "data-commented": comment, "aria-details": card.id };
    if (range.found === "block") found.push(Decoration.node(range.from - 1, range.to + 1, { class: "commented-block", ...attributes }, { comment }));
    else found.push(Decoration.inline(range.from, range.to, { nodeName: "mark", class: "commented", ...attributes }, { comment }));
  }
  return DecorationSet.create(state.doc, found);
}

/** The numbers of the comments on the words at a place. */
const commentsAt = (state, pos) => key.getState(state).find(pos, pos).map((one) => one.spec.comment);

/** Marks commented words and ties the cards to them. */
export const comments = () =>
  new Plugin({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, set, _old, state) {
        const remote = tr.docChanged && tr.getMeta(ySyncPluginKey)?.isChangeOrigin;
        return tr.getMeta(key) || remote ? marked(state) : set.map(tr.mapping, tr.doc);
      },
    },
    props: { decorations: (state) => key.getState(state) },
    view: (view) => (rail ? new Beside(view) : {}),
  });

class Beside {
  constructor(view) {
    this.view = view;
    this.timer = null;
    this.wanted = null; // the number of a comment just sent: its card takes the focus when it is there
    this.button = document.getElementById("draft-comment");
    const listen = (target, names, act) => names.split(" ").forEach((name) => target.addEventListener(name, act));
    if (this.button) {
      this.button.hidden = false;
      listen(this.button, "mousedown", (event) => event.preventDefault()); // the selection stays
      listen(this.button, "click", () => this.begin());
      listen(document, "keydown", (event) => this.press(event));
    }
    listen(rail, "click", (event) => this.click(event));
    listen(rail, "keydown", (event) => this.typed(event));
    listen(rail, "focusin", ({ target }) => Object.assign(this, { held: target, heldIn: target.closest("[data-comment]")?.dataset.comment }));
    listen(rail, "live:renewed", () => this.renewed());
    listen(rail, "kept", () => this.kept());
    listen(document, "htmx:afterSettle", (event) => rail.contains(event.target) && this.settled());
    this.renew();
    this.kept();
  }

  update(view, before) {
    if (!before.doc.eq(view.state.doc)) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.renew(), PAUSE);
    }
    const here = new Set(commentsAt(view.state, view.state.selection.head));
    for (const card of cards()) card.toggleAttribute("data-current", here.has(card.dataset.comment));
  }

  destroy() {
    clearTimeout(this.timer);
  }

  renew() {
    setTimeout(() => this.view.isDestroyed || this.view.dispatch(this.view.state.tr.setMeta(key, true).setMeta("addToHistory", false)));
  }

  /** Comment on what is selected; without a selection on the block where the caret stands. */
  begin() {
    const { state } = this.view;
    const block = blockAt(state.doc, state.selection.from);
    const anchor = anchorOf(state) ?? (block && { block, start: null, end: null, words: "" });
    if (!anchor) return announce(rail.dataset.waits);
    form().querySelector("[name=anchor]").value = JSON.stringify(anchor);
    this.open(anchor);
    form().querySelector("textarea").focus();
  }

  open(anchor) {
    const words = form().querySelector("[data-new-words]");
    words.textContent = anchor.words || words.dataset.whole;
    words.hidden = false;
    form().hidden = false;
  }

  /** What was typed before a page was left comes back with the words that it is about. */
  kept() {
    const typed = form()?.querySelector("textarea").value;
    const anchor = form()?.querySelector("[name=anchor]").value;
    if (typed && anchor) this.open(JSON.parse(anchor));
  }

  press(event) {
    if (!(event.ctrlKey || event.metaKey) || !event.altKey || event.code !== "KeyM") return;
    event.preventDefault();
    const { selection } = this.view.state;
    const [here] = selection.empty ? commentsAt(this.view.state, selection.head) : [];
    if (here) cardOf(here).focus();
    else this.begin();
  }

  /** In a form beside the text: Control and Enter sends it, Escape leaves a new comment. */
  typed(event) {
    const { target } = event;
    if (event.defaultPrevented || !target.matches("textarea")) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) target.form.requestSubmit();
    else if (event.key === "Escape" && target.form === form() && target.ariaExpanded !== "true") this.close();
    else return;
    event.preventDefault();
  }

  click(event) {
    if (event.target.closest("[data-comment-cancel]")) this.close();
    const card = event.target.closest("[data-comment-show]")?.closest("[data-comment]");
    if (card) this.show(card);
  }

  close() {
    form().hidden = true;
    this.view.editable ? this.view.focus() : this.button.focus();
  }

  show(card) {
    const range = rangeOf(this.view.state, JSON.parse(card.dataset.anchor));
    if (!range) return;
    const { state } = this.view;
    this.view.dispatch(state.tr.setSelection(TextSelection.between(state.doc.resolve(range.from), state.doc.resolve(range.to))));
    const { node } = this.view.domAtPos(range.from);
    (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).scrollIntoView({ block: "center" });
    if (this.view.editable) this.view.focus();
  }

  /** After a form was taken or refused, or another list was chosen. */
  settled() {
    const sent = form()?.dataset.added;
    if (sent) {
      delete form().dataset.added;
      this.wanted = sent;
      const list = document.getElementById("draft-comments");
      list.dataset.liveUrl = list.dataset.liveUrl.replace(/show=\w+/, "show=open");
      refresh(new Set([list.dataset.live]));
    }
    this.renew();
  }

  renewed() {
    this.renew();
    const card = this.wanted && cardOf(this.wanted);
    if (card) {
      this.wanted = null;
      card.focus({ preventScroll: true });
    } else if (this.held && !this.held.isConnected && document.activeElement === document.body) {
      (cardOf(this.heldIn) ?? document.getElementById("draft-comments-title")).focus({ preventScroll: true });
    }
  }
}
