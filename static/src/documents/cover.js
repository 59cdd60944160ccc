// What says that files can be dropped here, while they are dragged over the page.

/** Return a function that shows or hides the words over the whole page. */
export function cover(words) {
  const place = document.createElement("p");
  place.className = "drop-cover";
  place.hidden = true;
  place.textContent = words;
  document.body.append(place);
  return (visible) => (place.hidden = !visible);
}

/** Return the translated words that a form carries in its template. */
export function wordsOf(form) {
  const words = form.querySelector("template[data-words]").content.querySelectorAll("[data-word]");
  return Object.fromEntries([...words].map((word) => [word.dataset.word, word.textContent]));
}
