// Arrow keys in passages from right to left: at the edge of a mark browser and editor push the caret back and forth
// (ProseMirror issue 1351), so there the caret is moved here, one letter as readers count them.
import { Plugin, TextSelection } from "prosemirror-state";

const RIGHT_TO_LEFT = /^[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** How many code units the letter after (or before) an offset has; 0 at the end of the text. */
export function letter(text, at, forward) {
  const parts = new Intl.Segmenter(undefined, { granularity: "grapheme" });
  const rest = forward ? text.slice(at, at + 40) : text.slice(Math.max(0, at - 40), at);
  const found = [...parts.segment(rest)].map((one) => one.segment);
  return (forward ? found[0] : found.at(-1))?.length ?? 0;
}

const atEdge = ($pos) => $pos.textOffset === 0 && $pos.nodeBefore?.isText && $pos.nodeAfter?.isText;

/** Where the caret goes, or null where the browser does it well. */
export function moved(state, forward) {
  const { $head } = state.selection;
  if (!$head.parent.isTextblock) return null;
  const text = $head.parent.textBetween(0, $head.parent.content.size, "\ufffc", "\ufffc");
  const size = letter(text, $head.parentOffset, forward);
  if (!size || text.length !== $head.parent.content.size) return null;
  const over = text.substr(forward ? $head.parentOffset : $head.parentOffset - size, size);
  const target = $head.pos + (forward ? size : -size);
  if (!RIGHT_TO_LEFT.test(over) && over !== " ") return null;
  return atEdge($head) || atEdge(state.doc.resolve(target)) ? target : null;
}

export const rightToLeft = () =>
  new Plugin({
    props: {
      handleKeyDown(view, event) {
        if (!["ArrowLeft", "ArrowRight"].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return false;
        const { selection } = view.state;
        if (!(selection instanceof TextSelection) || (!selection.empty && !event.shiftKey)) return false;
        const { $head } = selection;
        const block = $head.depth ? view.nodeDOM($head.before()) : null; // a passage in it may run the other way
        if (!block) return false;
        const forward = getComputedStyle(block).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
        const target = moved(view.state, event.key === forward);
        if (target === null) return false;
        const anchor = event.shiftKey ? selection.anchor : target;
        view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, anchor, target)).scrollIntoView());
        return true;
      },
    },
  });
