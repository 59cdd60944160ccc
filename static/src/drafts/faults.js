// What is to mend: asked of the server when the text was saved and rests, so that there is one judge; links lead into the text.
import { TextSelection } from "prosemirror-state";

import { announce } from "../layout/announce.js";

const REST = 2500;

/** Follow a mounted view; `saved()` says whether everything is with the server. */
export function followFaults(view, saved) {
  const list = () => document.getElementById("draft-faults");
  if (!list()) return () => {};
  let timer = null;
  const messages = (place) => [...place.querySelectorAll("[data-to-block]")].map((link) => link.parentElement.textContent.trim());
  let known = messages(list());
  const ask = async () => {
    if (!saved()) return again();
    const answer = await fetch(list().dataset.liveUrl, { headers: { "X-Requested-With": "fetch" } }).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("draft-faults");
    if (!fresh) return;
    const [news] = messages(fresh).filter((one) => !known.includes(one));
    if (news && view.hasFocus()) announce(list().dataset.say.replace("%s", news));
    known = messages(fresh);
    if (fresh.innerHTML !== list().innerHTML) list().replaceChildren(...fresh.childNodes);
  };
  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, REST);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-to-block]");
    if (!link || !go(view, link.dataset.toBlock, link.parentElement.querySelector("q")?.textContent)) return;
    event.preventDefault();
  });
  return again;
}

/** To the block, and in it to the link that has these words. */
function go(view, block, words) {
  const { doc } = view.state;
  let [place, linked] = [-1, null];
  doc.forEach((node, pos) => {
    if (node.attrs.id === block) place = pos;
  });
  if (place < 0) return false;
  doc.nodeAt(place).descendants((node, pos) => {
    const start = place + 1 + pos;
    if (node.text === words && node.marks.some((mark) => mark.type.name === "link")) linked ??= [start, start + node.nodeSize];
  });
  const selection = linked ? TextSelection.create(doc, ...linked) : TextSelection.near(doc.resolve(place + 1));
  view.dispatch(view.state.tr.setSelection(selection).scrollIntoView());
  view.focus();
  return true;
}
