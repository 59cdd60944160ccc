// The toolbar and the keys that do the same; one stop for Tab, arrow keys inside (the toolbar pattern of ARIA).
import { lift, setBlockType, toggleMark, wrapIn } from "prosemirror-commands";
import { liftListItem, splitListItem, wrapInList } from "prosemirror-schema-list";

import { askAddress } from "./link.js";
import { schema } from "./markdown.js";

const { strong, em, code, link } = schema.marks;
const { blockquote, bullet_list: bullets, hard_break: lineBreak, list_item: item, ordered_list: numbers } = schema.nodes;

const inside = (state, type) => {
  for (let depth = state.selection.$from.depth; depth > 0; depth -= 1) if (state.selection.$from.node(depth).type === type) return true;
  return false;
};
const marked = (state, type) => {
  const { from, to, empty, $from } = state.selection;
  return empty ? Boolean(type.isInSet(state.storedMarks || $from.marks())) : state.doc.rangeHasMark(from, to, type);
};
const list = (type) => (state, dispatch) => (inside(state, type) ? liftListItem(item)(state, dispatch) : wrapInList(type)(state, dispatch));
const quote = (state, dispatch) => (inside(state, blockquote) ? lift(state, dispatch) : wrapIn(blockquote)(state, dispatch));
const breakLine = (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(lineBreak.create()).scrollIntoView());
  return true;
};

const TOOLS = [
  { word: "bold", sign: "B", keys: "Mod-b", run: toggleMark(strong), on: (state) => marked(state, strong) },
  { word: "italic", sign: "I", keys: "Mod-i", run: toggleMark(em), on: (state) => marked(state, em) },
  { word: "link", sign: "↗", keys: "Mod-k", link: true, on: (state) => marked(state, link) },
  { word: "list", sign: "•", run: list(bullets), on: (state) => inside(state, bullets) },
  { word: "numbers", sign: "1.", run: list(numbers), on: (state) => inside(state, numbers) },
  { word: "quote", sign: "“", run: quote, on: (state) => inside(state, blockquote) },
  { word: "code", sign: "‹›", keys: "Mod-e", run: toggleMark(code), on: (state) => marked(state, code) },
  { word: "mention", sign: "@", run: (state, dispatch) => (dispatch?.(state.tr.insertText(before(state) ? " @" : "@")), true), on: () => false },
];
const before = (state) => /\S$/.test(state.selection.$from.parent.textBetween(0, state.selection.$from.parentOffset, undefined, " "));

export const bindings = {
  ...Object.fromEntries(TOOLS.filter((tool) => tool.keys && tool.run).map((tool) => [tool.keys, tool.run])),
  Enter: splitListItem(item),
  "Shift-Enter": breakLine,
  "Mod-Alt-0": setBlockType(schema.nodes.paragraph),
};

export class Toolbar {
  constructor(words, leave) {
    this.words = words;
    this.element = document.createElement("div");
    this.element.className = "toolbar";
    this.element.setAttribute("role", "toolbar");
    this.element.setAttribute("aria-label", words.toolbar);
    this.buttons = TOOLS.map((tool) => this.button(tool.sign, words[tool.word], () => this.use(tool), tool.word));
    for (const button of this.buttons) if (button.dataset.tool !== "mention") button.setAttribute("aria-pressed", "false");
    this.buttons.push(this.button("MD", words.source, leave, "source"));
    this.element.append(...this.buttons);
    this.buttons.forEach((button, index) => (button.tabIndex = index ? -1 : 0));
    this.element.addEventListener("keydown", (event) => this.move(event));
  }

  button(sign, label, press, name) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet slim";
    button.dataset.tool = name;
    button.dataset.sign = sign;
    button.setAttribute("aria-label", label);
    button.title = label;
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", press);
    return button;
  }

  attach(view) {
    this.view = view;
    view.dom.addEventListener("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "k") return;
      event.preventDefault();
      askAddress(view, this.words);
    });
    this.show(view.state);
  }

  use(tool) {
    if (tool.link) return void askAddress(this.view, this.words);
    tool.run(this.view.state, this.view.dispatch);
    this.view.focus();
  }

  show(state) {
    TOOLS.forEach((tool, index) => this.buttons[index].hasAttribute("aria-pressed") && this.buttons[index].setAttribute("aria-pressed", String(tool.on(state))));
  }

  move(event) {
    const back = getComputedStyle(this.element).direction === "rtl" ? "ArrowRight" : "ArrowLeft";
    const forth = back === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
    const at = this.buttons.indexOf(document.activeElement);
    const last = this.buttons.length - 1;
    const to = { [back]: at ? at - 1 : last, [forth]: at < last ? at + 1 : 0, Home: 0, End: last }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    this.buttons.forEach((button, index) => (button.tabIndex = index === to ? 0 : -1));
    this.buttons[to].focus();
  }
}
