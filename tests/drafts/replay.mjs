// What a page writes again where a lock refused its changes. JSON in ({ state, changes, locked }), JSON out.
import { readFileSync } from "node:fs";

import { replayed } from "../../static/src/drafts/replay.js";

const bytes = (words) => new Uint8Array(Buffer.from(words, "base64"));
const cases = JSON.parse(readFileSync(0, "utf8"));
const found = cases.map(({ state, changes, locked }) => {
  const made = replayed(bytes(state), changes.map(bytes), locked);
  return made && { update: made.update && Buffer.from(made.update).toString("base64"), refused: made.refused };
});
console.log(JSON.stringify(found));
