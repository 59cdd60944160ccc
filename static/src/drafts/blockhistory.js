// The way from the block at the caret to the page of what shaped it.
import { Plugin } from "prosemirror-state";

/** The id of the top block at a selection. */
const blockOf = (state) => state.selection.$from.node(1)?.attrs.id ?? state.selection.$from.nodeAfter?.attrs?.id ?? "";

/** The plugin, tied to the page's link; Ctrl+Alt+H follows it. */
export function blockHistory(item) {
  const link = item?.querySelector("a");
  const aim = (state) => {
    const id = blockOf(state);
    item.hidden = !id;
    if (id) link.href = item.dataset.url.replace("BLOCK", encodeURIComponent(id));
  };
  return new Plugin({
    view(view) {
      if (item) aim(view.state);
      return { update: (now, before) => item && (before.doc !== now.state.doc || !before.selection.eq(now.state.selection)) && aim(now.state) };
    },
    props: {
      handleKeyDown(_view, event) {
        if (!item || item.hidden || !(event.ctrlKey || event.metaKey) || !event.altKey || event.code !== "KeyH") return false;
        link.click();
        return true;
      },
    },
  });
}
