// A text field in which people are called with "@" loads its picker when it is first entered.
document.addEventListener("focusin", async ({ target }) => {
  const place = target.matches?.("textarea") && target.closest("[data-names-module]");
  if (!place) return;
  const { mount } = await import(place.dataset.namesModule);
  mount(target, place.dataset);
});
