// htmx with its safe settings; a failure is said in words beside the form that met it, once.
import htmx from "htmx.org";

import { announce } from "./announce.js";

Object.assign(htmx.config, { allowEval: false, includeIndicatorStyles: false, selfRequestsOnly: true });
window.htmx = htmx;

function failed(event, which) {
  const form = event.target.closest("form") ?? event.target;
  form.querySelector("[data-failed]")?.remove();
  const note = document.getElementById("failed-note")?.content.firstElementChild.cloneNode(true);
  if (!note || !form.matches("form")) return;
  note.dataset.failed = "";
  for (const line of note.querySelectorAll("p")) line.hidden = !(which in line.dataset);
  form.prepend(note);
}

document.addEventListener("htmx:sendError", (event) => failed(event, "offline"));
document.addEventListener("htmx:timeout", (event) => failed(event, "offline"));
document.addEventListener("htmx:responseError", (event) => failed(event, "refused"));
document.addEventListener("htmx:beforeRequest", (event) => {
  event.target.closest("form")?.querySelector("[data-failed]")?.remove();
});

// What a fragment wants to say aloud, it carries: <p data-announce>Your vote is counted.</p>
document.addEventListener("htmx:load", (event) => {
  const said = event.target.querySelector?.("[data-announce]");
  if (said) announce(said.textContent);
  focusFault(event.target);
});

function focusFault(root) {
  root.querySelector?.("[data-focus]")?.focus();
}

focusFault(document);
