// The small editor of posts: it takes the place of the text field and writes the same Markdown into it.
import { baseKeymap } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { EditorState, Selection } from "prosemirror-state";
import { EditorView } from "prosemirror-view";

import { keeps, parse, schema, serialize } from "./markdown.js";
import { mentions } from "./mentions.js";
import { shorthand } from "./shorthand.js";
import { bindings, Toolbar } from "./toolbar.js";

/** Mount the editor over a form's text field; a text it could not give back whole stays in the field. */
export function mount(form) {
  const text = form.querySelector("[data-writing] textarea");
  if (!text || text.hidden || !keeps(text.value)) return;
  const words = wordsOf(form);
  const place = document.createElement("div");
  place.className = "editor";
  text.after(place);
  const toolbar = new Toolbar(words, () => leave());
  place.append(toolbar.element);
  const view = new EditorView(place, {
    state: stateOf(text.value),
    attributes: attributesOf(text, words),
    dispatchTransaction(transaction) {
      view.updateState(view.state.apply(transaction));
      toolbar.show(view.state);
      if (transaction.docChanged) write();
    },
  });
  const hadFocus = document.activeElement === text;
  const plain = [...form.querySelectorAll("[data-plain-only]")];
  toolbar.attach(view);
  cover(true);
  if (hadFocus) goOn();

  // Whoever was typing in the field goes on at the end of the text, a last space included.
  function goOn() {
    const [space] = /[ \t]*$/.exec(text.value);
    const { tr } = view.state;
    tr.setSelection(Selection.atEnd(tr.doc));
    view.dispatch(space ? tr.insertText(space) : tr);
    view.focus();
  }

  function stateOf(markdown) {
    const plugins = [
      mentions({ url: form.dataset.names, label: words.names }),
      shorthand(),
      history(),
      keymap({ "Mod-z": undo, "Mod-y": redo, "Shift-Mod-z": redo, "Mod-Enter": send, ...bindings }),
      keymap(baseKeymap),
    ];
    return EditorState.create({ doc: parse(markdown), plugins });
  }

  function send() {
    form.requestSubmit(form.querySelector("button.main"));
    return true;
  }

  function write() {
    text.value = serialize(view.state.doc);
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function cover(covered) {
    text.hidden = covered;
    place.hidden = !covered;
    for (const element of plain) element.hidden = covered;
  }

  function leave() {
    cover(false);
    text.focus();
  }

  // Text put into the field from outside (restored, quoted) shows in the editor too.
  text.addEventListener("kept", () => {
    if (place.hidden) return;
    if (!keeps(text.value)) return void cover(false);
    view.updateState(stateOf(text.value));
    toolbar.show(view.state);
  });
  form.addEventListener("composer:focus", () => !place.hidden && view.focus());
  form.querySelector(`label[for="${text.id}"]`)?.addEventListener("click", () => !place.hidden && view.focus());
}

function attributesOf(text, words) {
  const described = text.getAttribute("aria-describedby");
  const invalid = text.getAttribute("aria-invalid");
  return {
    class: "prose",
    role: "textbox",
    dir: "auto",
    "aria-multiline": "true",
    "aria-label": words.editor,
    ...(described && { "aria-describedby": described }),
    ...(invalid && { "aria-invalid": invalid }),
  };
}

function wordsOf(form) {
  const words = form.querySelector("template[data-words]").content.querySelectorAll("[data-word]");
  return Object.fromEntries([...words].map((word) => [word.dataset.word, word.textContent]));
}
