// Draws what is counted and looked up: numbers, the words of references and citations, the language of whole blocks.
import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";

import { labelled } from "./labels.js";
import { direction } from "./schema.js";

export const numberingKey = new PluginKey("numbering");
export const numbers = (state) => numberingKey.getState(state);

/** `told` has the page's words and the names of the group's works by key; `onChange(numbers)` follows every change. */
export const numbering = (told, onChange) =>
  new Plugin({
    key: numberingKey,
    state: {
      init: (_config, state) => read(state.doc, told),
      apply: (tr, before) => (tr.docChanged || tr.getMeta(numberingKey) ? read(tr.doc, told) : before),
    },
    props: { decorations: (state) => numberingKey.getState(state).drawn },
    view(made) {
      onChange(numbers(made.state), made);
      return { update: (view, before) => numbers(view.state) !== numbers(before) && onChange(numbers(view.state), view) };
    },
  });

function read(doc, told) {
  const found = labelled(doc, told.words);
  const drawn = found.blocks.map(drawBlock).filter(Boolean);
  const cited = new Set();
  for (const { pos, number } of found.notes) drawn.push(Decoration.node(pos, pos + 1, {}, { words: String(number) }));
  doc.descendants((node, pos) => {
    if (node.type.name === "xref") {
      const words = found.byId.get(node.attrs.to)?.words;
      drawn.push(Decoration.node(pos, pos + 1, {}, { words: words || told.words.gone, gone: !words }));
    } else if (node.type.name === "citation") {
      const work = told.works[node.attrs.source];
      if (work) cited.add(node.attrs.source);
      drawn.push(Decoration.node(pos, pos + 1, {}, { words: work ? cite(work.name, node.attrs.at) : told.words.unlisted, gone: !work }));
    } else if (node.isTextblock) {
      const lang = tongue(node);
      if (lang) drawn.push(Decoration.node(pos, pos + node.nodeSize, { lang, dir: direction(lang) }));
    }
  });
  return { ...found, cited, drawn: DecorationSet.create(doc, drawn) };
}

const cite = (name, at) => `(${at ? `${name}, ${at}` : name})`;

function drawBlock({ pos, node, kind, number, level }) {
  const end = pos + node.nodeSize;
  if (kind === "clause") return Decoration.node(pos, end, { "data-clause": number });
  if (kind === "article") return Decoration.node(pos, end, { "data-number": number, "aria-level": String(level + 1) });
  return number ? Decoration.node(pos, end, {}, { number }) : null;
}

/** The language in which all words of a block are, or nothing. */
function tongue(node) {
  let found;
  node.forEach((kid) => {
    if (!kid.isText || !kid.text.trim()) return;
    const lang = kid.marks.find((mark) => mark.type.name === "lang")?.attrs.lang ?? "";
    found = found === undefined || found === lang ? lang : "";
  });
  return found || "";
}
