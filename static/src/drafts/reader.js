// Who was last signed in at this browser: without a network no page can say it. A page of nobody's forgets it.
const READER = "reader";

/** The id of who was last signed in here, or null. */
export function reader() {
  try {
    return Number(localStorage.getItem(READER)) || null;
  } catch {
    return null;
  }
}

/** Note who reads this page. */
export function noteReader(person) {
  try {
    if (person) localStorage.setItem(READER, person);
    else localStorage.removeItem(READER);
  } catch {
    // Without storage there is no shelf either.
  }
}
