// On the bench: words that are selected in an answer go into its field "only these words".
let chosen = null;

document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const within = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest("[data-passage]");
  const [from, to] = [within(selection.anchorNode), within(selection.focusNode)];
  chosen = from && from === to ? { key: from.dataset.passage, words: selection.toString().trim() } : null;
});

// Only when the selecting has ended, so that the field does not flicker; keyboards end it by letting a key go.
for (const end of ["pointerup", "keyup"]) {
  document.addEventListener(end, () => {
    if (!chosen?.words) return;
    const field = document.querySelector(`[data-words-of="${CSS.escape(chosen.key)}"]`);
    if (field && field !== document.activeElement) field.value = chosen.words;
    chosen = null;
  });
}
