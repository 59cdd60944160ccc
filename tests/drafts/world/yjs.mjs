// Documents in stock Yjs, edited as the editor does it: ProseMirror changes written by y-prosemirror. One JSON line in,
// one out. Asked: new, apply, act, vector, lacking, tree, holdings.
import readline from "node:readline";

import { Fragment, Slice } from "prosemirror-model";
import { joinPoint, canSplit, Transform, findWrapping, liftTarget } from "prosemirror-transform";
import { initProseMirrorDoc, updateYFragment } from "y-prosemirror";
import * as Y from "yjs";

import { nameless, putIn } from "../../../static/src/drafts/ids.js";
import { leaveMarks } from "../../../static/src/drafts/marks.js";
import { ROOT, schema } from "../../../static/src/drafts/schema.js";

const docs = new Map();
const bytes = (given) => new Uint8Array(Buffer.from(given, "base64"));
const out = (given) => Buffer.from(given).toString("base64");

function chanceOf(seed) {
  let state = seed >>> 0;
  const draw = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return { below: (most) => Math.floor(draw() * most), of: (list) => list[Math.floor(draw() * list.length)] };
}

function open(client) {
  const doc = new Y.Doc();
  doc.clientID = client;
  const fragment = doc.getXmlFragment(ROOT);
  const undo = new Y.UndoManager(fragment, { trackedOrigins: new Set(["me"]), captureTimeout: 0 });
  const made = [];
  doc.on("update", (update, origin) => origin !== "net" && made.push(update));
  docs.set(client, { doc, fragment, undo, made, words: 0, ids: 0 });
}

const HANDS = {
  // Nothing is taken out and nothing written twice.
  t: (tr, hand) => write(tr, hand),
  m: (tr, hand) => span(tr, hand, (from, to) => tr.addMark(from, to, hand.mark())),
  q: (tr, hand) => span(tr, hand, (from, to) => tr.removeMark(from, to, hand.mark().type)),
  a: (tr, hand) => {
    const found = nodes(tr.doc, ["heading", "clause", "ordered_list"]);
    if (!found.length) return;
    const { node, pos } = hand.chance.of(found);
    tr.setNodeAttribute(pos, node.type.name === "ordered_list" ? "order" : "level", 1 + hand.chance.below(4));
  },
  b: (tr, hand) => tr.insert(edge(tr.doc, hand), hand.block()),
  i: (tr, hand) => {
    const found = nodes(tr.doc, ["bullet_list", "table", "table_row"]);
    if (!found.length) return tr.insert(edge(tr.doc, hand), hand.block());
    const { node, pos } = hand.chance.of(found);
    const cell = () => schema.nodes.table_cell.create(null, hand.paragraph());
    const made = { bullet_list: () => schema.nodes.list_item.create(null, hand.paragraph()), table_row: cell, table: () => schema.nodes.table_row.create(null, [cell(), cell()]) };
    tr.insert(hand.chance.below(2) ? pos + 1 : pos + node.nodeSize - 1, made[node.type.name]());
  },
  n: (tr, hand) => {
    const found = nodes(tr.doc, ["paragraph", "clause"]);
    if (found.length) tr.insert(hand.chance.of(found).pos + 1, hand.chance.of([schema.nodes.hard_break.create(), schema.nodes.footnote.create({ words: "a note" })]));
  },
  d: (tr, hand) => span(tr, hand, (from, to) => tr.delete(from, to)),
  r: (tr, hand) => {
    if (tr.doc.childCount < 2) return;
    const [from, to] = around(tr.doc, hand.chance.below(tr.doc.childCount));
    tr.delete(from, to);
  },
  w: (tr, hand) => shrink(tr, hand),
  x: (tr, hand) => shrink(tr, hand),
  s: (tr, hand) => {
    const at = place(tr.doc, hand);
    if (at !== null && canSplit(tr.doc, at)) tr.split(at);
  },
  j: (tr, hand) => {
    const at = joinPoint(tr.doc, around(tr.doc, hand.chance.below(tr.doc.childCount))[1]);
    if (at != null) tr.join(at);
  },
  v: (tr, hand) => {
    if (tr.doc.childCount < 2) return;
    const at = hand.chance.below(tr.doc.childCount);
    const node = tr.doc.child(at);
    tr.delete(...around(tr.doc, at));
    tr.insert(edge(tr.doc, hand), node);
  },
  o: (tr, hand) => {
    const found = nodes(tr.doc, ["paragraph", "heading", "clause"]).filter(({ parent }) => parent === tr.doc);
    if (!found.length) return;
    const { node, pos } = hand.chance.of(found);
    tr.setNodeMarkup(pos, schema.nodes[hand.chance.of(["paragraph", "heading", "clause"])], { id: node.attrs.id });
  },
  k: (tr, hand) => {
    const [from, to] = around(tr.doc, hand.chance.below(tr.doc.childCount));
    const range = tr.doc.resolve(from + 1).blockRange(tr.doc.resolve(to - 1));
    if (!range) return;
    const target = range.depth ? liftTarget(range) : null;
    if (target != null) return tr.lift(range, target);
    const wrapping = findWrapping(range, schema.nodes.blockquote);
    if (wrapping) tr.wrap(range, wrapping);
  },
};

function nodes(doc, names) {
  const found = [];
  doc.descendants((node, pos, parent) => void (names.includes(node.type.name) && found.push({ node, pos, parent })));
  return found;
}

const around = (doc, at) => {
  let from = 0;
  for (let before = 0; before < at; before += 1) from += doc.child(before).nodeSize;
  return [from, from + doc.child(at).nodeSize];
};
const edge = (doc, hand) => (hand.chance.below(2) ? 0 : doc.content.size);

/** A place in a text and never inside a word that is counted. */
function place(doc, hand) {
  const texts = nodes(doc, ["text"]).slice(0, 6);
  if (!texts.length) return null;
  const { node, pos } = hand.chance.of(texts);
  const ends = [0, node.text.length];
  for (let at = 0; at < node.text.length; at += 1) if ("› ".includes(node.text[at])) ends.push(at + 1);
  const at = hand.chance.of(ends);
  const before = node.text.slice(0, at);
  return pos + (before.split("‹").length > before.split("›").length ? 0 : at);
}

function span(tr, hand, act) {
  const texts = nodes(tr.doc, ["text"]).slice(0, 6);
  if (!texts.length) return;
  const { node, pos } = hand.chance.of(texts);
  act(pos, pos + node.nodeSize);
}

function write(tr, hand) {
  const at = place(tr.doc, hand);
  if (at === null) tr.insert(edge(tr.doc, hand), hand.block());
  else tr.replace(at, at, new Slice(Fragment.from(schema.text(hand.word())), 0, 0));
}

/** An item, a row or a cell goes, unless it is the last: an editor does not leave a list without any. */
function shrink(tr, hand) {
  const found = nodes(tr.doc, ["list_item", "table_row", "table_cell"]).filter(({ parent }) => parent.childCount > 1);
  if (!found.length) return;
  const { node, pos } = hand.chance.of(found);
  tr.delete(pos, pos + node.nodeSize);
}

function handOf(held, chance) {
  const hand = { chance };
  hand.word = () => `‹${held.doc.clientID}.${(held.words += 1)}${chance.of(["", " é", "😀", "ش"])}›`;
  hand.paragraph = () => schema.nodes.paragraph.create(null, schema.text(hand.word()));
  hand.mark = () => chance.of([schema.marks.strong.create(), schema.marks.em.create(), schema.marks.link.create({ href: "https://example.org/a" }), schema.marks.lang.create({ lang: "fr" })]);
  hand.block = () => {
    const { paragraph, heading, bullet_list: list, list_item: item, table, table_row: row, table_cell: cell, blockquote } = schema.nodes;
    const two = () => row.create(null, [cell.create(null, paragraph.create()), cell.create(null, paragraph.create())]);
    const kind = chance.below(6);
    if (kind === 0) return heading.create({ level: 2 }, schema.text(hand.word()));
    if (kind === 1) return list.create(null, item.create(null, hand.paragraph()));
    if (kind === 2) return table.create(null, [two(), two()]);
    if (kind === 3) return blockquote.create(null, hand.paragraph());
    return hand.paragraph();
  };
  return hand;
}

/** As the plugin of ids.js. */
function identify(tr, held) {
  for (const pos of nameless(tr.doc, putIn([tr]))) tr.setNodeAttribute(pos, "id", `i${held.doc.clientID}-${(held.ids += 1)}`);
}

function act(held, seed, kinds) {
  const chance = chanceOf(seed);
  held.made.length = 0;
  if (!held.fragment.length) return [];
  const kind = chance.of([...kinds]);
  if (kind === "u") {
    if (chance.below(10) < 7) held.undo.undo();
    else held.undo.redo();
  } else {
    held.doc.transact(() => {
      const { doc, meta } = initProseMirrorDoc(held.fragment, schema);
      const tr = new Transform(doc);
      try {
        HANDS[kind](tr, handOf(held, chance));
      } catch (fault) {
        if (fault.name !== "TransformError") throw fault;
        return; // an editor would not offer it here
      }
      if (!tr.docChanged) return;
      identify(tr, held);
      tr.doc.check();
      updateYFragment(held.doc, held.fragment, tr.doc, meta);
    }, "me");
  }
  return held.made.map(out);
}

/** Names, attributes and runs as Yjs has them. */
function tree(node) {
  if (node instanceof Y.XmlText) {
    return node.toDelta().map(({ insert, attributes }) => ({ type: "text", text: insert, marks: Object.entries(attributes ?? {}).map(([type, attrs]) => ({ type, attrs })) }));
  }
  const content = node.toArray().flatMap(tree);
  return [{ type: node.nodeName, attrs: node.getAttributes(), content }];
}

function holdings({ doc }) {
  const clocks = [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b);
  const deleted = [...Y.createDeleteSetFromStructStore(doc.store).clients].sort(([a], [b]) => a - b);
  return [clocks, deleted.map(([client, items]) => [client, items.map(({ clock, len }) => [clock, len])])];
}

/** Type into the first block, as with the caret at its end. */
function type(held, words) {
  held.made.length = 0;
  held.doc.transact(() => {
    const { doc, meta } = initProseMirrorDoc(held.fragment, schema);
    const tr = new Transform(doc).insert(doc.firstChild.nodeSize - 1, schema.text(words));
    updateYFragment(held.doc, held.fragment, tr.doc, meta);
  }, "me");
  return held.made.map(out);
}

const ASKED = {
  type: ({ client, words }) => type(docs.get(client), words),
  new: ({ client }) => open(client),
  reads: ({ client }) => leaveMarks(docs.get(client).doc),
  end: ({ client }) => docs.get(client).doc.destroy() || docs.delete(client),
  // Yjs tidies marks after what others wrote, and tells of that as a change of its own.
  apply: ({ client, update }) => {
    const held = docs.get(client);
    held.made.length = 0;
    Y.applyUpdate(held.doc, bytes(update), "net");
    return held.made.map(out);
  },
  act: ({ client, seed, kinds }) => act(docs.get(client), seed, kinds),
  vector: ({ client }) => out(Y.encodeStateVector(docs.get(client).doc)),
  clock: ({ client }) => Y.getState(docs.get(client).doc.store, client),
  lacking: ({ client, vector }) => out(Y.encodeStateAsUpdate(docs.get(client).doc, bytes(vector))),
  tree: ({ client }) => docs.get(client).fragment.toArray().flatMap(tree),
  holdings: ({ client }) => holdings(docs.get(client)),
};

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const asked = JSON.parse(line);
  let answer;
  try {
    answer = { ok: ASKED[asked.do](asked) ?? null };
  } catch (fault) {
    answer = { fault: String(fault.stack) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
});
