// The picker behind "@": the group's members and delegations, filtered while one types; arrows, Enter, Escape.
import { Plugin, PluginKey } from "prosemirror-state";

const key = new PluginKey("mentions");
const ASKED = /(?:^|[\s(])@([\p{L}\p{N}][\p{L}\p{N} .'’-]{0,40}|)$/u;
const MOST = 7;
const bare = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
let serial = 0;

export function mentions({ url, label }) {
  let names = null;
  const load = async () => {
    names ??= fetch(url, { credentials: "same-origin" }).then((response) => (response.ok ? response.json() : { names: [] })).then((all) => all.names.map((one) => one.name)).catch(() => []);
    return names;
  };
  return new Plugin({
    key,
    view: (view) => new Picker(view, load, label),
    props: {
      handleKeyDown: (view, event) => picker(view)?.press(event) ?? false,
      handleDOMEvents: { blur: (view) => void setTimeout(() => picker(view)?.close(), 150) },
    },
  });
}

const pickers = new WeakMap();
const picker = (view) => pickers.get(view);

class Picker {
  constructor(view, load, label) {
    Object.assign(this, { view, load, found: [], at: 0, closedFor: null });
    this.list = document.createElement("ul");
    this.list.className = "mention-list";
    this.list.id = `mention-list-${(serial += 1)}`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", label);
    this.list.hidden = true;
    view.dom.after(this.list);
    view.dom.setAttribute("aria-haspopup", "listbox");
    pickers.set(view, this);
  }

  async update(view) {
    const asked = this.asked(view.state);
    if (asked === null) return this.close();
    if (this.closedFor !== null && asked.startsWith(this.closedFor)) return undefined;
    this.closedFor = null;
    const names = await this.load();
    if (this.asked(this.view.state) !== asked) return undefined;
    const wanted = bare(asked);
    const starts = names.filter((name) => bare(name).startsWith(wanted));
    const parts = names.filter((name) => !starts.includes(name) && bare(name).includes(` ${wanted}`));
    return this.open([...starts, ...parts].slice(0, MOST), asked);
  }

  asked(state) {
    const { $from, empty } = state.selection;
    if (!empty || $from.parent.type.spec.code) return null;
    const match = ASKED.exec($from.parent.textBetween(0, $from.parentOffset, undefined, "\ufffc"));
    return match ? match[1] : null;
  }

  open(found, asked) {
    if (!found.length || (found.length === 1 && found[0] === asked)) return this.close();
    this.found = found;
    this.at = 0;
    this.list.replaceChildren(...found.map((name, index) => this.option(name, index)));
    this.list.hidden = false;
    this.place();
    this.point();
  }

  option(name, index) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${index}`;
    option.setAttribute("role", "option");
    option.dir = "auto";
    option.textContent = name;
    option.addEventListener("mousedown", (event) => {
      event.preventDefault();
      this.take(index);
    });
    return option;
  }

  place() {
    const caret = this.view.coordsAtPos(this.view.state.selection.from);
    const box = this.list.offsetParent.getBoundingClientRect();
    this.list.style.insetBlockStart = `${caret.bottom - box.top + 4}px`;
    this.list.style.left = `${Math.max(0, Math.min(caret.left - box.left, box.width - this.list.offsetWidth))}px`;
  }

  point() {
    [...this.list.children].forEach((option, index) => option.setAttribute("aria-selected", String(index === this.at)));
    this.view.dom.setAttribute("aria-controls", this.list.id);
    this.view.dom.setAttribute("aria-activedescendant", `${this.list.id}-${this.at}`);
  }

  press(event) {
    if (this.list.hidden || event.isComposing) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      this.at = (this.at + step + this.found.length) % this.found.length;
      this.point();
      return true;
    }
    if (event.key === "Enter" || event.key === "Tab") return this.take(this.at);
    if (event.key === "Escape") {
      this.closedFor = this.asked(this.view.state);
      this.close();
      return true;
    }
    return false;
  }

  take(index) {
    const { state } = this.view;
    const asked = this.asked(state);
    if (asked === null) return false;
    const to = state.selection.from;
    this.close();
    this.view.dispatch(state.tr.insertText(`${this.found[index]} `, to - asked.length, to));
    this.closedFor = this.found[index];
    this.view.focus();
    return true;
  }

  close() {
    this.list.hidden = true;
    this.view.dom.removeAttribute("aria-activedescendant");
    this.view.dom.removeAttribute("aria-controls");
  }

  destroy() {
    this.list.remove();
  }
}
