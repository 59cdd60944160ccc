// The document schema in the browser: names, content and attributes from the contract that the server checks against.
import { Schema } from "prosemirror-model";
import contract from "../../../workgroups/drafts/logic/schema.json" with { type: "json" };

export const VERSION = contract.version;
export const ROOT = contract.root;

const HREF = /^(https?:\/\/|mailto:)[^\s"<>]+$/i;
export const isHref = (value) => typeof value === "string" && value.length <= 2000 && HREF.test(value);

const number = (element, name) => Number(element.getAttribute(name)) || 1;
const id = (node) => (node.attrs.id ? { "data-block": node.attrs.id } : {});
const spans = (node) => ({ colspan: node.attrs.colspan, rowspan: node.attrs.rowspan });
const cell = (tag) => ({
  parseDOM: [{ tag, getAttrs: (element) => ({ colspan: number(element, "colspan"), rowspan: number(element, "rowspan") }) }],
  toDOM: (node) => [tag, spans(node), 0],
  isolating: true,
});

// How each node looks. A heading of level 1 is an h2, since the page's title is the h1.
const NODES = {
  paragraph: { parseDOM: [{ tag: "p" }], toDOM: (node) => ["p", { ...id(node), dir: "auto" }, 0] },
  heading: {
    parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level: Math.min(Math.max(level - 1, 1), 4) } })),
    toDOM: (node) => [`h${node.attrs.level + 1}`, { ...id(node), dir: "auto" }, 0],
    defining: true,
  },
  bullet_list: { parseDOM: [{ tag: "ul" }], toDOM: (node) => ["ul", id(node), 0] },
  ordered_list: {
    parseDOM: [{ tag: "ol", getAttrs: (element) => ({ order: number(element, "start") }) }],
    toDOM: (node) => ["ol", { ...id(node), start: node.attrs.order }, 0],
  },
  list_item: { parseDOM: [{ tag: "li" }], toDOM: () => ["li", 0], defining: true },
  blockquote: { parseDOM: [{ tag: "blockquote" }], toDOM: (node) => ["blockquote", id(node), 0], defining: true },
  table: {
    parseDOM: [{ tag: "table" }],
    toDOM: (node) => ["div", { class: "table-wrap", tabindex: "0", ...id(node) }, ["table", ["tbody", 0]]],
    tableRole: "table",
    isolating: true,
  },
  table_row: { parseDOM: [{ tag: "tr" }], toDOM: () => ["tr", 0], tableRole: "row" },
  table_cell: { ...cell("td"), tableRole: "cell" },
  table_header: { ...cell("th"), tableRole: "header_cell" },
  hard_break: { parseDOM: [{ tag: "br" }], toDOM: () => ["br"], selectable: false, linebreakReplacement: true },
};

const MARKS = {
  link: {
    parseDOM: [{ tag: "a[href]", getAttrs: (element) => isHref(element.getAttribute("href")) && { href: element.getAttribute("href") } }],
    toDOM: (mark) => ["a", { href: isHref(mark.attrs.href) ? mark.attrs.href : null, rel: "noopener nofollow" }, 0],
    inclusive: false,
  },
  em: { parseDOM: [{ tag: "i" }, { tag: "em" }], toDOM: () => ["em", 0] },
  strong: { parseDOM: [{ tag: "b" }, { tag: "strong" }], toDOM: () => ["strong", 0] },
  code: { parseDOM: [{ tag: "code" }], toDOM: () => ["code", 0] },
};

const attributes = (attrs = {}) =>
  Object.fromEntries(Object.entries(attrs).map(([name, spec]) => [name, spec.kind === "href" ? {} : { default: spec.default ?? null }]));

function specs(names, looks) {
  const made = {};
  for (const [name, { attrs, ...rest }] of Object.entries(names)) {
    made[name] = { ...rest, ...looks[name], ...(attrs && { attrs: attributes(attrs) }) };
  }
  return made;
}

export const schema = new Schema({ nodes: specs(contract.nodes, NODES), marks: specs(contract.marks, MARKS), topNode: "doc" });
