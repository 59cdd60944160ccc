// One honest line: saved when the server said so, not saved since when, or why there is nothing to be done.
import { time } from "../layout/clock.js";

const PATIENCE = 4000;

/** `unsaved.kept`: whether this browser keeps what is not saved, beyond the window. */
export function statusLine(line, root, unsaved) {
  const words = (name, at) => line.dataset[name].replace("%s", at ? time(at) : "");
  let shown = "";
  let before = "quiet";

  return ({ state, savedAt, dirtySince, ended, crowded, lane }) => {
    const late = dirtySince && (Date.now() - dirtySince > PATIENCE || state === "closed");
    let kind = "quiet";
    let text = words("connecting");
    if (ended) [kind, text] = ["breaks", words(ended === "signed-out" ? "signedOut" : ended)];
    else if (late) [kind, text] = ["waits", words(unsaved.kept ? "unsavedKept" : "unsaved", dirtySince)];
    else if (dirtySince) text = words("saving");
    else if (state === "closed" && crowded) [kind, text] = ["waits", words("crowded")];
    else if (state === "closed") [kind, text] = ["waits", words("offline")];
    else if (savedAt) [kind, text] = ["settled", words("saved", savedAt)];
    else if (state === "synced") text = words("ready");
    root.toggleAttribute("data-away", state === "closed");
    root.toggleAttribute("data-lane", Boolean(lane) && state !== "closed");
    if (text === shown) return;
    shown = text;
    const routine = [before, kind].every((one) => ["quiet", "settled"].includes(one)); // "Saving", "Saved" at each pause: seen, not said
    line.setAttribute("aria-live", routine ? "off" : "polite");
    before = kind;
    line.dataset.kind = kind;
    line.querySelector("[data-words]").textContent = text;
    line.querySelector("[data-reload]").hidden = !["outdated", "refused", "full"].includes(ended);
  };
}
