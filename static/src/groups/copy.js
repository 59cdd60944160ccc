// A button that copies what stands in a text field: `data-copy` names the field, `data-copied` the word when it is done.
import { announce } from "../layout/announce.js";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    if (!document.execCommand("copy")) return; // an address without encryption: the old way, else the reader copies
  }
  announce(button.dataset.copied);
  button.textContent = button.dataset.copied;
});
