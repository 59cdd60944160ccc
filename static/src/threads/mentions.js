// The picker behind "@" in the editor of posts: the group's members and delegations.
import { Plugin, PluginKey } from "prosemirror-state";

import { ASKED, NamePicker, namesFrom } from "../layout/names.js";

const pickers = new WeakMap();

export function mentions({ url, label }) {
  const load = namesFrom(url);
  return new Plugin({
    key: new PluginKey("mentions"),
    view(view) {
      const picker = over(view, load, label);
      pickers.set(view, picker);
      return { update: () => void picker.update(), destroy: () => picker.destroy() };
    },
    props: {
      handleKeyDown: (view, event) => pickers.get(view)?.press(event) ?? false,
      handleDOMEvents: { blur: (view) => void setTimeout(() => pickers.get(view)?.close(), 150) },
    },
  });
}

const over = (view, load, label) =>
  new NamePicker({
    field: view.dom,
    load,
    label,
    asked() {
      const { $from, empty } = view.state.selection;
      if (!empty || $from.parent.type.spec.code) return null;
      return ASKED.exec($from.parent.textBetween(0, $from.parentOffset, undefined, "\ufffc"))?.[1] ?? null;
    },
    insert(name, asked) {
      const to = view.state.selection.from;
      view.dispatch(view.state.tr.insertText(`${name} `, to - asked.length, to));
    },
    place(list) {
      const caret = view.coordsAtPos(view.state.selection.from);
      const box = list.offsetParent.getBoundingClientRect();
      list.style.insetBlockStart = `${caret.bottom - box.top + 4}px`;
      list.style.left = `${Math.max(0, Math.min(caret.left - box.left, box.width - list.offsetWidth))}px`;
    },
  });
