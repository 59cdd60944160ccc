// Notes, references, citations, captions, languages and pictures: each asked for in a small dialog of the page.
import { NodeSelection, Plugin, TextSelection } from "prosemirror-state";

import { announce } from "../layout/announce.js";
import { numbers } from "./numbering.js";
import { isTag, oneLine, schema } from "./schema.js";

const { nodes, marks } = schema;
const ATOMS = { footnote: nodes.footnote, xref: nodes.xref, citation: nodes.citation };

const selected = (state, type) => (state.selection instanceof NodeSelection && state.selection.node.type === type ? state.selection.node : null);

/** The nearest node of a type around the selection, or the selected one, with its place. */
function around(state, type) {
  if (selected(state, type)) return { node: state.selection.node, pos: state.selection.from };
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if ($from.node(depth).type === type) return { node: $from.node(depth), pos: $from.before(depth) };
  }
  return null;
}

function putAtom(view, type, attrs) {
  const { state } = view;
  const tr = selected(state, type)
    ? state.tr.setNodeMarkup(state.selection.from, null, attrs)
    : state.tr.insert(state.selection.to, type.create(attrs));
  const end = selected(state, type) ? state.selection.to : state.selection.to + 1;
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, end)).scrollIntoView());
}

const drop = (view) => view.dispatch(view.state.tr.deleteSelection().scrollIntoView());

function option(value, words) {
  const made = document.createElement("option");
  made.value = value;
  made.textContent = words;
  return made;
}

const shorten = (words) => (words.length > 60 ? `${words.slice(0, 58)}…` : words);

/** What can be pointed to, in order: "Table 2: what it costs". */
function targets(state) {
  return numbers(state).blocks.filter(({ node, words }) => node.attrs.id && words).map(({ node, kind, words }) => {
    const inside = kind === "heading" ? "" : shorten(kind === "table" ? node.attrs.caption : node.textContent);
    return option(node.attrs.id, inside ? `${words}: ${inside}` : shorten(words));
  });
}

// For each dialog: `fill` gives its fields what stands, `save` writes (a string says what is wrong), `remove` takes away.
const ASKED = {
  footnote: {
    fill: (view, fields) => (fields.words.value = selected(view.state, nodes.footnote)?.attrs.words ?? ""),
    save(view, fields) {
      const words = oneLine(fields.words.value, "footnote", "words");
      if (!words) return fields.words;
      return putAtom(view, nodes.footnote, { words });
    },
  },
  xref: {
    fill(view, fields) {
      fields.to.replaceChildren(...targets(view.state));
      fields.to.value = selected(view.state, nodes.xref)?.attrs.to ?? "";
    },
    save: (view, fields) => (fields.to.value ? putAtom(view, nodes.xref, { to: fields.to.value }) : fields.to),
  },
  citation: {
    fill(view, fields, page) {
      const works = Object.entries(page.works).filter(([, work]) => work.offered);
      fields.source.replaceChildren(...works.map(([key, work]) => option(key, shorten(`${work.name}: ${work.title}`))));
      const attrs = selected(view.state, nodes.citation)?.attrs ?? {};
      fields.source.value = attrs.source ?? "";
      fields.at.value = attrs.at ?? "";
    },
    save(view, fields) {
      if (!fields.source.value) return fields.source;
      return putAtom(view, nodes.citation, { source: fields.source.value, at: oneLine(fields.at.value, "citation", "at") });
    },
  },
  caption: {
    fill: (view, fields) => (fields.words.value = around(view.state, nodes.table)?.node.attrs.caption ?? ""),
    save(view, fields) {
      const table = around(view.state, nodes.table);
      if (table) view.dispatch(view.state.tr.setNodeAttribute(table.pos, "caption", oneLine(fields.words.value, "table", "caption")));
    },
  },
  lang: {
    fill(view, fields) {
      const tag = marks.lang.isInSet(view.state.selection.$to.marks())?.attrs.lang ?? "";
      const known = [...fields.tag.options].some(({ value }) => value === tag);
      fields.tag.value = known ? tag : "";
      fields.other.value = known ? "" : tag;
    },
    save(view, fields) {
      const lang = fields.other.value.trim() || fields.tag.value;
      if (!isTag(lang)) return fields.other;
      return mark(view, (tr, from, to) => tr.addMark(from, to, marks.lang.create({ lang })));
    },
    remove: (view) => mark(view, (tr, from, to) => tr.removeMark(from, to, marks.lang)),
  },
  figure: {
    fill(view, fields) {
      const attrs = around(view.state, nodes.figure)?.node.attrs ?? {};
      fields.file.value = "";
      fields.alt.value = attrs.alt ?? "";
      fields.decorative.checked = Boolean(attrs.decorative);
    },
    async save(view, fields, page) {
      const alt = oneLine(fields.alt.value, "figure", "alt");
      const decorative = fields.decorative.checked ? 1 : 0;
      if (!alt && !decorative) return fields.alt;
      const place = around(view.state, nodes.figure);
      if (!place && !fields.file.files.length) return fields.file;
      const brought = fields.file.files.length ? await page.bring(fields.file.files[0]) : {};
      const attrs = { ...(place?.node.attrs ?? {}), ...brought, alt, decorative };
      if (place) view.dispatch(view.state.tr.setNodeMarkup(place.pos, null, attrs));
      else insertFigure(view, attrs);
    },
    remove(view) {
      const place = around(view.state, nodes.figure);
      if (place) view.dispatch(view.state.tr.delete(place.pos, place.pos + place.node.nodeSize).scrollIntoView());
    },
  },
};

/** The selected words, or without any the whole paragraph. */
function mark(view, change) {
  const { from, to, empty, $from } = view.state.selection;
  const [start, end] = empty ? [$from.start(), $from.end()] : [from, to];
  view.dispatch(change(view.state.tr, start, end).scrollIntoView());
}

/** Put a figure below the block where the caret stands; the caret goes into its caption. */
export function insertFigure(view, attrs) {
  const { state } = view;
  const { $to } = state.selection;
  const after = $to.depth ? $to.after(1) : state.selection.to;
  const here = state.doc.resolve(after).nodeBefore;
  const alone = here?.type === nodes.paragraph && !here.content.size;
  const start = alone ? after - here.nodeSize : after;
  const tr = state.tr.replaceWith(start, after, nodes.figure.create(attrs));
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, start + 1)).scrollIntoView());
}

export class Inserts {
  constructor(page) {
    this.page = page;
    this.view = null;
    for (const [name, asked] of Object.entries(ASKED)) this.listen(this.dialog(name), asked);
  }

  dialog(name) {
    return document.querySelector(`[data-ask-for="${name}"]`);
  }

  /** Open a dialog; false where it has no place (so that the key goes on). */
  ask(name, view) {
    const dialog = this.dialog(name);
    if (!dialog || (name === "caption" && !around(view.state, nodes.table))) return false;
    this.view = view;
    ASKED[name].fill(view, dialog.querySelector("form").elements, this.page);
    this.fault(dialog, null);
    const type = ATOMS[name] ?? (name === "figure" ? nodes.figure : null);
    for (const button of dialog.querySelectorAll("[data-remove]")) button.hidden = Boolean(type) && !around(view.state, type);
    dialog.showModal();
    dialog.querySelector("textarea, select, input:not([type=hidden])")?.focus();
    return true;
  }

  /** Enter on a note, reference or figure opens what it says. */
  open(view) {
    const node = view.state.selection instanceof NodeSelection ? view.state.selection.node : null;
    return node && ASKED[node.type.name] ? this.ask(node.type.name, view) : false;
  }

  fault(dialog, field, words = "") {
    for (const item of dialog.querySelectorAll("[aria-invalid]")) item.removeAttribute("aria-invalid");
    const line = dialog.querySelector("[data-fault]");
    line.hidden = !field && !words;
    line.textContent = words || line.dataset.fault;
    if (!field) return;
    field.setAttribute("aria-invalid", "true");
    field.focus();
  }

  listen(dialog, asked) {
    if (!dialog) return;
    dialog.querySelector("form").addEventListener("submit", async (event) => {
      event.preventDefault();
      try {
        const wrong = await asked.save(this.view, dialog.querySelector("form").elements, this.page);
        if (wrong) this.fault(dialog, wrong);
        else dialog.close();
      } catch (error) {
        this.fault(dialog, null, error.message);
      }
    });
    dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !event.target.matches("select[size]")) return; // a choice in a list is a choice
      event.preventDefault();
      dialog.querySelector("form").requestSubmit();
    });
    dialog.querySelector("[data-remove]")?.addEventListener("click", () => {
      (asked.remove ?? drop)(this.view);
      dialog.close();
    });
    dialog.querySelector("[data-cancel]").addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => this.view?.focus());
  }
}

/** Says what a note or reference is when the caret comes to it (a sign alone tells nobody who hears the page); opens it. */
export const opening = (inserts) =>
  new Plugin({
    props: {
      handleDoubleClickOn(view, _pos, node, place, event) {
        if (!ASKED[node.type.name] || (node.type === nodes.figure && event.target.nodeName !== "IMG")) return false;
        view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, place)));
        return inserts.open(view);
      },
    },
    view: () => ({
      update({ state: { selection } }, before) {
        if (selection.eq(before.selection) || !(selection instanceof NodeSelection) || !ASKED[selection.node.type.name]) return;
        const { words, alt } = selection.node.attrs;
        announce(`${words ?? alt ?? ""} ${inserts.page.words.opens}`);
      },
    }),
  });
