// Labels of a document by the editor's own code: JSON in ({ doc, words }), JSON out (id → [number, words]).
import { readFileSync } from "node:fs";

import { labelled } from "../../static/src/drafts/labels.js";
import { schema } from "../../static/src/drafts/schema.js";

const { doc, words } = JSON.parse(readFileSync(0, "utf8"));
const { byId } = labelled(schema.nodeFromJSON(doc), words);
console.log(JSON.stringify(Object.fromEntries([...byId].map(([id, one]) => [id, [one.number, one.words]]))));
