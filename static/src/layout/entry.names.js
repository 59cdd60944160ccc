// Names behind "@" in a plain text field; loaded by the first field that has them and takes the focus.
import { ASKED, NamePicker, namesFrom } from "./names.js";

const pickers = new WeakMap();
const loads = new Map();

/** Give a field its picker, once. `names`: the address of the names; `namesLabel`: what the list is called. */
export function mount(field, { names, namesLabel }) {
  if (pickers.has(field)) return;
  if (!loads.has(names)) loads.set(names, namesFrom(names));
  const picker = new NamePicker({ field, load: loads.get(names), label: namesLabel, asked: () => asked(field), insert: (name, typed) => insert(field, name, typed) });
  pickers.set(field, picker);
  field.addEventListener("input", () => picker.update());
  field.addEventListener("click", () => picker.update());
  field.addEventListener("keydown", (event) => picker.press(event) && event.preventDefault());
  field.addEventListener("blur", () => setTimeout(() => picker.close(), 150));
  picker.update(); // somebody typed while this came
}

function asked(field) {
  const { selectionStart, selectionEnd, value } = field;
  return selectionStart === selectionEnd ? (ASKED.exec(value.slice(0, selectionStart))?.[1] ?? null) : null;
}

function insert(field, name, typed) {
  const to = field.selectionStart;
  field.setRangeText(`${name} `, to - typed.length, to, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
