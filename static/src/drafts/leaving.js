// Signing out empties this browser's shelf; where unsaved words stand on it, the person is asked first.
import { noteReader, reader } from "./reader.js";
import { take, textsOf } from "./shelf.js";

const person = Number(document.body.dataset.person) || null;
noteReader(person);

async function leave(form) {
  const rows = await textsOf(person).catch(() => []);
  const dialog = document.getElementById("unsent");
  if (rows.length && dialog && !(await agreed(dialog, rows))) return;
  await take({ keys: rows.map((row) => row.key) }).catch(() => {});
  noteReader(null);
  form.dataset.sure = "";
  form.requestSubmit();
}

function agreed(dialog, rows) {
  const links = new Map(rows.map((row) => [row.url, row.title]));
  dialog.querySelector("ul").replaceChildren(...[...links].map(([url, title]) => {
    const item = document.createElement("li");
    item.append(Object.assign(document.createElement("a"), { href: url, textContent: title, dir: "auto" }));
    return item;
  }));
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue === "leave"), { once: true }));
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-keep-forget]") || "sure" in form.dataset || !reader()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  leave(form);
}, true);
