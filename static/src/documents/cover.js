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

/** Return the translated words that a form carries in its templates: its own, and those of what stands in it. */
export function wordsOf(form) {
  const places = [...form.querySelectorAll("template[data-words]")];
  const words = places.flatMap((place) => [...place.content.querySelectorAll("[data-word]")]);
  return Object.fromEntries(words.map((word) => [word.dataset.word, word.textContent]));
}
