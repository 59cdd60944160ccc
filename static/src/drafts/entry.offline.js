// In place of a page that cannot be fetched: the draft of that address as it stands on this browser's shelf, to be read.
// What is shown belongs to who was last signed in here (leaving.js); signing out empties the shelf.
import * as Y from "yjs";

import { reader } from "./reader.js";
import { textsOf } from "./shelf.js";

const TAGS = {
  paragraph: "p", bullet_list: "ul", ordered_list: "ol", list_item: "li", blockquote: "blockquote",
  table: "table", table_row: "tr", table_cell: "td", table_header: "th", hard_break: "br",
};

function tagOf(element) {
  if (element.nodeName === "heading") return `h${Number(element.getAttribute("level") || 1) + 1}`;
  return TAGS[element.nodeName] ?? "div";
}

function show(type) {
  if (type instanceof Y.XmlText) return document.createTextNode(type.toDelta().map(({ insert }) => (typeof insert === "string" ? insert : "")).join(""));
  const node = document.createElement(tagOf(type));
  node.dir = "auto";
  node.append(...type.toArray().map(show));
  return node;
}

function sheet(row) {
  const doc = new Y.Doc();
  if (row.state) Y.applyUpdate(doc, row.state);
  for (const { update } of row.changes) Y.applyUpdate(doc, update);
  return doc.getXmlFragment("prosemirror").toArray().map(show);
}

async function start() {
  const rows = (await textsOf(reader())).filter((row) => row.state);
  const here = rows.find((row) => row.url === location.pathname);
  const place = document.querySelector(here ? "[data-draft-here]" : "[data-draft-elsewhere]");
  if (!rows.length || !place) return;
  if (here) {
    const since = new Date(here.since).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short", timeZone: here.zone });
    place.querySelector("[data-since]").textContent = place.querySelector("[data-since]").textContent.replace("%s", since);
    place.querySelector("h2").textContent = here.title;
    const text = place.querySelector(".doc");
    Object.assign(text, { lang: here.lang, dir: here.dir });
    text.replaceChildren(...sheet(here));
  } else {
    const links = new Map(rows.map((row) => [row.url, row.title]));
    for (const [url, title] of links) {
      const item = document.createElement("li");
      item.append(Object.assign(document.createElement("a"), { href: url, textContent: title, dir: "auto" }));
      place.querySelector("ul").append(item);
    }
  }
  place.hidden = false;
}

start().catch(() => {}); // without a shelf the page says what it says
