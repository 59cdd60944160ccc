// Browsers tell of a moved caret a moment after they moved it. A key that comes sooner than that, held down or on a
// busy machine, would act where the caret no longer is: so before a key that acts, the editor looks where it stands.
import { Plugin, TextSelection } from "prosemirror-state";

const HOLDS = new Set(["Alt", "AltGraph", "CapsLock", "Control", "Fn", "Meta", "NumLock", "Shift"]);
const acts = ({ key, ctrlKey, metaKey, altKey }) => (key.length > 1 || ctrlKey || metaKey || altKey) && !HOLDS.has(key);

export const caretNow = () =>
  new Plugin({
    props: {
      handleKeyDown(view, event) {
        const { selection, doc } = view.state;
        const shown = document.getSelection();
        if (!acts(event) || view.composing || !(selection instanceof TextSelection) || !view.dom.contains(shown.focusNode)) return false;
        const [anchor, head] = [view.posAtDOM(shown.anchorNode, shown.anchorOffset, 1), view.posAtDOM(shown.focusNode, shown.focusOffset, 1)];
        if (anchor === selection.anchor && head === selection.head) return false;
        const [$anchor, $head] = [doc.resolve(anchor), doc.resolve(head)];
        if ($anchor.parent.inlineContent && $head.parent.inlineContent) view.dispatch(view.state.tr.setSelection(new TextSelection($anchor, $head)));
        return false;
      },
    },
  });
