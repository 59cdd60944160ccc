// Every block has an id of its own: a split gives the second half a new one, a paste gets new ones throughout.
import { Plugin } from "prosemirror-state";
import { ySyncPluginKey } from "y-prosemirror";

const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => LETTERS[byte % 36]).join("");

/** Where steps have put something in, as [from, to] after the last of them; `own`: those that count (all of them count). */
export function putIn(transforms, own = () => true) {
  let ranges = [];
  for (const transform of transforms) {
    for (const map of transform.mapping.maps) {
      ranges = ranges.map(([from, to]) => [map.map(from, 1), map.map(to, -1)]);
      if (own(transform)) map.forEach((_from, _to, from, to) => ranges.push([from, to]));
    }
  }
  return ranges;
}

/** The places of blocks that begin in these ranges and have no id, or one that another has.
 * Of those alone: what came from elsewhere without an id gets one from the server. To give it here would change the text
 * in two places at once, and y-prosemirror writes all that stands between two places anew: two pages that did so for the
 * same block doubled the words between, and what was typed there meanwhile was lost. */
export function nameless(doc, ranges) {
  const found = [];
  const taken = new Set();
  doc.descendants((node, pos) => {
    if (!("id" in node.attrs)) return;
    if (ranges.some(([from, to]) => pos >= from && pos < to)) found.push([pos, node.attrs.id]);
    else taken.add(node.attrs.id);
  });
  return found.filter(([, id]) => !id || taken.has(id) || !taken.add(id)).map(([pos]) => pos);
}

export const blockIds = () =>
  new Plugin({
    appendTransaction(transactions, _old, state) {
      const ranges = putIn(transactions, (tr) => !tr.getMeta(ySyncPluginKey)?.isChangeOrigin);
      if (!ranges.length) return null;
      const fixes = state.tr;
      for (const pos of nameless(state.doc, ranges)) fixes.setNodeAttribute(pos, "id", newId());
      return fixes.docChanged ? fixes : null; // part of the same step: y-prosemirror would forget the step with it otherwise
    },
  });
