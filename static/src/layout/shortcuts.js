// Keys that the page itself names: data-shortcut="g d" on a link, button or field. `?` lists them; they can be switched off.
import { hasSteps, step } from "./steps.js";

const OFF = "shortcuts-off";
const dialog = document.getElementById("shortcuts");
let typed = "";
let timer;

const editable = (node) => node.closest?.("input, textarea, select, [contenteditable]:not([contenteditable=false])");
const label = (node) => node.dataset.shortcutLabel ?? node.getAttribute("aria-label") ?? node.textContent.trim();

function isOff() {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return false;
  }
}

function marked() {
  return [...document.querySelectorAll("[data-shortcut]")].filter((node) => node.getClientRects().length);
}

function act(node) {
  if (node.matches("input, textarea, select")) return void node.focus();
  node.click();
  const place = node.hash && node.pathname === location.pathname ? document.querySelector(node.hash) : null;
  if (!place) return;
  place.dispatchEvent(new CustomEvent("composer:focus")); // the editor, where it stands; else the field
  const field = [...place.querySelectorAll("[contenteditable=true], textarea")].find((one) => one.getClientRects().length);
  field?.focus();
}

function list() {
  const rows = dialog.querySelector("[data-list]");
  for (const old of rows.querySelectorAll("[data-found]")) old.remove();
  for (const node of marked()) {
    const keys = document.createElement("dt");
    for (const key of node.dataset.shortcut.split(" ")) keys.append(Object.assign(document.createElement("kbd"), { textContent: key }));
    const words = Object.assign(document.createElement("dd"), { textContent: label(node) });
    keys.dataset.found = words.dataset.found = "";
    rows.append(keys, words);
  }
  for (const row of rows.querySelectorAll("[data-steps]")) row.hidden = !hasSteps();
  for (const one of switches()) one.checked = !isOff();
  dialog.showModal();
}

function press(key) {
  clearTimeout(timer);
  typed = `${typed} ${key}`.trim();
  timer = setTimeout(() => (typed = ""), 1200);
  const nodes = marked();
  const hit = nodes.find((node) => node.dataset.shortcut === typed);
  if (!hit && !nodes.some((node) => node.dataset.shortcut.startsWith(`${typed} `))) typed = "";
  if (hit) typed = "";
  return hit;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key.length !== 1 || editable(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === "?" && dialog) {
    event.preventDefault();
    list();
  } else if (!isOff() && event.key === "u" && !typed) {
    document.documentElement.classList.toggle("show-utc");
  } else if (!isOff()) {
    const hit = press(event.key);
    if (!hit && (typed || !step(event.key))) return;
    event.preventDefault();
    if (hit) act(hit);
  }
});

// The switch stands in the list and among the settings; both say the same.
const switches = () => document.querySelectorAll("[data-shortcuts-switch]");

document.addEventListener("change", (event) => {
  if (!event.target.matches?.("[data-shortcuts-switch]")) return;
  for (const one of switches()) one.checked = event.target.checked;
  try {
    if (event.target.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  } catch {
    // Without storage the choice lasts as long as the page.
  }
});

for (const one of switches()) one.checked = !isOff();
document.addEventListener("click", (event) => event.target.closest?.("[data-shortcuts-open]") && list());
