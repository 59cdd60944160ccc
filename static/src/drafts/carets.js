// Where the others are: a coloured caret with their name, by class (no inline style), out of the way of screen readers.
import { yCursorPlugin } from "y-prosemirror";

const hue = (user) => `hue-${Number.isInteger(user.hue) ? user.hue % 8 : 0}`;

function caret(user) {
  const mark = document.createElement("span");
  mark.className = `caret ${hue(user)}`;
  mark.setAttribute("aria-hidden", "true");
  mark.contentEditable = "false";
  const label = document.createElement("bdi");
  label.className = "caret-name";
  label.textContent = user.delegation ? `${user.name}, ${user.delegation}` : user.name;
  mark.append("\u2060", label, "\u2060");
  return mark;
}

const selection = (user) => ({ class: `selection ${hue(user)}` });

export const carets = (awareness) =>
  yCursorPlugin(awareness, {
    awarenessStateFilter: (mine, client, state) => client !== mine && Boolean(state.user?.name),
    cursorBuilder: caret,
    selectionBuilder: selection,
  });
