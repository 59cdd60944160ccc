// Where the others are: a caret with initials and name, by class (no inline style), out of the way of screen readers.
// In a crowd the passage in which somebody writes is marked instead.
import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { relativePositionToAbsolutePosition, yCursorPlugin, ySyncPluginKey } from "y-prosemirror";
import * as Y from "yjs";

const CROWD = 30;
const PAUSE = 1000; // ms between two looks at a crowd
const crowdKey = new PluginKey("crowd");

const hue = (user) => `hue-${Number.isInteger(user.hue) ? user.hue % 8 : 0}`;
const crowded = (awareness) => awareness.getStates().size > CROWD;

/** The first letters of the first and the last part of a name. */
export function initials(name) {
  const parts = name.trim().split(/\s+/).filter(Boolean);
  const ends = parts.length > 1 ? [parts[0], parts.at(-1)] : parts;
  return ends.map((part) => [...part][0].toLocaleUpperCase()).join("");
}

function caret(user) {
  const mark = document.createElement("span");
  mark.className = `caret ${hue(user)}`;
  mark.setAttribute("aria-hidden", "true");
  mark.contentEditable = "false";
  const label = document.createElement("bdi");
  label.className = "caret-name";
  const short = document.createElement("b");
  short.textContent = initials(user.name);
  const whole = document.createElement("span");
  whole.textContent = user.delegation ? ` ${user.name}, ${user.delegation}` : ` ${user.name}`;
  label.append(short, whole);
  mark.append("\u2060", label, "\u2060");
  return mark;
}

const selection = (user) => ({ class: `selection ${hue(user)}` });

/** The plugins that show the others; `bar` stands over the text and covers what scrolls under it. */
export const carets = (awareness, bar) => [
  yCursorPlugin(awareness, {
    awarenessStateFilter: (mine, client, state) => client !== mine && Boolean(state.user?.name) && !crowded(awareness),
    cursorBuilder: caret,
    selectionBuilder: selection,
  }),
  labels(bar),
  crowd(awareness),
];

/** Labels stay in sight: below the caret where the tools would cover them, towards the middle at the line's far end. */
function labels(bar) {
  return new Plugin({
    view(view) {
      let due = 0;
      const look = () => {
        due = 0;
        const found = [...view.dom.querySelectorAll(".caret")];
        const [under, box] = [bar.getBoundingClientRect().bottom, view.dom.getBoundingClientRect()];
        const at = found.map((mark) => mark.getBoundingClientRect());
        found.forEach((mark, index) => {
          mark.classList.toggle("caret-low", at[index].top < under + 24);
          mark.classList.toggle("caret-right", at[index].left > box.left + box.width / 2);
        });
      };
      const ask = () => (due ||= requestAnimationFrame(look));
      addEventListener("scroll", ask, { passive: true });
      return { update: ask, destroy: () => removeEventListener("scroll", ask) };
    },
  });
}

/** Where a person's caret stands in the document, or null. */
export function placeOf(view, cursor) {
  const { doc, type, binding } = ySyncPluginKey.getState(view.state);
  if (!cursor?.head) return null;
  return relativePositionToAbsolutePosition(doc, type, Y.createRelativePositionFromJSON(cursor.head), binding.mapping);
}

/** Who stands in which top block: pos → names. */
export function blocksOf(doc, people) {
  const found = new Map();
  for (const { at, user } of people) {
    if (at === null || at > doc.content.size) continue;
    const pos = doc.resolve(at).before(1);
    found.set(pos, [...(found.get(pos) ?? []), user]);
  }
  return found;
}

function crowd(awareness) {
  const marks = (view) => {
    if (!crowded(awareness)) return DecorationSet.empty;
    const states = [...awareness.getStates()].filter(([client, state]) => client !== awareness.clientID && state.user?.name);
    const people = states.map(([, state]) => ({ user: state.user, at: placeOf(view, state.cursor) })).filter((one) => one.at > 0);
    return DecorationSet.create(view.state.doc, [...blocksOf(view.state.doc, people)].map(([pos, here]) =>
      Decoration.node(pos, pos + view.state.doc.nodeAt(pos).nodeSize, { class: "crowd-here", "data-here": here.map((user) => initials(user.name)).join(" ") })));
  };
  return new Plugin({
    key: crowdKey,
    state: { init: () => DecorationSet.empty, apply: (tr, was) => tr.getMeta(crowdKey) ?? was.map(tr.mapping, tr.doc) },
    props: { decorations: (state) => crowdKey.getState(state) },
    view(view) {
      let timer;
      const look = () => {
        timer = null;
        const made = marks(view);
        if (made !== DecorationSet.empty || crowdKey.getState(view.state) !== DecorationSet.empty) view.dispatch(view.state.tr.setMeta(crowdKey, made));
      };
      const ask = () => (timer ??= setTimeout(look, PAUSE));
      awareness.on("change", ask);
      return {
        destroy() {
          clearTimeout(timer);
          awareness.off("change", ask);
        },
      };
    },
  });
}
