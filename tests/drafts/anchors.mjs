// Anchors on a Yjs document, without a browser: each case edits the text and says where the words stand then.
import assert from "node:assert/strict";
import { initProseMirrorDoc, prosemirrorToYXmlFragment } from "y-prosemirror";
import * as Y from "yjs";

import { capture, locate } from "../../static/src/drafts/anchors.js";
import { ROOT, schema } from "../../static/src/drafts/schema.js";

const paragraph = (id, text) => schema.node("paragraph", { id }, text ? [schema.text(text)] : []);
const START = [paragraph("p1", "The quick brown fox 🦊 jumps."), paragraph("p2", "It is lazy.")];

function open() {
  const doc = new Y.Doc();
  const type = doc.getXmlFragment(ROOT);
  prosemirrorToYXmlFragment(schema.node("doc", null, START), type);
  return { doc, type };
}

/** The shared document as an editor would have it now. */
function look({ doc, type }) {
  const { doc: text, mapping } = initProseMirrorDoc(type, schema);
  return { text, shared: { doc, type, mapping } };
}

function anchored(shared, words) {
  const { text, shared: now } = look(shared);
  let at = -1;
  text.descendants((node, pos) => {
    if (node.isText && node.text.includes(words)) at = pos + node.text.indexOf(words);
  });
  return JSON.parse(JSON.stringify(capture(text, now, at, at + words.length)));
}

function standing(shared, anchor) {
  const { text, shared: now } = look(shared);
  const range = locate(text, now, anchor);
  return range && { found: range.found, words: text.textBetween(range.from, range.to, " ") };
}

const textOf = ({ type }, index) => type.get(index).get(0);
const cases = {
  "nothing changed"(shared, words) {
    assert.deepEqual(standing(shared, words("brown fox 🦊")), { found: "words", words: "brown fox 🦊" });
  },
  "what is typed before, behind and at either end stays outside"(shared, words) {
    const anchor = words("brown fox");
    textOf(shared, 0).insert(0, "Look! ");
    textOf(shared, 0).insert(16, "dark ");
    assert.equal(textOf(shared, 0).toString(), "Look! The quick dark brown fox 🦊 jumps.");
    textOf(shared, 0).insert(30, "es");
    shared.type.insert(0, [new Y.XmlElement("paragraph")]);
    assert.deepEqual(standing(shared, anchor), { found: "words", words: "brown fox" });
  },
  "words at the end of their block do not grow with it"(shared, words) {
    const anchor = words("lazy.");
    textOf(shared, 1).insert(11, " Very.");
    assert.deepEqual(standing(shared, anchor), { found: "words", words: "lazy." });
  },
  "what is typed inside belongs to it, what is taken out does not"(shared, words) {
    const anchor = words("brown fox");
    textOf(shared, 0).insert(16, "and red ");
    textOf(shared, 0).delete(10, 2);
    assert.deepEqual(standing(shared, anchor), { found: "words", words: "own and red fox" });
  },
  "words that were taken out and written again are found by what they said"(shared, words) {
    const anchor = words("brown fox");
    textOf(shared, 0).delete(10, 9);
    textOf(shared, 0).insert(10, "brown fox");
    assert.deepEqual(standing(shared, anchor), { found: "quote", words: "brown fox" });
  },
  "a paragraph that was split takes them along into the new block"(shared, words) {
    const anchor = words("brown fox 🦊");
    textOf(shared, 0).delete(10, 18);
    const half = new Y.XmlElement("paragraph");
    half.setAttribute("id", "p9");
    half.insert(0, [new Y.XmlText("brown fox 🦊 jumps.")]);
    shared.type.insert(1, [half]);
    assert.deepEqual(standing(shared, anchor), { found: "quote", words: "brown fox 🦊" });
  },
  "words that are gone leave their block"(shared, words) {
    const anchor = words("lazy");
    textOf(shared, 1).delete(6, 4);
    assert.deepEqual(standing(shared, anchor), { found: "block", words: "It is ." });
  },
  "a block that is gone leaves nothing"(shared, words) {
    const anchor = words("lazy");
    shared.type.delete(1, 1);
    assert.equal(standing(shared, anchor), null);
  },
  "a whole block has no ends and no words"(shared) {
    assert.deepEqual(standing(shared, { block: "p2", start: null, end: null, words: "" }), { found: "block", words: "It is lazy." });
    assert.equal(standing(shared, { block: "p2", start: { item: { client: 5, clock: 7 } }, end: { item: { client: 5, clock: 9 } }, words: "" }).found, "block");
  },
  "a selection over two blocks, and one of spaces alone"(shared) {
    const { text, shared: now } = look(shared);
    const anchor = capture(text, now, 21, text.content.size - 1);
    assert.deepEqual([anchor.block, anchor.words], ["p1", "🦊 jumps. It is lazy."]);
    assert.deepEqual(standing(shared, anchor), { found: "words", words: "🦊 jumps. It is lazy." });
    assert.equal(capture(text, now, 4, 5), null);
  },
};

for (const [name, run] of Object.entries(cases)) {
  const shared = open();
  try {
    run(shared, (words) => anchored(shared, words));
  } catch (fault) {
    console.error(`${name}: ${fault.message}`);
    process.exitCode = 1;
  }
}
console.log(Object.keys(cases).length);
