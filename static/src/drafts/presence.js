// Who is here, from the server's word; and what others did, said politely once they pause.
import { announce } from "../layout/announce.js";

const PAUSE = 6000;

/** Keep the list of people up to date: one line a person, however many windows they have. */
export function showPresence(awareness, list, template, ownId) {
  const show = () => {
    const people = new Map();
    for (const { user } of awareness.getStates().values()) if (user?.id) people.set(user.id, user);
    people.delete(ownId);
    list.replaceChildren(...[...people.values()].sort((a, b) => a.name.localeCompare(b.name)).map((user) => line(template, user)));
    list.closest("[data-presence]")?.toggleAttribute("data-alone", people.size === 0);
  };
  awareness.on("change", show);
  show();
}

function line(template, user) {
  const item = template.content.firstElementChild.cloneNode(true);
  item.querySelector("[data-hue]").className = `hue hue-${user.hue % 8}`;
  item.querySelector("[data-name]").textContent = user.name;
  item.querySelector("[data-delegation]").textContent = user.delegation;
  return item;
}

/** Say who changed the text, when they pause; never per keystroke. */
export function tellRemoteChanges(doc, awareness, provider, words) {
  const writers = new Set();
  let timer = null;
  doc.on("afterTransaction", (transaction) => {
    if (transaction.origin !== provider || !provider.synced) return;
    for (const [client, clock] of transaction.afterState) {
      if ((transaction.beforeState.get(client) ?? 0) < clock) writers.add(client);
    }
    clearTimeout(timer);
    timer = setTimeout(() => {
      const names = [...writers].map((client) => awareness.getStates().get(client)?.user?.name).filter(Boolean);
      writers.clear();
      if (names.length) announce(words.replace("%s", [...new Set(names)].join(", ")));
    }, PAUSE);
  });
}
