// Where a comment or a proposal stands: a block's id, the two ends as Yjs positions, and the words as they were.
// The ends follow the text through every edit around them. Where their letters are gone (a paragraph that was split or
// pasted anew has other letters), the words are looked for in the block, then once in the whole text; then the block
// itself counts, and at last nothing: "its words are gone".
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from "y-prosemirror";
import * as Y from "yjs";

export const LONGEST = 300; // UTF-16 units of the words kept; the server takes no more
const TELLING = 12; // words shorter than this are not looked for outside their block

/** What anchors need of an editor: the Yjs document, its shared type, and which node stands for which type. */
function sharedOf(state) {
  const { doc, type, binding } = ySyncPluginKey.getState(state);
  return { doc, type, mapping: binding.mapping };
}

/** The anchor of a range (of the selection, unless another is given) as plain JSON, or null where no words stand. */
export function anchorOf(state, { from, to } = state.selection) {
  return capture(state.doc, sharedOf(state), from, to);
}

/** Where an anchor stands now: `{ from, to, found }` with "words", "quote" or "block"; null when all of it is gone. */
export function rangeOf(state, anchor) {
  return locate(state.doc, sharedOf(state), anchor);
}

/** The id of the innermost block that holds a position; "" where the server has given none yet. */
export function blockAt(doc, pos) {
  const $pos = doc.resolve(pos);
  for (let depth = $pos.depth; depth > 0; depth -= 1) if ($pos.node(depth).attrs.id) return $pos.node(depth).attrs.id;
  return $pos.nodeAfter?.attrs.id ?? "";
}

/** Every block with an id, with the position before it. */
export function blocksOf(doc) {
  const found = new Map();
  doc.descendants((node, pos) => {
    if (node.attrs.id && !found.has(node.attrs.id)) found.set(node.attrs.id, { node, pos });
    return !node.isTextblock;
  });
  return found;
}

export function capture(doc, shared, from, to) {
  const { text, places } = flat(doc, from, to);
  const first = text.search(/\S/);
  if (first < 0) return null;
  const last = text.trimEnd().length - 1;
  const [start, end] = [places[first], places[last] + 1];
  const block = blockAt(doc, start);
  if (!block) return null;
  return { block, start: position(shared, start, 0), end: position(shared, end, -1), words: cut(text.slice(first, last + 1)) };
}

export function locate(doc, shared, anchor) {
  const [from, to] = [placeOf(shared, anchor.start), placeOf(shared, anchor.end)];
  if (from !== null && to !== null && from < to && to <= doc.content.size && flat(doc, from, to).text.trim()) {
    return { from, to, found: "words" };
  }
  const own = blocksOf(doc).get(anchor.block);
  const quoted = own && find(doc, anchor.words, own.pos + 1, own.pos + own.node.nodeSize - 1);
  if (quoted) return { ...quoted, found: "quote" };
  const elsewhere = anchor.words?.length >= TELLING && find(doc, anchor.words, 0, doc.content.size, true);
  if (elsewhere) return { ...elsewhere, found: "quote" };
  return own ? { from: own.pos + 1, to: own.pos + own.node.nodeSize - 1, found: "block" } : null;
}

/** One end as JSON. `assoc` 0 keeps to the letter after it, -1 to the letter before it: what is typed at either end stays outside. */
function position({ doc, type, mapping }, pos, assoc) {
  const relative = absolutePositionToRelativePosition(pos, type, mapping);
  const at = Y.createAbsolutePositionFromRelativePosition(relative, doc);
  return Y.relativePositionToJSON(at ? Y.createRelativePositionFromTypeIndex(at.type, at.index, assoc) : relative);
}

function placeOf({ doc, type, mapping }, json) {
  if (!json) return null;
  try {
    return relativePositionToAbsolutePosition(doc, type, Y.createRelativePositionFromJSON(json), mapping);
  } catch {
    return null; // the letters were there once and are not even known any more
  }
}

/** The text of a range with the position of each UTF-16 unit; between blocks, and for what is no text, one space. */
function flat(doc, from, to) {
  let text = "";
  const places = [];
  const put = (letters, at) => {
    text += letters;
    for (let unit = 0; unit < letters.length; unit += 1) places.push(at + unit);
  };
  doc.nodesBetween(from, to, (node, pos) => {
    if (node.isText) {
      const [low, high] = [Math.max(from - pos, 0), Math.min(to - pos, node.text.length)];
      put(node.text.slice(low, high), pos + low);
    } else if (text && (node.isTextblock || node.isLeaf)) put(" ", Math.max(pos, from));
  });
  return { text, places };
}

function find(doc, words, from, to, once = false) {
  if (!words) return null;
  const { text, places } = flat(doc, from, to);
  const at = text.indexOf(words);
  if (at < 0 || (once && text.indexOf(words, at + 1) >= 0)) return null;
  return { from: places[at], to: places[at + words.length - 1] + 1 };
}

/** Not longer than is kept, and never half a letter. */
function cut(words) {
  const short = words.slice(0, LONGEST);
  return /[\uD800-\uDBFF]$/.test(short) ? short.slice(0, -1) : short;
}
