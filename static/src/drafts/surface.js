// What stands around the text: find and replace, outline, counts, and what comes in by the clipboard.
import { blockHistory } from "./blockhistory.js";
import { counts } from "./count.js";
import { finder } from "./find.js";
import { markdownOffer } from "./markdown.js";
import { outliner } from "./outline.js";
import { clean } from "./paste.js";
import { rightToLeft } from "./rtl.js";
import { walker } from "./since.js";

/** The plugins of the page's panels; `edit`: whether the reader may write. */
export function surface({ edit, lang }) {
  const place = (id) => document.getElementById(id);
  listKeys();
  const writing = () => [rightToLeft(), markdownOffer(place("draft-markdown"), clean)];
  return [walker(place("draft-since")), finder(place("draft-find"), edit), outliner(place("draft-outline")), counts(place("draft-count"), lang), blockHistory(place("draft-block-history")), ...(edit ? writing() : [])];
}

/** The keys that a button names in its title are listed under `?` with the page's others. */
function listKeys() {
  for (const button of document.querySelectorAll("#draft-toolbar [title]")) {
    const [, keys] = /\((Ctrl\+[^)]+)\)/.exec(button.title) ?? [];
    if (keys) button.dataset.shortcut = keys;
  }
}

export { clean };
