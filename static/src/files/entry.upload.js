// Large files over poor lines: each file has a line of its own that says how far it is; the form waits for all of them.
import { announce } from "../layout/announce.js";
import { Memory } from "./memory.js";
import { drop, look, Paused, Refusal, Sender, SignedOut } from "./tus.js";

const percent = (share) => String(Math.floor(share * 100));
const size = (bytes) => {
  const [unit, share] = bytes < 1e6 ? ["kilobyte", 1e3] : ["megabyte", 1e6];
  const form = { style: "unit", unit, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(document.documentElement.lang, form).format(Math.ceil((10 * bytes) / share) / 10);
};

class Uploads {
  constructor(place) {
    this.place = place;
    this.input = document.getElementById(place.dataset.upload);
    this.form = this.input.form;
    this.memory = new Memory(place.dataset.kind, place.dataset.group);
    this.rows = new Set();
    this.words = Object.fromEntries(
      [...place.querySelector("template[data-words]").content.querySelectorAll("[data-word]")].map((one) => [one.dataset.word, one.textContent]),
    );
    place.hidden = false;
    this.input.addEventListener("change", () => this.take());
    this.form.addEventListener("submit", (event) => this.hold(event), true);
    this.remember();
  }

  token = () => this.form.querySelector("[name=csrfmiddlewaretoken]").value;

  take() {
    if (!this.input.multiple) for (const row of this.rows) row.act("drop");
    for (const file of this.input.files) {
      const before = this.memory.of(file);
      const again = [...this.rows].find((row) => before && row.url === before.url);
      if (again?.running) continue;
      again?.remove();
      new Row(this, { name: file.name, length: file.size, url: before?.url ?? "", file });
    }
    this.input.value = ""; // what is sent in pieces does not go with the form as well
    this.next();
  }

  /** After a reload: what has arrived stands in the form again, what has not says how to go on. */
  async remember() {
    for (const one of this.memory.all()) {
      const told = await look(one.url);
      if (told === null || told?.refused || told?.taken) this.memory.forget(one.url);
      else if (told?.file && !this.form.querySelector(`[value="${told.file.uid}"]`)) new Row(this, { ...told, url: one.url }).arrive(told.file.uid);
      else if (told && !told.file) new Row(this, { ...told, url: one.url }).rest("again", told.offset / told.length);
    }
  }

  next() {
    if ([...this.rows].some((row) => row.running)) return;
    const waiting = [...this.rows].find((row) => row.waits);
    if (waiting) waiting.run();
    else if (this.held && !this.unfinished) this.release();
  }

  get unfinished() {
    return [...this.rows].some((row) => row.waits || row.running);
  }

  hold(event) {
    if (!this.unfinished) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.held = event.submitter;
    const note = this.place.querySelector("[data-wait]");
    note.hidden = false;
    announce(note.textContent);
  }

  release() {
    const button = this.held;
    this.held = null;
    this.place.querySelector("[data-wait]").hidden = true;
    if ([...this.rows].every((row) => row.arrived)) this.form.requestSubmit(button);
  }
}

class Row {
  constructor(uploads, { name, length, url, file }) {
    Object.assign(this, { uploads, name, url, file, waits: Boolean(file), running: false, arrived: false });
    this.element = uploads.place.querySelector("template[data-row]").content.firstElementChild.cloneNode(true);
    this.element.querySelector("[data-name]").textContent = name;
    this.element.querySelector("[data-size]").textContent = size(length);
    for (const one of this.element.querySelectorAll("[data-of]")) one.textContent = `: ${name}`;
    this.bar = this.element.querySelector("[data-bar]");
    this.bar.setAttribute("aria-label", name);
    this.element.addEventListener("click", (event) => this.act(event.target.closest("[data-act]")?.dataset.act));
    uploads.place.querySelector("[data-rows]").append(this.element);
    uploads.rows.add(this);
    this.show("waits", 0);
    this.offer();
  }

  async run() {
    Object.assign(this, { waits: false, running: true });
    this.offer();
    const { place, memory, token } = this.uploads;
    this.sender ??= new Sender({
      file: this.file,
      url: this.url,
      open: place.dataset,
      token,
      tell: (step, share) => this.show(step, share),
      opened: (url) => {
        this.url = url;
        memory.add(this.file, url);
      },
    });
    try {
      this.arrive(await this.sender.send());
    } catch (fault) {
      this.stop(fault);
    }
    this.running = false;
    this.offer();
    this.uploads.next();
  }

  stop(fault) {
    const share = this.sender?.share ?? 0;
    if (fault instanceof Paused) return this.rest("paused", share);
    if (fault instanceof SignedOut) return this.rest("signedout", share);
    if (!(fault instanceof Refusal)) return this.rest("lost", share);
    this.refused = true;
    this.uploads.memory.forget(this.url);
    this.element.classList.add("wrong");
    this.say(fault.message || this.uploads.words.lost);
    this.bar.hidden = true;
  }

  rest(step, share) {
    this.show(step, share);
    this.offer();
  }

  arrive(uid) {
    Object.assign(this, { arrived: true, waits: false });
    this.show("arrived", 1);
    const field = Object.assign(document.createElement("input"), { type: "hidden", name: this.uploads.place.dataset.field, value: uid });
    this.element.append(field);
    this.offer();
  }

  act(which) {
    if (which === "pause") this.sender?.pause();
    if (which === "go") {
      this.waits = true;
      this.uploads.next();
    }
    if (which === "drop") {
      this.sender?.pause();
      if (this.url) drop(this.url, this.uploads.token());
      this.uploads.memory.forget(this.url);
      this.remove();
      this.uploads.input.focus();
      this.uploads.next();
    }
  }

  remove() {
    this.uploads.rows.delete(this);
    this.element.remove();
  }

  offer() {
    const [pause, go] = ["pause", "go"].map((name) => this.element.querySelector(`[data-act=${name}]`));
    pause.hidden = !this.running;
    go.hidden = this.running || this.waits || this.arrived || this.refused || !this.file;
  }

  show(step, share) {
    this.bar.value = share * 100;
    const words = this.uploads.words[step].replace("00", percent(share));
    if (step === this.step && step !== "sends") return;
    this.element.querySelector("[data-step]").textContent = words;
    if (step !== this.step && !["opens", "waits", "checks"].includes(step)) announce(`${this.name}: ${words}`);
    this.step = step;
  }

  say(words) {
    this.element.querySelector("[data-step]").textContent = words;
    announce(`${this.name}: ${words}`);
  }
}

function mount(root) {
  for (const place of root.querySelectorAll("[data-upload][hidden]")) new Uploads(place);
}

document.addEventListener("htmx:load", (event) => mount(event.target));
mount(document);
