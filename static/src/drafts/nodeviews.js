// How notes, references, figures and tables stand in the editor: their numbers are real words, for every reader.
const told = (decorations) => decorations.find(({ spec }) => spec.words !== undefined || spec.number !== undefined)?.spec ?? {};

function hidden(words) {
  const span = document.createElement("span");
  span.className = "visually-hidden";
  span.textContent = words;
  return span;
}

function number(words) {
  const span = document.createElement("span");
  span.className = "number";
  span.contentEditable = "false";
  span.textContent = words;
  return span;
}

/** A note's number with its words for who hears the page; a reference or citation as it reads now. */
class Atom {
  constructor(node, decorations, words) {
    this.words = words;
    this.dom = document.createElement(node.type.name === "footnote" ? "sup" : "span");
    this.dom.contentEditable = "false";
    this.update(node, decorations);
  }

  update(node, decorations) {
    if (this.node && node.type !== this.node.type) return false;
    this.node = node;
    const { words = "", gone = false } = told(decorations);
    this.dom.className = node.type.name === "footnote" ? "note-mark" : `xref${gone ? " gone" : ""}`;
    if (node.type.name === "footnote") {
      this.dom.title = node.attrs.words ?? "";
      this.dom.replaceChildren(hidden(`${this.words.note} `), words, hidden(`: ${node.attrs.words ?? ""} `));
    } else this.dom.replaceChildren(words);
    return true;
  }

  ignoreMutation() {
    return true;
  }
}

/** A picture with its caption, in which one writes; the picture itself is drawn from the page's own addresses. */
class Figure {
  constructor(node, decorations, page) {
    this.page = page;
    this.dom = document.createElement("figure");
    this.image = document.createElement("img");
    this.none = document.createElement("p");
    this.none.className = "no-picture";
    const line = document.createElement("figcaption");
    this.number = number("");
    this.contentDOM = document.createElement("div"); // a block: browsers put a caret out of an empty inline
    this.contentDOM.className = "caption-words";
    line.append(this.number, this.contentDOM);
    for (const part of [this.image, this.none]) part.contentEditable = "false";
    this.dom.append(this.image, this.none, line);
    this.update(node, decorations);
  }

  update(node, decorations) {
    if (node.type.name !== "figure") return false;
    const { file, alt, decorative, width, height, id } = node.attrs;
    const address = this.page.pictures[file];
    this.image.hidden = !address;
    this.none.hidden = Boolean(address);
    this.none.textContent = this.page.words.picture;
    if (address && this.image.getAttribute("src") !== address) this.image.src = address;
    this.image.alt = decorative ? "" : alt || "";
    for (const [name, value] of [["width", width], ["height", height]]) value ? this.image.setAttribute(name, value) : this.image.removeAttribute(name);
    this.dom.dataset.block = id ?? "";
    this.dom.classList.toggle("no-words", !alt && !decorative);
    this.number.textContent = told(decorations).number ?? "";
    return true;
  }

  ignoreMutation(change) {
    return change.type === "attributes" && !this.contentDOM.contains(change.target);
  }
}

/** A table with its caption above; the caption is changed in a dialog, so that the grid stays a grid. */
class Table {
  constructor(node, decorations) {
    this.dom = document.createElement("div");
    this.dom.className = "table-wrap";
    this.dom.tabIndex = 0;
    const table = document.createElement("table");
    this.caption = document.createElement("caption");
    this.caption.contentEditable = "false";
    this.contentDOM = document.createElement("tbody");
    table.append(this.caption, this.contentDOM);
    this.dom.append(table);
    this.update(node, decorations);
  }

  update(node, decorations) {
    if (node.type.name !== "table") return false;
    this.dom.dataset.block = node.attrs.id ?? "";
    this.caption.hidden = !node.attrs.caption;
    this.caption.replaceChildren(number(told(decorations).number ?? ""), ` ${node.attrs.caption ?? ""}`);
    return true;
  }

  ignoreMutation(change) {
    return change.type === "attributes" && !this.contentDOM.contains(change.target);
  }
}

export const nodeViews = (page) => ({
  ...Object.fromEntries(["footnote", "xref", "citation"].map((name) => [name, (node, _view, _pos, decorations) => new Atom(node, decorations, page.words)])),
  figure: (node, _view, _pos, decorations) => new Figure(node, decorations, page),
  table: (node, _view, _pos, decorations) => new Table(node, decorations),
});
