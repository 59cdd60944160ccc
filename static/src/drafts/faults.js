// What is to mend: asked of the server when the text was saved and rests, so that there is one judge; links lead into the text.
import { TextSelection } from "prosemirror-state";

const REST = 2500;

/** Follow a mounted view; `saved()` says whether everything is with the server. */
export function followFaults(view, saved) {
  const list = () => document.getElementById("draft-faults");
  if (!list()) return () => {};
  let timer = null;
  const ask = async () => {
    if (!saved()) return again();
    const answer = await fetch(list().dataset.liveUrl, { headers: { "X-Requested-With": "fetch" } }).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("draft-faults");
    if (fresh && fresh.innerHTML !== list().innerHTML) list().replaceChildren(...fresh.childNodes);
  };
  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, REST);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-to-block]");
    if (!link || !go(view, link.dataset.toBlock)) return;
    event.preventDefault();
  });
  return again;
}

function go(view, block) {
  let place = -1;
  view.state.doc.forEach((node, pos) => {
    if (node.attrs.id === block) place = pos;
  });
  if (place < 0) return false;
  view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(place + 1))).scrollIntoView());
  view.focus();
  return true;
}
