// The document schema in the browser: names, content and attributes from the contract that the server checks against.
import { Schema } from "prosemirror-model";
import contract from "../../../workgroups/drafts/logic/schema.json" with { type: "json" };

export const VERSION = contract.version;
export const ROOT = contract.root;

const HREF = /^(https?:\/\/|mailto:)[^\s"<>]+$/i;
export const isHref = (value) => typeof value === "string" && value.length <= 2000 && HREF.test(value);

const TAG = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i;
export const isTag = (value) => typeof value === "string" && value.length <= 35 && TAG.test(value);
const RTL = new Set(["ar", "he", "fa", "ur", "ps", "dv", "yi"]);
export const direction = (tag) => (RTL.has(tag.split("-")[0].toLowerCase()) ? "rtl" : "ltr");

/** Words as an attribute holds them: one line, no longer than the contract allows. */
export const oneLine = (value, node, attr) =>
  // eslint-disable-next-line no-control-regex
  (value ?? "").replace(/[\u0000-\u001f\u007f\s]+/g, " ").trim().slice(0, contract.nodes[node].attrs[attr].max) || null;

const number = (element, name) => Number(element.getAttribute(name)) || 1;
const id = (node) => (node.attrs.id ? { "data-block": node.attrs.id } : {});
const spans = (node) => ({ colspan: node.attrs.colspan, rowspan: node.attrs.rowspan });
const cell = (tag) => ({
  parseDOM: [{ tag, getAttrs: (element) => ({ colspan: number(element, "colspan"), rowspan: number(element, "rowspan") }) }],
  toDOM: (node) => [tag, spans(node), 0],
  isolating: true,
});

const ID = /^[A-Za-z0-9_-]{1,64}$/;
const fit = (value, node, attr) => {
  if (contract.nodes[node].attrs[attr].kind === "words") return oneLine(value, node, attr);
  return ID.test(value ?? "") ? value : null;
};

// A note or reference is a sign in the line; what it says is in its attributes.
const atom = (node, names) => ({
  parseDOM: [
    {
      tag: `span[${Object.values(names)[0]}]`,
      getAttrs: (element) => Object.fromEntries(Object.entries(names).map(([attr, from]) => [attr, fit(element.getAttribute(from), node, attr)])),
    },
  ],
  toDOM: ({ attrs }) => ["span", Object.fromEntries(Object.entries(names).map(([attr, to], place) => [to, attrs[attr] ?? (place ? null : "")]))],
});

const FILE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const side = (element, name) => Math.min(Math.max(Number(element.dataset[name]) || 0, 0), 20000) || null;

function pictured(element) {
  const { file, alt, decorative } = element.dataset;
  if (!FILE.test(file)) return false;
  return { file, alt: oneLine(alt, "figure", "alt"), decorative: decorative ? 1 : 0, width: side(element, "width"), height: side(element, "height") };
}

// How each node looks. A heading of level 1 is an h2, since the page's title is the h1.
const NODES = {
  paragraph: { parseDOM: [{ tag: "p" }], toDOM: (node) => ["p", { ...id(node), dir: "auto" }, 0] },
  heading: {
    parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level: Math.min(Math.max(level - 1, 1), 4) } })),
    toDOM: (node) => [`h${node.attrs.level + 1}`, { ...id(node), dir: "auto" }, 0],
    defining: true,
  },
  clause: {
    parseDOM: [{ tag: "p[data-clause]", priority: 60, getAttrs: (element) => ({ level: Math.min(number(element, "data-level"), 4) }) }],
    toDOM: (node) => ["p", { ...id(node), "data-clause": "", "data-level": node.attrs.level, dir: "auto" }, 0],
    defining: true,
  },
  article: {
    parseDOM: [{ tag: "[data-article]", priority: 60 }],
    toDOM: (node) => ["h3", { ...id(node), "data-article": "", dir: "auto" }, 0],
    defining: true,
  },
  callout: { parseDOM: [{ tag: "div.callout" }], toDOM: (node) => ["div", { ...id(node), class: "callout", role: "note" }, 0], defining: true },
  figure: {
    parseDOM: [{ tag: "figure[data-file]", contentElement: "figcaption", getAttrs: pictured }],
    toDOM: ({ attrs: { file, alt, decorative, width, height } }) => [
      "figure",
      { "data-file": file, "data-alt": alt, "data-decorative": decorative || null, "data-width": width, "data-height": height },
      ["figcaption", 0],
    ],
    defining: true,
    isolating: true,
  },
  footnote: atom("footnote", { words: "data-note" }),
  xref: atom("xref", { to: "data-to" }),
  citation: atom("citation", { source: "data-source", at: "data-at" }),
  bullet_list: { parseDOM: [{ tag: "ul" }], toDOM: (node) => ["ul", id(node), 0] },
  ordered_list: {
    parseDOM: [{ tag: "ol", getAttrs: (element) => ({ order: number(element, "start") }) }],
    toDOM: (node) => ["ol", { ...id(node), start: node.attrs.order }, 0],
  },
  list_item: { parseDOM: [{ tag: "li" }], toDOM: () => ["li", 0], defining: true },
  blockquote: { parseDOM: [{ tag: "blockquote" }], toDOM: (node) => ["blockquote", id(node), 0], defining: true },
  table: {
    parseDOM: [{ tag: "table", getAttrs: (element) => ({ caption: oneLine(element.caption?.textContent ?? element.dataset.caption, "table", "caption") }) }, { tag: "caption", ignore: true }],
    toDOM: (node) => ["table", { ...id(node), "data-caption": node.attrs.caption }, ["tbody", 0]],
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
  // Only passages that were marked here: office programs put a language on every run.
  lang: {
    parseDOM: [{ tag: "span[lang][data-passage]", getAttrs: (element) => isTag(element.lang) && { lang: element.lang } }],
    toDOM: (mark) => ["span", isTag(mark.attrs.lang) ? { lang: mark.attrs.lang, dir: direction(mark.attrs.lang), "data-passage": "" } : {}, 0],
  },
};

const attributes = (attrs = {}) =>
  Object.fromEntries(Object.entries(attrs).map(([name, spec]) => [name, ["href", "tag"].includes(spec.kind) ? {} : { default: spec.default ?? null }]));

function specs(names, looks) {
  const made = {};
  for (const [name, { attrs, ...rest }] of Object.entries(names)) {
    made[name] = { ...rest, ...looks[name], ...(attrs && { attrs: attributes(attrs) }) };
  }
  return made;
}

export const schema = new Schema({ nodes: specs(contract.nodes, NODES), marks: specs(contract.marks, MARKS), topNode: "doc" });
