// Files dropped anywhere on a page of the library go into its form, which is sent as its button would send it; large
// ones go in pieces first (upload.js holds the form until all have arrived).
import { cover, wordsOf } from "./cover.js";

const form = document.querySelector("form[data-drop]");
if (form) {
  const input = form.querySelector("input[type=file]");
  const shown = cover(wordsOf(form).drop);
  const holdsFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");

  addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault(); // else the browser opens the file in place of the page
    shown(true);
  });
  addEventListener("dragleave", (event) => !event.relatedTarget && shown(false));
  addEventListener("drop", (event) => {
    shown(false);
    if (!holdsFiles(event)) return;
    event.preventDefault();
    form.hidden = false;
    input.files = event.dataTransfer.files;
    if (!input.files.length) return;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    form.requestSubmit(form.querySelector("button.main"));
  });
}
