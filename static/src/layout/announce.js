// One polite voice for the page: messages wait their turn, the same words are not said twice in five seconds.
const queue = [];
let last = { words: "", at: 0 };
let speaking = false;

/** Say `words` through the polite live region; repeated words within five seconds are dropped. */
export function announce(words) {
  const text = words.trim();
  if (!text || queue.includes(text) || (text === last.words && Date.now() - last.at < 5000)) return;
  queue.push(text);
  if (!speaking) speak();
}

function speak() {
  const region = document.getElementById("announcer");
  const text = queue.shift();
  speaking = Boolean(region && text);
  if (!speaking) return;
  last = { words: text, at: Date.now() };
  region.textContent = "";
  requestAnimationFrame(() => (region.textContent = text));
  setTimeout(speak, 1500);
}
