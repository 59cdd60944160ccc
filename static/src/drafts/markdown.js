// Markdown that is pasted as plain text comes in as it is, and may be turned into headings, lists and tables by one press.
import MarkdownIt from "markdown-it";
import { DOMParser as Parser } from "prosemirror-model";
import { Plugin, PluginKey } from "prosemirror-state";
import { yUndoPluginKey } from "y-prosemirror";

const key = new PluginKey("markdown-offer");
const SIGNS = [
  /^#{1,4} \S/m, /^\s*[-*+] \S.*\n+\s*[-*+] \S/m, /^\s*\d{1,3}[.)] \S.*\n+\s*\d{1,3}[.)] \S/m, /^> \S/m,
  /\*\*\S[^*\n]*\*\*/, /\[[^\]\n]+\]\(https?:\/\/[^)\s]+\)/, /^\|.+\|\s*\n\|[ :|-]+\|/m,
];

export const isMarkdown = (text) => SIGNS.some((sign) => sign.test(text));

/** Markdown as HTML; what is HTML in it stays text. */
export const toHtml = (text) => new MarkdownIt({ html: false, linkify: false }).render(text);

/** The plugin; `place` is the page's offer with [data-accept] and [data-refuse]. `clean` makes HTML fit for the schema. */
export function markdownOffer(place, clean) {
  let view;
  let coming = null;

  const hide = () => {
    place.hidden = true;
    view.dispatch(view.state.tr.setMeta(key, { range: null }));
  };

  function accept() {
    const range = key.getState(view.state);
    if (!range) return hide();
    const page = new DOMParser().parseFromString(clean(toHtml(range.text)), "text/html");
    const slice = Parser.fromSchema(view.state.schema).parseSlice(page.body);
    const undo = yUndoPluginKey.getState(view.state)?.undoManager;
    undo?.stopCapturing();
    view.dispatch(view.state.tr.replaceRange(range.from, range.to, slice).setMeta(key, { range: null }).scrollIntoView());
    undo?.stopCapturing();
    place.hidden = true;
    view.focus();
  }

  place.querySelector("[data-accept]").addEventListener("click", accept);
  place.querySelector("[data-refuse]").addEventListener("click", () => {
    hide();
    view.focus();
  });

  return new Plugin({
    key,
    state: {
      init: () => null,
      apply(tr, range) {
        const given = tr.getMeta(key);
        if (given) return given.range;
        if (coming && tr.getMeta("paste")) {
          const made = { from: tr.mapping.map(coming.from, -1), to: tr.selection.to, text: coming.text };
          coming = null;
          return made;
        }
        if (!range || !tr.docChanged) return range;
        const [from, to] = [tr.mapping.map(range.from, -1), tr.mapping.map(range.to, 1)];
        return from < to ? { ...range, from, to } : null;
      },
    },
    props: {
      handlePaste(made, event) {
        const data = event.clipboardData;
        const text = data?.getData("text/plain") ?? "";
        const plain = !data?.getData("text/html") || data.types.includes("vscode-editor-data");
        coming = plain && isMarkdown(text) ? { from: made.state.selection.from, text } : null;
        return false;
      },
    },
    view(made) {
      view = made;
      return {
        update(_view, before) {
          const range = key.getState(view.state);
          if (range !== key.getState(before)) place.hidden = !range;
        },
      };
    },
  });
}
