// A section was locked while words for it were on their way: everything else is written again and the page opened anew,
// with the caret where it was; what the lock refused is offered to its writer.
import { TextSelection } from "prosemirror-state";
import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";

import { Provider } from "./provider.js";
import { replayed } from "./replay.js";

const TIMES = 3; // a lock a time is likely; more is a fault, and the words are offered as they are
const PLACE = "draft-caret";
const NOTHING = { since: null, note() {}, saved() {}, end() {} };

/** The document as the server has it, by whatever line there is. `line(doc)` makes one over HTTP. */
function fetched(address, line) {
  const doc = new Y.Doc();
  const awareness = new Awareness(doc);
  awareness.setLocalState(null);
  return new Promise((resolve, reject) => {
    const told = ({ state, ended }) => {
      if (state !== "synced" && !ended) return;
      provider.leave();
      if (ended) reject(new Error(ended));
      else resolve(Y.encodeStateAsUpdate(doc));
    };
    const provider = new Provider(address, doc, awareness, told, { edit: false, unsaved: NOTHING, lane: () => line(doc) });
  });
}

async function lockedNow() {
  const answer = await fetch(document.getElementById("draft-sections").dataset.liveUrl, { headers: { "X-Requested-With": "fetch" }, cache: "no-store" });
  if (!answer.ok || answer.redirected) throw new Error("locks unknown");
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("[data-locked]").dataset.locked.split(" ").filter(Boolean);
}

/** Put what may be written on the shelf in the place of what was refused, and open the page anew; throws where that cannot be. */
export async function goAround({ address, line, unsaved, view }) {
  if (view) noteCaret(view);
  if (unsaved.again >= TIMES || !unsaved.kept) throw new Error("not again");
  const [state, locked] = await Promise.all([fetched(address, line), lockedNow()]);
  const found = replayed(state, unsaved.changes, locked);
  if (!found) throw new Error("changes that lean on others");
  await unsaved.setAside(found);
  location.reload();
}

function noteCaret(view) {
  const { $head } = view.state.selection;
  if (!view.hasFocus() || !$head.depth) return;
  sessionStorage.setItem(PLACE, JSON.stringify([location.pathname, $head.node(1).attrs.id, $head.pos - $head.before(1)]));
}

/** After that: the caret back where it was. */
export function caretBack(view) {
  const [path, id, offset] = JSON.parse(sessionStorage.getItem(PLACE) ?? "[]");
  sessionStorage.removeItem(PLACE);
  if (path !== location.pathname) return;
  view.state.doc.forEach((node, pos) => {
    if (node.attrs.id !== id) return;
    const $at = view.state.doc.resolve(pos + Math.min(offset, node.nodeSize - 1));
    view.dispatch(view.state.tr.setSelection(TextSelection.near($at)).scrollIntoView());
    view.focus();
  });
}
