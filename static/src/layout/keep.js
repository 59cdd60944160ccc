// Typed text is never lost: <form data-keep="thread-7-reply"> is kept in this browser until the server confirms.
// The page that confirms carries data-kept-clear="thread-7-reply", or is what a taken form leads to (a redirect to
// a page of somebody signed in); signing out forgets everything kept.
const PREFIX = "kept:";
const AGE = 14 * 24 * 3600 * 1000;
const TEXT = "textarea, input:is(:not([type]), [type=text], [type=search], [type=url], [type=email], [type=tel])";

const who = () => document.body.dataset.person ?? "";
const slot = (key) => `${PREFIX}${who()}:${key}`;

function read(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(slot(key)));
    return kept && Date.now() - kept.at < AGE ? kept : null;
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    if (value) localStorage.setItem(slot(key), JSON.stringify(value));
    else localStorage.removeItem(slot(key));
  } catch {
    // Storage is full or forbidden: the form works as it always did.
  }
}

const fieldsOf = (form) => [...form.querySelectorAll(TEXT)].filter((field) => field.name && !field.readOnly);

function remember(form) {
  const changed = fieldsOf(form).filter((field) => field.value !== field.defaultValue);
  const fields = Object.fromEntries(changed.map((field) => [field.name, field.value]));
  write(form.dataset.keep, changed.length ? { at: Date.now(), fields } : null);
}

function restore(form) {
  const kept = read(form.dataset.keep);
  const lost = kept ? fieldsOf(form).filter((f) => f.value === f.defaultValue && (kept.fields[f.name] ?? f.value) !== f.value) : [];
  if (!lost.length) return;
  const before = new Map(lost.map((field) => [field, field.value]));
  for (const field of lost) fill(field, kept.fields[field.name]);
  showNote(form, kept.at, () => {
    for (const [field, value] of before) fill(field, value);
    write(form.dataset.keep, null);
  });
}

function fill(field, value) {
  field.value = value;
  field.dispatchEvent(new Event("kept", { bubbles: true }));
}

function showNote(form, at, discard) {
  const note = document.getElementById("keep-note")?.content.firstElementChild.cloneNode(true);
  if (!note) return;
  const time = note.querySelector("[data-at]");
  time.dateTime = new Date(at).toISOString();
  time.textContent = new Date(at).toLocaleString(document.documentElement.lang, { weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  note.querySelector("[data-discard]").addEventListener("click", () => {
    discard();
    note.remove();
    fieldsOf(form)[0]?.focus();
  });
  form.prepend(note);
}

function settle(root) {
  for (const done of root.querySelectorAll("[data-kept-clear]")) {
    for (const key of done.dataset.keptClear.split(" ")) write(key, null);
  }
  for (const form of root.querySelectorAll("form[data-keep]")) {
    if ("kept" in form.dataset) continue;
    form.dataset.kept = "";
    restore(form);
  }
}

const SENT = "kept-sent";

function confirm() {
  try {
    const key = sessionStorage.getItem(SENT);
    sessionStorage.removeItem(SENT);
    const [arrival] = performance.getEntriesByType("navigation");
    if (key && who() && arrival?.redirectCount > 0) write(key, null);
  } catch {
    // Without storage nothing was kept.
  }
}

const pending = new Map();

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-keep]");
  if (!form) return;
  clearTimeout(pending.get(form));
  pending.set(form, setTimeout(() => flush(form), 300));
});

function flush(form) {
  clearTimeout(pending.get(form));
  pending.delete(form);
  remember(form);
}

const flushAll = () => [...pending.keys()].forEach(flush);
addEventListener("pagehide", flushAll);
document.addEventListener("visibilitychange", () => document.hidden && flushAll());
document.addEventListener("submit", (event) => {
  if (event.target.matches("form[data-keep]")) {
    flush(event.target);
    if (!event.target.matches("[data-hx-post]")) mark(event.target.dataset.keep);
  }
  if (event.target.matches("form[data-keep-forget]")) forget();
}, true);
document.addEventListener("htmx:load", (event) => event.target.parentElement && settle(event.target.parentElement));
confirm();
settle(document);

function mark(key) {
  try {
    sessionStorage.setItem(SENT, key);
  } catch {
    // Then the text stays kept, which is the safe side.
  }
}

function forget() {
  pending.clear();
  for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name);
}
