// On the bench: words that are selected in an answer go into its field "only these words".
const within = (node) => (node?.nodeType === Node.ELEMENT_NODE ? node : node?.parentElement)?.closest("[data-passage]");

function take() {
  const selection = document.getSelection();
  const words = selection.isCollapsed ? "" : selection.toString().trim();
  const from = within(selection.anchorNode);
  if (!words || !from || from !== within(selection.focusNode)) return;
  const field = document.querySelector(`[data-words-of="${CSS.escape(from.dataset.passage)}"]`);
  if (field && field !== document.activeElement) field.value = words;
}

// When the selecting has ended: a pointer or a key is let go, and the browser has settled what is selected.
for (const end of ["pointerup", "keyup"]) document.addEventListener(end, () => setTimeout(take));
