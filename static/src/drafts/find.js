// Find and replace: every match marked, the one at hand ringed; one step of undo for "replace all".
import { Plugin, PluginKey, TextSelection } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { yUndoPluginKey } from "y-prosemirror";

import { isLocked } from "./sections.js";

const key = new PluginKey("find");
const LETTER = "[\\p{L}\\p{N}\\p{M}_]";
const NONE = { query: "", ofCase: false, wholeWord: false };

/** The expression for what somebody looks for; null for nothing. Letters of every script count as word letters. */
export function expression({ query, ofCase, wholeWord }) {
  if (!query) return null;
  const words = query.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&").replace(/\s+/g, "\\s+");
  return new RegExp(wholeWord ? `(?<!${LETTER})${words}(?!${LETTER})` : words, ofCase ? "gu" : "giu");
}

/** Where it stands in the document: { from, to } each, in order. */
export function matches(doc, wanted) {
  const found = [];
  const pattern = expression(wanted);
  if (!pattern) return found;
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    let text = "";
    node.forEach((kid) => (text += kid.isText ? kid.text : "\ufffc".repeat(kid.nodeSize)));
    for (const match of text.matchAll(pattern)) {
      if (match[0]) found.push({ from: pos + 1 + match.index, to: pos + 1 + match.index + match[0].length });
    }
    return false;
  });
  return found;
}

const decorations = (doc, found, at) =>
  DecorationSet.create(doc, found.map((one, index) => Decoration.inline(one.from, one.to, { class: index === at ? "found found-now" : "found" })));

/** The nearest match from a position on, the first after the last. */
const nearest = (found, pos) => {
  const at = found.findIndex((one) => one.from >= pos);
  return at < 0 ? (found.length ? 0 : -1) : at;
};

function applied(tr, was) {
  const given = tr.getMeta(key);
  if (!given && !tr.docChanged) return was;
  const wanted = given?.wanted ?? was.wanted;
  if (!wanted.query) return { wanted, found: [], at: -1, marks: DecorationSet.empty };
  const found = tr.docChanged || given?.wanted ? matches(tr.doc, wanted) : was.found;
  const stood = was.found[was.at] ? tr.mapping.map(was.found[was.at].from) : tr.selection.from;
  const at = given?.at ?? nearest(found, given?.wanted ? tr.selection.from : stood);
  return { wanted, found, at, marks: decorations(tr.doc, found, at) };
}

/** The plugin, tied to the page's panel. */
export function finder(panel, editable) {
  const field = (name) => panel.querySelector(`[data-${name}]`);
  let view = null;

  const wanted = () => ({ query: field("query").value, ofCase: field("case").checked, wholeWord: field("word").checked });
  const tell = (meta) => view.dispatch(view.state.tr.setMeta(key, meta));
  const look = () => {
    field("said").textContent = "";
    tell({ wanted: wanted() });
  };

  function step(by) {
    const { found, at } = key.getState(view.state);
    field("said").textContent = "";
    if (!found.length) return;
    const next = (at + by + found.length) % found.length;
    tell({ at: next });
    show(found[next]);
  }

  function show({ from }) {
    const place = view.domAtPos(from, 1);
    const node = place.node.nodeType === Node.TEXT_NODE ? place.node.parentElement : place.node;
    node.scrollIntoView?.({ block: "center" });
  }

  function replace(all) {
    const { found, at } = key.getState(view.state);
    const asked = all ? found : found.slice(at, at + 1);
    const chosen = asked.filter((one) => !isLocked(view.state, one.from));
    const left = asked.length - chosen.length;
    if (!chosen.length) {
      if (!all) step(1);
      return tellOf(0, left);
    }
    const words = field("with").value;
    const undo = yUndoPluginKey.getState(view.state)?.undoManager;
    const tr = view.state.tr;
    for (const { from, to } of [...chosen].reverse()) {
      if (words) tr.replaceWith(from, to, view.state.schema.text(words, view.state.doc.resolve(from + 1).marks()));
      else tr.delete(from, to);
    }
    undo?.stopCapturing();
    if (!all) tr.setSelection(TextSelection.near(tr.doc.resolve(chosen[0].from + words.length)));
    view.dispatch(tr);
    undo?.stopCapturing();
    if (all) tellOf(chosen.length, left);
    else reveal();
  }

  /** How many were replaced, and how many stand where nobody writes now. */
  function tellOf(done, left) {
    const said = [done && panel.dataset.replaced.replace("%s", done), left && panel.dataset.left.replace("%s", left)];
    field("said").textContent = said.filter(Boolean).join(" ");
  }

  function reveal() {
    const { found, at } = key.getState(view.state);
    if (found[at]) show(found[at]);
  }

  function open() {
    const { from, to, empty } = view.state.selection;
    const chosen = empty ? "" : view.state.doc.textBetween(from, to, " ");
    if (chosen && chosen.length < 200) field("query").value = chosen;
    panel.hidden = false;
    field("query").focus();
    field("query").select();
    look();
    return true;
  }

  function close() {
    const { found, at } = key.getState(view.state);
    panel.hidden = true;
    const tr = view.state.tr.setMeta(key, { wanted: NONE });
    if (found[at]) tr.setSelection(TextSelection.create(tr.doc, found[at].from, found[at].to));
    view.dispatch(tr);
    view.focus();
  }

  panel.addEventListener("input", (event) => !event.target.matches("[data-with]") && look());
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && event.target.matches("[data-query]")) step(event.shiftKey ? -1 : 1);
    else if (event.key === "Enter" && event.target.matches("[data-with]")) replace(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  const presses = { next: () => step(1), back: () => step(-1), one: () => replace(false), all: () => replace(true), close };
  for (const [name, act] of Object.entries(presses)) field(name)?.addEventListener("click", act);
  for (const part of panel.querySelectorAll("[data-writing]")) part.hidden = !editable;
  for (const button of document.querySelectorAll("[data-find-open]")) {
    button.hidden = false;
    button.addEventListener("click", open);
  }

  return new Plugin({
    key,
    state: { init: () => ({ wanted: NONE, found: [], at: -1, marks: DecorationSet.empty }), apply: applied },
    props: {
      decorations: (state) => key.getState(state).marks,
      handleKeyDown: (_view, event) => {
        const mod = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
        if (!mod || event.key.toLowerCase() !== "f") return false;
        event.preventDefault();
        return open();
      },
    },
    view(made) {
      view = made;
      return {
        update() {
          const { found, at, wanted: now } = key.getState(view.state);
          const words = !now.query ? "" : found.length ? panel.dataset.count.replace("%a", at + 1).replace("%n", found.length) : panel.dataset.none;
          if (field("count").textContent !== words) field("count").textContent = words;
        },
      };
    },
  });
}
