// The browser's own shelf (IndexedDB) for words that the server has not acknowledged: put there, listed, taken away.
// A row belongs to one person, one draft and one epoch of it; nobody else of the same browser is ever shown it.
const NAME = "drafts";
const TEXTS = "texts"; // key → the whole document as it stood, and where it belongs
const CHANGES = "changes"; // what was changed, in order, until the server has it
const AGE = 60 * 24 * 3600 * 1000; // two months, in milliseconds

let opening;

function open() {
  opening ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore(TEXTS, { keyPath: "key" });
      asked.result.createObjectStore(CHANGES, { autoIncrement: true }).createIndex("key", "key");
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opening;
}

const result = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const done = (tr) =>
  new Promise((resolve, reject) => {
    tr.oncomplete = () => resolve();
    tr.onerror = tr.onabort = () => reject(tr.error);
  });

/** Put a text (a row with its `key`), in place of the one before. */
export async function putText(row) {
  const tr = (await open()).transaction(TEXTS, "readwrite");
  tr.objectStore(TEXTS).put(row);
  await done(tr);
}

/** Add one change to the text of a key, and at the same stroke put the text itself (`row`) where one is given: a text
 * without its changes could not say which of its words are unsaved. Returns the change's number. */
export async function addChange(key, update, row = null) {
  const tr = (await open()).transaction([TEXTS, CHANGES], "readwrite");
  if (row) tr.objectStore(TEXTS).put(row);
  const number = await result(tr.objectStore(CHANGES).add({ key, update }));
  await done(tr);
  return number;
}

/** All texts of a person, each with its `changes` (rows of number and update), oldest change first. */
export async function textsOf(person) {
  const tr = (await open()).transaction([TEXTS, CHANGES]);
  const rows = await result(tr.objectStore(TEXTS).getAll());
  const own = rows.filter((row) => row.person === person && Date.now() - row.since < AGE);
  for (const row of own) {
    const index = tr.objectStore(CHANGES).index("key");
    const [numbers, found] = await Promise.all([result(index.getAllKeys(row.key)), result(index.getAll(row.key))]);
    row.changes = found.map((one, at) => ({ number: numbers[at], update: one.update }));
  }
  return own;
}

/** Put a row's words in the place of its text and changes, and of the texts of other keys: all of it or nothing, since
 * a page may go at any moment. A row without words leaves nothing. */
export async function leaveWords(row, keys = []) {
  const tr = (await open()).transaction([TEXTS, CHANGES], "readwrite");
  await clear(tr, [row.key, ...keys]);
  if (row.words) tr.objectStore(TEXTS).put(row);
  await done(tr);
}

/** Put texts in the place of others (`keys`), each with the one change of it that is unsaved (`update`), if any. */
export async function putInstead(texts, keys) {
  const tr = (await open()).transaction([TEXTS, CHANGES], "readwrite");
  await clear(tr, keys);
  for (const { update, ...row } of texts) {
    tr.objectStore(TEXTS).put(row);
    if (update) tr.objectStore(CHANGES).add({ key: row.key, update });
  }
  await done(tr);
}

/** Take away texts by key, and changes by number; a text without numbers goes with all its changes. */
export async function take({ keys = [], numbers = null }) {
  const tr = (await open()).transaction([TEXTS, CHANGES], "readwrite");
  await clear(tr, keys, numbers);
  await done(tr);
}

async function clear(tr, keys, numbers = null) {
  const changes = tr.objectStore(CHANGES);
  for (const key of keys) tr.objectStore(TEXTS).delete(key);
  const gone = numbers ?? (await Promise.all(keys.map((key) => result(changes.index("key").getAllKeys(key))))).flat();
  for (const number of gone) changes.delete(number);
}
