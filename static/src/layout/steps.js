// Steps through what a page lists: data-step marks each post or row, data-step="new" what has not been read yet.
// j and k go to the next and the one before, n and p to the next unread and the one before. Focus goes there.
import { announce } from "./announce.js";

const KEYS = { j: [1, false], k: [-1, false], n: [1, true], p: [-1, true] };
const all = () => [...document.querySelectorAll("[data-step]")].filter((node) => node.getClientRects().length);

/** Whether this page has anything to step through. */
export const hasSteps = () => all().length > 0;

/** Take the step that this key means; false when it means none here. */
export function step(key) {
  const move = KEYS[key];
  const stops = move ? all() : [];
  if (!stops.length) return false;
  const [direction, onlyNew] = move;
  const wanted = stops.filter((node) => (!onlyNew || node.dataset.step === "new") && isBeyond(node, direction));
  const next = direction > 0 ? wanted[0] : wanted.at(-1);
  if (next) go(next);
  else announce(document.getElementById("shortcuts")?.dataset[onlyNew ? "noNew" : "noMore"] ?? "");
  return true;
}

function isBeyond(node, direction) {
  const here = document.activeElement?.closest("[data-step]");
  if (here) return here !== node && Boolean(here.compareDocumentPosition(node) & (direction > 0 ? 4 : 2));
  const { top } = node.getBoundingClientRect(); // nothing of the list has focus: from what is seen first
  return direction > 0 ? top >= 0 : top < 0;
}

function go(node) {
  if (!node.matches("a, button, [tabindex]")) node.tabIndex = -1;
  node.focus({ preventScroll: true });
  node.scrollIntoView({ block: node.getBoundingClientRect().height > innerHeight / 2 ? "start" : "nearest" });
}
