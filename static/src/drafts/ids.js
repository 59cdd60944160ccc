// Every block has an id of its own: a split gives the second half a new one, a paste gets new ones throughout.
import { Plugin } from "prosemirror-state";
import { ySyncPluginKey } from "y-prosemirror";

const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => LETTERS[byte % 36]).join("");

export const blockIds = () =>
  new Plugin({
    appendTransaction(transactions, _old, state) {
      const own = transactions.some((tr) => tr.docChanged && !tr.getMeta(ySyncPluginKey)?.isChangeOrigin);
      if (!own) return null;
      const seen = new Set();
      const fixes = state.tr;
      state.doc.descendants((node, pos) => {
        if (!("id" in node.attrs)) return;
        if (!node.attrs.id || seen.has(node.attrs.id)) fixes.setNodeAttribute(pos, "id", newId());
        else seen.add(node.attrs.id);
      });
      return fixes.docChanged ? fixes : null; // part of the same step: y-prosemirror would forget the step with it otherwise
    },
  });
