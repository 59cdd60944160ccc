// What is pasted comes in clean: Word's lists become lists, what it deleted stays away, layout is dropped, the words stay.
const BLOCKS = "p, h1, h2, h3, h4, h5, h6, ul, ol, table, blockquote, pre, div";
const OUT = "script, style, title, meta, link, xml, template, noscript, iframe, object, embed, svg, button, input, select, textarea";
// Tracked deletions, comments and what a program hid.
const DROPPED = "del, [class*=msoDel], [data-look*='mso-hide:all'], [data-look*='mso-element:comment'], [class*=MsoComment], a[href^='#_msocom'], [data-look*='display:none'], [data-look*='display: none']";

const style = (node, name) => {
  const found = new RegExp(`(?:^|;)\\s*${name}\\s*:\\s*([^;]+)`, "i").exec(node.getAttribute("data-look") ?? "");
  return found ? found[1].trim().toLowerCase() : "";
};

const unwrap = (node) => node.replaceWith(...node.childNodes);

function rename(node, tag) {
  const made = node.ownerDocument.createElement(tag);
  made.append(...node.childNodes);
  node.replaceWith(made);
  return made;
}

/** Clean HTML for the schema; what was copied in the editor itself passes as it is. */
export function clean(html) {
  if (html.includes("data-pm-slice")) return html;
  const page = new DOMParser().parseFromString(plainer(html), "text/html");
  const { body } = page;
  comments(body);
  for (const node of body.querySelectorAll(`${OUT}, ${DROPPED}`)) node.remove();
  lists(body);
  for (const node of [...body.querySelectorAll("ins, s, strike, font, center, section, article, main")]) unwrap(node);
  weights(body);
  for (const node of [...body.querySelectorAll("p[data-look*='mso-outline-level'], p.MsoTitle")]) outlined(node);
  shift(body);
  tables(body);
  for (const node of [...body.querySelectorAll("pre")]) rename(node, "p");
  spaces(body);
  return body.innerHTML;
}

/** Without sheets, conditional sections and foreign tags; a style is only read, so it stands under another name (a parsed
 * one would be refused by the page's policy). */
function plainer(html) {
  const found = html.replace(/<style[\s\S]*?<\/style>/gi, "").replace(/<\/?(o|w|m|v|st1):[^>]*>/gi, "").replace(/<!\[(if|endif)[^>]*>/gi, "");
  return found.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-look=").replace(/\son[a-z]+\s*=/gi, " data-void="));
}

function comments(body) {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  for (const node of found) node.remove();
}

/** Word's list paragraphs: their level stands in the style, their sign in a span that is to be ignored. */
function lists(body) {
  for (const first of [...body.querySelectorAll("p[data-look*='mso-list'], h1[data-look*='mso-list'], div[data-look*='mso-list']")]) {
    if (!first.isConnected || first.closest("li") || !level(first)) continue;
    const run = [];
    for (let node = first; node && level(node); node = node.nextElementSibling) run.push(node);
    const place = body.ownerDocument.createElement("div");
    first.before(place);
    place.replaceWith(nested(run));
  }
}

const level = (node) => Number(/level(\d)/.exec(style(node, "mso-list"))?.[1] ?? 0);

function nested(run) {
  const page = run[0].ownerDocument;
  const top = page.createDocumentFragment();
  const open = []; // lists from the outside in
  for (const node of run) {
    const depth = level(node);
    const sign = [...node.querySelectorAll("[data-look*='mso-list:Ignore'], [data-look*='mso-list: Ignore']")];
    const number = /^\W?(\d+|[ivxlc]+|[a-z])[.)]/i.exec(sign[0]?.textContent.trim() ?? "");
    for (const one of sign) one.remove();
    while (open.length > depth) open.pop();
    while (open.length < depth) {
      const list = page.createElement(number ? "ol" : "ul");
      if (number && Number(number[1]) > 1) list.setAttribute("start", number[1]);
      const within = open.at(-1)?.lastElementChild;
      if (within) within.append(list);
      else (open.at(-1) ?? top).append(list);
      open.push(list);
    }
    const item = page.createElement("li");
    const words = page.createElement("p");
    words.append(...node.childNodes);
    item.append(words);
    open.at(-1).append(item);
    node.remove();
  }
  return top;
}

/** Bold and italic as they look, whatever the tag: a `b` of normal weight is none. */
function weights(body) {
  for (const node of [...body.querySelectorAll("b, strong")]) if (/^(normal|400|300)$/.test(style(node, "font-weight"))) unwrap(node);
  for (const node of [...body.querySelectorAll("i, em")]) if (style(node, "font-style") === "normal") unwrap(node);
  for (const node of [...body.querySelectorAll("span")]) {
    const tags = [/^(bold|[6-9]00)$/.test(style(node, "font-weight")) && "strong", style(node, "font-style") === "italic" && "em"].filter(Boolean);
    for (const tag of tags) {
      const made = body.ownerDocument.createElement(tag);
      made.append(...node.childNodes);
      node.append(made);
    }
    unwrap(node);
  }
}

function outlined(node) {
  const depth = node.matches(".MsoTitle") ? 1 : Number(style(node, "mso-outline-level"));
  if (depth >= 1 && depth <= 4) rename(node, `h${depth}`);
}

/** The draft's first heading is an h2 here: where a paste begins with h1, all move down by one. */
function shift(body) {
  if (!body.querySelector("h1")) return;
  for (let depth = 5; depth >= 1; depth -= 1) for (const node of [...body.querySelectorAll(`h${depth}`)]) rename(node, `h${depth + 1}`);
}

/** A table in a cell becomes lines of it; a table of one cell is layout. */
function tables(body) {
  for (const inner of [...body.querySelectorAll("td table, th table")].reverse()) {
    const lines = [...inner.querySelectorAll("tr")].map((row) => {
      const line = body.ownerDocument.createElement("p");
      line.textContent = [...row.children].map((cell) => cell.textContent.trim().replace(/\s+/g, " ")).filter(Boolean).join(" – ");
      return line;
    });
    inner.replaceWith(...lines.filter((line) => line.textContent));
  }
  for (const table of [...body.querySelectorAll("table")]) {
    const cells = table.querySelectorAll("td, th");
    if (cells.length === 1) table.replaceWith(...cells[0].childNodes);
    for (const cell of cells) for (const name of ["colspan", "rowspan"]) if (Number(cell.getAttribute(name)) > 50) cell.removeAttribute(name);
  }
}

/** Empty paragraphs, runs of fixed spaces and line ends inside a sentence go; a single fixed space is meant. */
function spaces(body) {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    node.nodeValue = node.nodeValue.replace(/[\r\n\t]+/g, " ").replace(/[ \u00a0]{2,}/g, " ");
  }
  for (const node of [...body.querySelectorAll("br")]) {
    const beside = [node.previousElementSibling, node.nextElementSibling].filter(Boolean);
    if (beside.length && beside.every((one) => one.matches(`${BLOCKS}, br`)) && !node.closest("p, li, td, th, h1, h2, h3, h4, h5, h6")) node.remove();
  }
  for (const node of [...body.querySelectorAll(BLOCKS)]) if (!node.textContent.trim() && !node.querySelector("td, th, br, li")) node.remove();
}
