// Ask for a link's address in a native dialog; an address without its beginning gets https.
import { schema } from "./markdown.js";

const { link } = schema.marks;

export function askAddress(view, words) {
  const old = currentLink(view.state);
  const dialog = document.createElement("dialog");
  dialog.className = "link-dialog";
  dialog.setAttribute("aria-label", words.link);
  const form = document.createElement("form");
  form.method = "dialog";
  const field = document.createElement("div");
  field.className = "field";
  const label = document.createElement("label");
  label.textContent = words.address;
  label.htmlFor = "link-address";
  const input = Object.assign(document.createElement("input"), { id: "link-address", type: "text", inputMode: "url", dir: "ltr", value: old?.attrs.href ?? "https://" });
  field.append(label, input);
  const actions = document.createElement("div");
  actions.className = "actions";
  actions.append(button(words.apply, "apply", "button main"), ...(old ? [button(words.unlink, "unlink", "button")] : []));
  form.append(field, actions);
  dialog.append(form);
  dialog.addEventListener("close", () => {
    if (dialog.returnValue === "apply") set(view, input.value);
    if (dialog.returnValue === "unlink") set(view, "");
    dialog.remove();
    view.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  input.select();
}

function button(words, value, className) {
  return Object.assign(document.createElement("button"), { type: "submit", value, className, textContent: words });
}

function currentLink(state) {
  const { $from, from, to, empty } = state.selection;
  if (empty) return link.isInSet($from.marks());
  let found = null;
  state.doc.nodesBetween(from, to, (node) => void (found ??= link.isInSet(node.marks)));
  return found;
}

function set(view, value) {
  const { from, to, empty, $from } = view.state.selection;
  const typed = value.trim();
  const href = !typed || typed === "https://" ? "" : /^(https?:|mailto:|\/)/i.test(typed) ? typed : typed.includes("@") ? `mailto:${typed}` : `https://${typed}`;
  const transaction = view.state.tr;
  if (empty && !link.isInSet($from.marks())) {
    if (href) transaction.insert(from, schema.text(href, [link.create({ href })]));
  } else {
    const [start, end] = empty ? around($from) : [from, to];
    transaction.removeMark(start, end, link);
    if (href) transaction.addMark(start, end, link.create({ href }));
  }
  view.dispatch(transaction.removeStoredMark(link));
}

function around($from) {
  const mark = link.isInSet($from.marks());
  let start = $from.start();
  let end = start;
  $from.parent.forEach((node, offset) => {
    const at = $from.start() + offset;
    if (mark.isInSet(node.marks) && at <= $from.pos && at + node.nodeSize >= $from.pos) [start, end] = [at, at + node.nodeSize];
  });
  return [start, end];
}
