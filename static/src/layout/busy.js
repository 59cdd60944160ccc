// What takes longer than a moment shows it: the pressed button says that it is busy, and a second press sends nothing.
const BACK = 12_000; // ms: a download leaves the page standing; by then the button can be pressed again
const sent = new WeakMap();

function free(form) {
  clearTimeout(sent.get(form));
  sent.delete(form);
  for (const button of form.querySelectorAll("[data-busy]")) {
    delete button.dataset.busy;
    button.removeAttribute("aria-disabled");
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.target) return;
  if (sent.has(form)) return void event.preventDefault();
  const button = event.submitter;
  sent.set(form, setTimeout(() => free(form), BACK));
  setTimeout(() => {
    if (!button || !sent.has(form)) return;
    button.dataset.busy = "";
    button.setAttribute("aria-disabled", "true");
  }, 300);
});

addEventListener("pageshow", (event) => {
  if (event.persisted) for (const form of document.forms) free(form);
});
document.addEventListener("htmx:afterRequest", (event) => event.target.matches?.("form") && free(event.target));
