// The toolbar: one tab stop, arrows move inside, each button says whether it is on. Its words come from the page.
import { Plugin } from "prosemirror-state";

import { blockType, COMMANDS, isTable, linkAt, setBlock, setLink } from "./commands.js";
import { isHref } from "./schema.js";

const usable = (toolbar) => [...toolbar.querySelectorAll("button, select")].filter((item) => !item.closest("[hidden]") && !item.disabled);

function rove(toolbar, next) {
  for (const item of usable(toolbar)) item.tabIndex = item === next ? 0 : -1;
}

function arrows(toolbar, event) {
  const items = usable(toolbar);
  const at = items.indexOf(event.target);
  const forward = getComputedStyle(toolbar).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  const back = forward === "ArrowRight" ? "ArrowLeft" : "ArrowRight";
  const to = { [forward]: (at + 1) % items.length, [back]: (at - 1 + items.length) % items.length, Home: 0, End: items.length - 1 }[event.key];
  if (to === undefined || at < 0) return;
  event.preventDefault();
  rove(toolbar, items[to]);
  items[to].focus();
}

/** Tie the page's toolbar to a view. */
export function toolbarPlugin(toolbar, dialog, inserts) {
  let view;
  toolbar.addEventListener("keydown", (event) => {
    if (event.key === "Escape") view.focus();
    else arrows(toolbar, event);
  });
  toolbar.addEventListener("mousedown", (event) => event.target.closest("button") && event.preventDefault());
  toolbar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-command], [data-ask]");
    if (!button) return;
    rove(toolbar, button);
    if (button.dataset.ask) return inserts.ask(button.dataset.ask, view);
    if (button.dataset.command === "link") return askLink(view, dialog);
    const keyboard = event.detail === 0;
    COMMANDS[button.dataset.command].run(view.state, view.dispatch, view);
    if (!keyboard) view.focus();
  });
  const select = toolbar.querySelector("[data-block-type]");
  select.addEventListener("change", () => {
    setBlock(select.value)(view.state, view.dispatch);
    view.focus();
  });
  linkForm(dialog, () => view);

  return new Plugin({
    props: {
      handleKeyDown(_view, event) {
        if (event.key !== "F10" || !event.altKey) return false;
        usable(toolbar).find((item) => item.tabIndex === 0)?.focus();
        return true;
      },
    },
    view(made) {
      view = made;
      rove(toolbar, usable(toolbar)[0]);
      const show = () => reflect(toolbar, select, view.state);
      show();
      return { update: show };
    },
  });
}

function reflect(toolbar, select, state) {
  const table = isTable(state);
  for (const group of toolbar.querySelectorAll("[data-in-table]")) group.hidden = !table;
  for (const button of toolbar.querySelectorAll("[data-command]")) {
    const { on } = COMMANDS[button.dataset.command];
    if (on) button.setAttribute("aria-pressed", String(on(state)));
  }
  if (document.activeElement !== select) select.value = blockType(state);
}

/** Ask for a link's address; the caret comes back to where it was. */
export function askLink(view, dialog) {
  const input = dialog.querySelector("input");
  input.value = linkAt(view.state);
  dialog.querySelector("[data-fault]").hidden = true;
  input.removeAttribute("aria-invalid");
  dialog.showModal();
  input.select();
  return true;
}

function linkForm(dialog, view) {
  const input = dialog.querySelector("input");
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const given = input.value.trim();
    const href = !given || /^[a-z][a-z0-9+.-]*:/i.test(given) ? given : `https://${given}`;
    if (href && !isHref(href)) {
      dialog.querySelector("[data-fault]").hidden = false;
      input.setAttribute("aria-invalid", "true");
      return input.focus();
    }
    dialog.close();
    setLink(view(), href);
  });
  dialog.querySelector("[data-remove]").addEventListener("click", () => {
    dialog.close();
    setLink(view(), "");
  });
  dialog.querySelector("[data-cancel]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => view().focus());
}
