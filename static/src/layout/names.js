// The picker behind "@": names filtered while one types; arrows, Enter, Escape. It writes into whatever has a caret.
export const ASKED = /(?:^|[\s(])@([\p{L}\p{N}][\p{L}\p{N} .'’-]{0,40}|)$/u;
const MOST = 7;
const bare = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
let serial = 0;

/** Returns load(): all names that the address gives, asked for once; none where it gives none. */
export function namesFrom(url) {
  let names = null;
  return () => (names ??= fetch(url, { credentials: "same-origin" }).then((response) => (response.ok ? response.json() : { names: [] })).then((all) => all.names.map((one) => one.name)).catch(() => []));
}

export class NamePicker {
  /** `field`: what has the focus; `asked()`: what stands between "@" and the caret, else null; `insert(name, asked)` puts
   * a name in its place; `place(list)` moves the list to the caret, without it the list stands below the field. */
  constructor({ field, load, label, asked, insert, place }) {
    Object.assign(this, { field, load, asked, insert, move: place, found: [], at: 0, closedFor: null });
    this.list = document.createElement("ul");
    this.list.className = "mention-list";
    this.list.id = `mention-list-${(serial += 1)}`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", label);
    this.list.hidden = true;
    field.after(this.list);
    field.setAttribute("aria-haspopup", "listbox");
  }

  async update() {
    const asked = this.asked();
    if (asked === null) return this.close();
    if (this.closedFor !== null && asked.startsWith(this.closedFor)) return undefined;
    this.closedFor = null;
    const names = await this.load();
    if (this.asked() !== asked) return undefined;
    const wanted = bare(asked);
    const starts = names.filter((name) => bare(name).startsWith(wanted));
    const parts = names.filter((name) => !starts.includes(name) && bare(name).includes(` ${wanted}`));
    return this.open([...starts, ...parts].slice(0, MOST), asked);
  }

  open(found, asked) {
    if (!found.length || (found.length === 1 && found[0] === asked)) return this.close();
    this.found = found;
    this.at = 0;
    this.list.replaceChildren(...found.map((name, index) => this.option(name, index)));
    this.list.hidden = false;
    this.move?.(this.list);
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

  point() {
    [...this.list.children].forEach((option, index) => option.setAttribute("aria-selected", String(index === this.at)));
    this.field.setAttribute("aria-controls", this.list.id);
    this.field.setAttribute("aria-activedescendant", `${this.list.id}-${this.at}`);
  }

  /** A key was pressed in the field: true when it was meant for the list. */
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
      this.closedFor = this.asked();
      this.close();
      return true;
    }
    return false;
  }

  take(index) {
    const asked = this.asked();
    if (asked === null) return false;
    const name = this.found[index];
    this.close();
    this.insert(name, asked);
    this.closedFor = name;
    this.field.focus();
    return true;
  }

  close() {
    this.list.hidden = true;
    this.field.removeAttribute("aria-activedescendant");
    this.field.removeAttribute("aria-controls");
  }

  destroy() {
    this.list.remove();
  }
}
