// Sections: locked ones are read, not written in; the line below each heading comes from the panel that the live line keeps.
import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { ySyncPluginKey, yUndoPluginKey } from "y-prosemirror";

const key = new PluginKey("sections");

const told = () => document.querySelector("#draft-sections [data-proposed]");
const lockedNow = () => (told()?.dataset.locked ?? "").split(" ").filter(Boolean);

/** What stands beside a heading in the outline: how far its section is. */
export const outlineMark = (id) => (id && told()?.querySelector(`[data-for="${CSS.escape(id)}"]`)?.dataset.outline) || "";

/** The level of every top block, 0 for what is no heading (as `logic/sections.py`). */
function levels(doc) {
  let last = 0;
  const found = [];
  doc.forEach((node, pos) => {
    const { name } = node.type;
    if (name === "heading") last = node.attrs.level;
    found.push({ node, pos, level: name === "heading" ? last : name === "article" ? Math.min(last + 1, 4) : 0 });
  });
  return found;
}

/** The locked sections of a document: { title, from, to, blocks } each. */
export function lockedIn(doc, headings) {
  if (!headings.length) return [];
  const tops = levels(doc);
  return tops.flatMap(({ node, pos, level }, start) => {
    if (!level || !headings.includes(node.attrs.id)) return [];
    const after = tops.findIndex((one, at) => at > start && one.level > 0 && one.level <= level);
    const blocks = tops.slice(start, after < 0 ? undefined : after);
    const last = blocks.at(-1);
    return [{ id: node.attrs.id, title: node.textContent.trim(), from: pos, to: last.pos + last.node.nodeSize, blocks }];
  });
}

/** Whether a place lies in a locked section. */
export const isLocked = (state, pos) => key.getState(state)?.held.some((one) => one.from <= pos && pos < one.to) ?? false;

/** The first locked section that a document reads otherwise than another; nodes that stayed are the same objects. */
export function touched(held, doc) {
  const now = new Map(lockedIn(doc, held.map((one) => one.id)).map((one) => [one.id, one]));
  return held.find((one) => {
    const fresh = now.get(one.id);
    return !fresh || fresh.blocks.length !== one.blocks.length || fresh.blocks.some(({ node }, at) => node !== one.blocks[at].node);
  });
}

const drawn = (doc, held) =>
  DecorationSet.create(doc, held.flatMap((one) => one.blocks.map(({ node, pos }) => Decoration.node(pos, pos + node.nodeSize, { class: "is-locked" }))));

function made(doc, headings) {
  const held = lockedIn(doc, headings);
  return { headings, held, marks: drawn(doc, held) };
}

/** The plugin of the draft's editor. */
export function sections() {
  const line = document.getElementById("draft-locked");
  const say = (words) => line && line.textContent !== words && (line.textContent = words);
  let view = null;
  document.addEventListener("live:renewed", (event) => {
    if (event.target.id !== "draft-sections" || !view || view.isDestroyed) return;
    const headings = lockedNow();
    const before = key.getState(view.state).headings;
    if (String(headings) === String(before)) return;
    // What one typed there before can no longer be undone by oneself: undo begins anew.
    if (headings.some((id) => !before.includes(id))) yUndoPluginKey.getState(view.state)?.undoManager.clear();
    say("");
    view.dispatch(view.state.tr.setMeta(key, headings).setMeta("addToHistory", false));
  });
  return new Plugin({
    key,
    state: {
      init: (_config, state) => made(state.doc, lockedNow()),
      apply: (tr, was) => (tr.getMeta(key) || (tr.docChanged && was.headings.length) ? made(tr.doc, tr.getMeta(key) ?? was.headings) : was),
    },
    filterTransaction(tr, state) {
      const { held } = key.getState(state);
      if (!tr.docChanged || !held.length || tr.getMeta(ySyncPluginKey)) return true;
      const one = touched(held, tr.doc);
      if (one) say(told().dataset.refused.replace("%s", one.title));
      else say("");
      return !one;
    },
    props: { decorations: (state) => key.getState(state).marks },
    view(mounted) {
      view = mounted;
      const elsewhere = ({ selection }) => selection.empty && !isLocked(view.state, selection.from);
      return { update: (_view, before) => !before.selection.eq(view.state.selection) && elsewhere(view.state) && say("") };
    },
  });
}
