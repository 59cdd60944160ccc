// Words that can no longer come into the draft are offered as text: to be copied, and thrown away on purpose.
import { canPropose, proposeInstead } from "./proposing.js";
import { putText, take } from "./shelf.js";

/** Returns offer(words, why, row): show words under the reason `why`; `row` is what stands on the shelf, if it does. */
export function offerWords(place) {
  const [words, why] = [place.querySelector("textarea"), place.querySelector("[data-why]")];
  const [discard, undo, copy, propose] = ["discard", "undo", "copy", "propose"].map((name) => place.querySelector(`[data-${name}]`));
  const rows = [];
  const refused = () => rows.flatMap((row) => row.refused ?? []);

  const toggle = (gone) => {
    words.hidden = gone || !words.value;
    propose.hidden = gone || !canPropose(refused());
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

  propose.addEventListener("click", async () => {
    if (!proposeInstead(location.pathname, refused())) return (why.textContent = propose.dataset.taken);
    place.hidden = true;
    await take({ keys: rows.filter((row) => row.refused?.every((one) => one.block)).map((row) => row.key) });
  });

  return (text, reason, row) => {
    if ((!text && !row?.refused) || !(reason in place.dataset)) return;
    if (row) rows.push(row);
    discard.hidden = !rows.length;
    words.value = [words.value, text].filter(Boolean).join("\n\n");
    words.hidden = copy.hidden = !words.value;
    propose.hidden = !canPropose(refused());
    const { deleted, written } = place.dataset;
    const more = reason === "locked" ? [refused().some((one) => one.kind === "delete") && deleted, words.value && written] : [];
    why.textContent = [place.dataset[reason], ...more].filter(Boolean).join(" ");
    place.hidden = false;
  };
}
