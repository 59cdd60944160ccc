// Who is here, from the server's word, and the way to where they write; what others did is said, now and then.
import { TextSelection } from "prosemirror-state";

import { announce } from "../layout/announce.js";
import { placeOf } from "./carets.js";

const LEAST = 5000; // ms between two announcements
const MUTED = "drafts-muted";

/** Keep the list of people true: one line a person, however many windows they have; a press leads to their caret. */
export function showPresence(awareness, list, template, ownId, view) {
  const show = () => {
    const people = new Map();
    for (const { user, cursor } of awareness.getStates().values()) {
      if (user?.id) people.set(user.id, { user, writes: Boolean(cursor) || people.get(user.id)?.writes });
    }
    people.delete(ownId);
    const sorted = [...people.values()].sort((a, b) => a.user.name.localeCompare(b.user.name));
    const known = new Map([...list.children].map((row) => [row.dataset.person, row]));
    const rows = sorted.map((one) => fill(known.get(String(one.user.id)) ?? template.content.firstElementChild.cloneNode(true), one));
    if (rows.length !== list.children.length || rows.some((row, at) => row !== list.children[at])) list.replaceChildren(...rows);
    list.closest("[data-presence]")?.toggleAttribute("data-alone", people.size === 0);
  };
  list.addEventListener("click", (event) => {
    const row = event.target.closest("[data-jump]")?.closest("[data-person]");
    if (row && view()) jump(view(), awareness, Number(row.dataset.person));
  });
  awareness.on("change", show);
  show();
}

function fill(item, { user, writes }) {
  item.dataset.person = user.id;
  item.querySelector("[data-hue]").className = `hue hue-${user.hue % 8}`;
  item.querySelector("[data-name]").textContent = user.name;
  item.querySelector("[data-delegation]").textContent = user.delegation;
  item.querySelector("[data-jump]").hidden = !writes;
  item.querySelector("[data-jump-name]").textContent = user.name;
  return item;
}

function jump(view, awareness, person) {
  const state = [...awareness.getStates().values()].find((one) => one.user?.id === person && one.cursor);
  const at = placeOf(view, state?.cursor);
  if (at === null || at === undefined) return;
  view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(Math.min(at, view.state.doc.content.size)))));
  view.focus();
  const { node } = view.domAtPos(view.state.selection.head);
  (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).scrollIntoView({ block: "center" });
}

function muted(box) {
  try {
    box.checked = localStorage.getItem(MUTED) !== "1";
    box.addEventListener("change", () => localStorage.setItem(MUTED, box.checked ? "0" : "1"));
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  return () => !box.checked;
}

/** Say who changed the text: at most once in five seconds, never per keystroke, and not at all for who wants silence. */
export function tellRemoteChanges(doc, awareness, provider, words, box) {
  const writers = new Set();
  const silent = muted(box);
  let timer = null;
  doc.on("afterTransaction", (transaction) => {
    if (transaction.origin !== provider || !provider.synced) return;
    for (const [client, clock] of transaction.afterState) {
      if ((transaction.beforeState.get(client) ?? 0) < clock) writers.add(client);
    }
    timer ??= setTimeout(() => {
      timer = null;
      const names = [...writers].map((client) => awareness.getStates().get(client)?.user?.name).filter(Boolean);
      writers.clear();
      if (names.length && !silent()) announce(words.replace("%s", [...new Set(names)].join(", ")));
    }, LEAST);
  });
}
