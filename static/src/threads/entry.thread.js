// The thread page: the small editor comes when it is wanted, what was seen is noted as read, a quotation joins the text.
import "./read.js";
import { quoteInto } from "./quote.js";

const forms = () => document.querySelectorAll("form[data-module]:not([data-mounting])");

async function mount(form) {
  if ("mounting" in form.dataset) return;
  form.dataset.mounting = "";
  const { mount: put } = await import(form.dataset.module);
  put(form);
}

const nearby = new IntersectionObserver((entries) => {
  for (const entry of entries.filter((one) => one.isIntersecting)) {
    nearby.unobserve(entry.target);
    mount(entry.target);
  }
});

function watch() {
  for (const form of forms()) nearby.observe(form);
}

document.addEventListener("focusin", (event) => {
  const form = event.target.closest?.("form[data-module]");
  if (form) mount(form);
});
document.addEventListener("htmx:load", watch);
document.addEventListener("click", quoteInto);
watch();
