// What a browser says of a document: anchors of words, or where anchors stand. JSON in, JSON out.
import { readFileSync } from "node:fs";
import { initProseMirrorDoc } from "y-prosemirror";
import * as Y from "yjs";

import { capture, locate } from "../../static/src/drafts/anchors.js";
import { ROOT, schema } from "../../static/src/drafts/schema.js";

const given = JSON.parse(readFileSync(0, "utf8"));
const doc = new Y.Doc();
Y.applyUpdate(doc, Buffer.from(given.state, "base64"));
const type = doc.getXmlFragment(ROOT);
const { doc: text, mapping } = initProseMirrorDoc(type, schema);
const shared = { doc, type, mapping };

function anchored(words) {
  let at = -1;
  text.descendants((node, pos) => {
    if (node.isText && node.text.includes(words)) at = pos + node.text.indexOf(words);
  });
  return capture(text, shared, at, at + words.length);
}

function standing(anchor) {
  const range = locate(text, shared, anchor);
  return range && { found: range.found, words: text.textBetween(range.from, range.to, " ") };
}

console.log(JSON.stringify(given.words ? given.words.map(anchored) : given.anchors.map(standing)));
