// Files dropped anywhere on a page of the library go into its form, which is then sent as its button would send it.
import { cover, wordsOf } from "./cover.js";

const form = document.querySelector("form[data-drop]");
if (form) {
  const input = form.querySelector("input[type=file]");
  const words = wordsOf(form);
  const shown = cover(words.drop);

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
    input.files = event.dataTransfer.files;
    if (input.files.length) form.requestSubmit();
  });

  form.addEventListener("submit", () => {
    form.hidden = false;
    form.querySelector("[data-progress]").textContent = words.sending;
  });
}
