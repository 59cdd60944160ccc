// The line that says whether the page is confirmed: "Live · confirmed 14:02". Its words come from the template.
import { announce } from "../layout/announce.js";
import { time } from "../layout/clock.js";

const root = document.getElementById("live");
let state = "";
let confirmed = new Date();

/** Show `live`, `asking` (polling), `cut`, `gone` or `signed-out`; only a change for the worse is said aloud. */
export function show(next) {
  if (!root || state === "gone" || state === "signed-out") return;
  if (next === "live" || next === "asking") confirmed = new Date();
  const words = root.querySelector(`[data-when="${next}"]`)?.content.textContent.trim() ?? "";
  const said = words.replace("00:00", time(confirmed));
  const line = document.getElementById("live-status");
  if (line) {
    line.textContent = said;
    line.dataset.state = next;
  }
  if (next !== state && !["live", "asking"].includes(next)) announce(said);
  if (state === "cut" && next === "live") announce(said);
  state = next;
}
