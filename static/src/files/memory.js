// Which uploads a form has begun, kept in this browser so that they go on after a reload; signing out forgets them.
const AGE = 3 * 24 * 3600 * 1000; // the server keeps them as long

export class Memory {
  constructor(kind, group) {
    this.key = `kept:${document.body.dataset.person ?? ""}:uploads:${kind}:${group}:${location.pathname}`;
  }

  /** The uploads of this form: [{ url, name, size, modified, at }]. */
  all() {
    try {
      return JSON.parse(localStorage.getItem(this.key) ?? "[]").filter((one) => Date.now() - one.at < AGE);
    } catch {
      return [];
    }
  }

  add(file, url) {
    this.#write([...this.all(), { url, name: file.name, size: file.size, modified: file.lastModified, at: Date.now() }]);
  }

  forget(url) {
    this.#write(this.all().filter((one) => one.url !== url));
  }

  /** The upload that this very file had begun. */
  of(file) {
    return this.all().find((one) => one.name === file.name && one.size === file.size && one.modified === file.lastModified);
  }

  #write(uploads) {
    try {
      if (uploads.length) localStorage.setItem(this.key, JSON.stringify(uploads));
      else localStorage.removeItem(this.key);
    } catch {
      // Storage is full or forbidden: uploads still go on while the page is open.
    }
  }
}
