// What a lock refuses keeps nothing else back. A Yjs update is one in its causes and cannot be cut: what was written
// outside the locked sections is written again, block by block, by a new client on the text as the server has it.
import { initProseMirrorDoc, updateYFragment } from "y-prosemirror";
import * as Y from "yjs";

import { endedAtLocks } from "./joins.js";
import { ROOT, schema } from "./schema.js";
import { lockedIn, touched } from "./sections.js";

const meta = () => ({ mapping: new Map(), isOMark: new Map() });
const docOf = (tops) => schema.topNodeType.create(null, tops.map((top) => top.node));
const nameOf = ({ _item: { id } }) => `${id.client} ${id.clock}`;

/** The top blocks of a document: { name, type, node } each; `name` is the same in every copy of the document. */
function topsOf(doc) {
  const type = doc.getXmlFragment(ROOT);
  const { mapping } = initProseMirrorDoc(type, schema);
  return type.toArray().filter((kid) => mapping.has(kid)).map((kid) => ({ name: nameOf(kid), type: kid, node: mapping.get(kid) }));
}

/** What leads from one list of top blocks to another: steps that each stand for themselves. */
function stepsBetween(now, meant) {
  const stood = new Map(now.map((top) => [top.name, top]));
  const stands = new Set(meant.map((top) => top.name));
  const gone = now.filter((top) => !stands.has(top.name));
  const found = [];
  meant.forEach((top, at) => {
    const before = stood.get(top.name);
    if (before && before.node.eq(top.node)) return;
    const old = before ?? gone.find((one) => one.node.attrs.id && one.node.attrs.id === top.node.attrs.id);
    if (!before && old) gone.splice(gone.indexOf(old), 1); // another kind of block in its place, or the same one moved
    found.push({ old, made: top, stays: Boolean(before), before: meant.slice(0, at).map((one) => one.name) });
  });
  return [...found, ...gone.map((old) => ({ old, made: null, stays: false, before: [] }))];
}

function taken(tops, { old, made, stays, before }) {
  if (stays) return tops.map((top) => (top.name === old.name ? made : top));
  const rest = tops.filter((top) => top.name !== old?.name);
  if (!made) return rest;
  const after = rest.findLastIndex((top) => before.includes(top.name));
  return rest.toSpliced(after + 1, 0, made);
}

/** What its writer is given back of a step: { kind, block, doc, words }; `block` is where a proposal of it would stand. */
function refusal({ old, made, before }, now) {
  const above = now.findLast((top) => before.includes(top.name));
  const [kind, block] = made ? (old ? ["replace", old] : ["insert", above]) : ["delete", old];
  const words = made ? made.node.textBetween(0, made.node.content.size, "\n") : "";
  return { kind, block: block?.node.attrs.id ?? null, doc: made && docOf([made]).toJSON(), words };
}

function write(doc, now, tops) {
  const type = doc.getXmlFragment(ROOT);
  const stay = new Set(tops.map((top) => top.name));
  doc.transact(() => {
    for (let at = now.length - 1; at >= 0; at -= 1) if (!stay.has(now[at].name)) type.delete(at, 1);
    tops.forEach(({ node, name }, at) => {
      const own = now.find((top) => top.name === name);
      const element = own?.type ?? new Y.XmlElement(node.type.name);
      if (!own) type.insert(at, [element]);
      if (own?.node !== node) updateYFragment(doc, element, node, meta());
    });
  });
}

/** `state`: the server's document; `changes`: what it has not taken; `locked`: headings of sections that nobody changes.
 *
 * Returns { state, update, refused }: the document with what may be written, the change that wrote it (null: nothing),
 * and what was left out; or null where the changes lean on something that the server does not have. */
export function replayed(state, changes, locked) {
  const [doc, other] = [new Y.Doc(), new Y.Doc()];
  for (const one of [doc, other]) Y.applyUpdate(one, state);
  for (const change of changes) Y.applyUpdate(other, change);
  if (other.store.pendingStructs || other.store.pendingDs) return null;
  const now = topsOf(doc);
  const held = lockedIn(docOf(now), locked);
  const refused = [];
  let tops = now;
  const isHeld = ({ node }) => held.some((one) => one.blocks.some((block) => block.node === node));
  for (const step of endedAtLocks(stepsBetween(now, topsOf(other)), now, isHeld)) {
    const next = taken(tops, step);
    if (touched(held, docOf(next))) refused.push(refusal(step, now));
    else tops = next;
  }
  let update = null;
  doc.on("update", (made) => (update = update ? Y.mergeUpdates([update, made]) : made));
  if (tops !== now) write(doc, now, tops);
  return { state: Y.encodeStateAsUpdate(doc), update, refused, client: doc.clientID };
}
