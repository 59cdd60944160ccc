// Below the text: the notes in order, and the works that it cites, as they stand now.
import { NodeSelection } from "prosemirror-state";

const make = (tag, props = {}, ...kids) => {
  const made = Object.assign(document.createElement(tag), props);
  made.append(...kids);
  return made;
};

function section(name, title, tag, items) {
  const heading = make("h2", { id: `doc-${name}`, textContent: title });
  const made = make("section", { className: "doc-end" }, heading, make(tag, {}, ...items));
  made.setAttribute("aria-labelledby", heading.id);
  return made;
}

function part([style, words]) {
  if (style === "link" && /^https?:\/\//.test(words)) return make("a", { href: words, rel: "noopener nofollow", textContent: words });
  return style === "em" ? make("em", { textContent: words }) : words;
}

/** Follows the numbers of a view; a press on a note's sign goes to its place in the text. */
export const ends = (place, page) => (found, view) => {
  const notes = found.notes.map(({ node, pos, number }) => {
    const back = make("button", { type: "button", className: "note-back", textContent: "↩" });
    back.setAttribute("aria-label", `${page.words.back} ${number}`);
    back.addEventListener("click", () => {
      view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, pos)).scrollIntoView());
      view.focus();
    });
    return make("li", {}, make("p", {}, node.attrs.words ?? "", " ", back));
  });
  const works = [...found.cited].map((key) => page.works[key]).sort((one, other) => one.place - other.place);
  place.replaceChildren(
    ...(notes.length ? [section("notes", page.words.notes, "ol", notes)] : []),
    ...(works.length ? [section("references", page.words.references, "ul", works.map((work) => make("li", {}, ...work.printed.map(part))))] : []),
  );
};
