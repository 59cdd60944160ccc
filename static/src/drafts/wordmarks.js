// What went and what came, word by word, drawn into a text while it is typed.
import { Plugin } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";

const WORDS = /\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu;
const LARGEST = 4_000_000; // cells of the table; beyond it everything counts as rewritten

const marksOf = (node) => node.marks.map((mark) => `${mark.type.name}${mark.attrs.href ?? ""}`).join();

const atom = (node) => (node.type.name === "hard_break" ? "\n" : `[${node.attrs.words ?? node.attrs.at ?? "…"}]`);

/** Words, spaces, signs and the beginnings of blocks, each with its place. */
export function tokens(doc) {
  const found = [];
  doc.descendants((node, pos) => {
    if (node.isText) {
      for (const { 0: text, index } of node.text.matchAll(WORDS)) {
        found.push({ key: `${text}\u0000${marksOf(node)}`, text, from: pos + index, to: pos + index + text.length });
      }
    } else if (node.isTextblock) found.push({ key: `\u0001${node.type.name}${node.attrs.level ?? ""}`, text: "", from: pos + 1, to: pos + 1 });
    else if (node.isInline) found.push({ key: `\u0001${node.type.name}${JSON.stringify(node.attrs)}`, text: atom(node), from: pos, to: pos + node.nodeSize });
  });
  return found;
}

/** Stretches that differ, as [from, to) in both lists: the longest common subsequence of what is between the same ends. */
export function differences(old, fresh) {
  let head = 0;
  while (head < old.length && head < fresh.length && old[head].key === fresh[head].key) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < fresh.length - head && old[old.length - 1 - tail].key === fresh[fresh.length - 1 - tail].key) tail += 1;
  const [n, m] = [old.length - head - tail, fresh.length - head - tail];
  if (!n && !m) return [];
  if (!n || !m || n * m > LARGEST) return [[head, head + n, head, head + m]];
  const wide = m + 1;
  const table = new Uint16Array((n + 1) * wide);
  for (let i = n - 1; i >= 0; i -= 1) {
    for (let j = m - 1; j >= 0; j -= 1) {
      const same = old[head + i].key === fresh[head + j].key;
      table[i * wide + j] = same ? table[(i + 1) * wide + j + 1] + 1 : Math.max(table[(i + 1) * wide + j], table[i * wide + j + 1]);
    }
  }
  const parts = [];
  for (let i = 0, j = 0; i < n || j < m; ) {
    const same = i < n && j < m && old[head + i].key === fresh[head + j].key;
    if (same) [i, j] = [i + 1, j + 1];
    else {
      const last = parts.at(-1);
      const part = last && last[1] === head + i && last[3] === head + j ? last : [head + i, head + i, head + j, head + j];
      if (part !== last) parts.push(part);
      if (i < n && (j === m || table[(i + 1) * wide + j] >= table[i * wide + j + 1])) part[1] = head + (i += 1);
      else part[3] = head + (j += 1);
    }
  }
  return parts;
}

function struck(words) {
  const mark = document.createElement("del");
  mark.textContent = words;
  mark.contentEditable = "false";
  return mark;
}

/** Tokens that touch each other, as one stretch. */
function stretches(found) {
  const parts = [];
  for (const { text, from, to } of found) {
    if (!text) continue;
    if (parts.at(-1)?.[1] === from) parts.at(-1)[1] = to;
    else parts.push([from, to]);
  }
  return parts;
}

/** Draw what differs from `base()`, a document of the same schema. */
export function wordMarks(base) {
  return new Plugin({
    props: {
      decorations(state) {
        const old = tokens(base());
        const fresh = tokens(state.doc);
        const drawn = [];
        for (const [a, b, c, d] of differences(old, fresh)) {
          const gone = old.slice(a, b).map((token) => token.text).join("");
          const at = fresh[c]?.from ?? fresh[c - 1]?.to ?? 1;
          if (gone.trim()) drawn.push(Decoration.widget(at, () => struck(gone), { side: -1, key: `${at}${gone}`, ignoreSelection: true }));
          for (const [from, to] of stretches(fresh.slice(c, d))) drawn.push(Decoration.inline(from, to, { nodeName: "ins" }));
        }
        return DecorationSet.create(state.doc, drawn);
      },
    },
  });
}
