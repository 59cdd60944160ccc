// The outline beside the text: every heading, the one at hand marked; it follows what is written.
import { Plugin, TextSelection } from "prosemirror-state";

import { outlineMark } from "./sections.js";

const PAUSE = 300;

/** The headings of a document: { pos, level, text, id }. */
export function headings(doc) {
  const found = [];
  doc.descendants((node, pos) => {
    if (node.type.name === "heading" && node.textContent.trim()) found.push({ pos, level: node.attrs.level, text: node.textContent.trim(), id: node.attrs.id });
    return !node.isTextblock;
  });
  return found;
}

/** Keep the page's outline (an `ol` in `nav`) true. */
export function outliner(nav) {
  const list = nav.querySelector("ol");
  let view;
  let timer;

  function item({ level, text, id }) {
    const row = document.createElement("li");
    row.className = `outline-${level}`;
    const link = document.createElement("a");
    link.href = `#block-${id ?? ""}`;
    link.append(Object.assign(document.createElement("bdi"), { textContent: text })); // every line begins where the page's lines do
    row.append(link);
    const words = outlineMark(id);
    if (words) row.append(Object.assign(document.createElement("span"), { className: "outline-mark", textContent: words }));
    return row;
  }

  function draw() {
    const found = headings(view.state.doc);
    const rows = [...list.children];
    found.forEach((one, at) => {
      const made = item(one);
      if (!rows[at]) list.append(made);
      else if (!rows[at].isEqualNode(made)) {
        // The link stays where it is: whoever stands on it with the keyboard goes on standing on it.
        rows[at].className = made.className;
        const [old, fresh] = [rows[at].firstElementChild, made.firstElementChild];
        old.href = fresh.href;
        if (old.textContent !== fresh.textContent) old.replaceChildren(...fresh.childNodes);
        old.nextElementSibling?.remove();
        if (fresh.nextElementSibling) old.after(fresh.nextElementSibling);
      }
    });
    for (const row of rows.slice(found.length)) row.remove();
    nav.hidden = !found.length;
    mark(found);
  }

  function mark(found = headings(view.state.doc)) {
    const { from } = view.state.selection;
    const here = found.findLastIndex((one) => one.pos < from);
    [...list.children].forEach((row, at) => {
      if (at === here) row.firstElementChild.setAttribute("aria-current", "location");
      else row.firstElementChild.removeAttribute("aria-current");
    });
  }

  list.addEventListener("click", (event) => {
    const row = event.target.closest("li");
    const found = row && headings(view.state.doc)[[...list.children].indexOf(row)];
    if (!found) return;
    event.preventDefault();
    view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(found.pos + 1))));
    view.focus();
    view.nodeDOM(found.pos)?.scrollIntoView({ block: "start" });
  });

  document.addEventListener("live:renewed", (event) => event.target.id === "draft-sections" && view && !view.isDestroyed && draw());

  return new Plugin({
    view(made) {
      view = made;
      draw();
      return {
        update(_view, before) {
          if (before.doc !== view.state.doc) {
            clearTimeout(timer);
            timer = setTimeout(draw, PAUSE);
          } else if (!before.selection.eq(view.state.selection)) mark();
        },
      };
    },
  });
}
