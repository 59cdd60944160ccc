// Words that can no longer come into the draft are offered as text: to be copied, and thrown away on purpose.
import { putText, take } from "./shelf.js";

/** Returns offer(words, why, row): show words under the reason `why`; `row` is what stands on the shelf, if it does. */
export function offerWords(place) {
  const [words, why] = [place.querySelector("textarea"), place.querySelector("[data-why]")];
  const [discard, undo] = [place.querySelector("[data-discard]"), place.querySelector("[data-undo]")];
  const rows = [];

  const toggle = (gone) => {
    words.hidden = gone;
    discard.hidden = gone;
    undo.hidden = !gone;
    (gone ? undo : discard).focus();
  };
  discard.addEventListener("click", async () => {
    await take({ keys: rows.map((row) => row.key) });
    toggle(true);
  });
  undo.addEventListener("click", async () => {
    for (const row of rows) await putText(row);
    toggle(false);
  });

  return (text, reason, row) => {
    if (!text || !(reason in place.dataset)) return;
    if (row) rows.push(row);
    discard.hidden = !rows.length;
    words.value = [words.value, text].filter(Boolean).join("\n\n");
    why.textContent = place.dataset[reason];
    place.hidden = false;
  };
}
