// A deletion over several blocks puts the rest of the last one behind what stays of the first. Where a lock keeps a block
// of those in its place, that rest must not stand twice, nor on the other side of the lock.

/** The last block of words in a node, with where its content begins there; null where there is none. */
function lastWords(node) {
  let found = null;
  if (node.isTextblock) return { node, at: 0 };
  node.descendants((one, pos) => one.isTextblock && (found = { node: one, at: pos + 1 }));
  return found;
}

function blocksOfWords(node) {
  const found = [];
  if (node.isTextblock) return [node];
  node.descendants((one) => one.isTextblock && found.push(one));
  return found;
}

/** Where the same end of two contents begins in each: { a, b }. */
const sameEnd = (one, other) => one.findDiffEnd(other) ?? { a: 0, b: Math.max(other.size - one.size, 0) };

/** How much of `made` (what became of the block `old`) is no end of another block: up to where, and from where that one
 * goes on; null where it ends in no other words than its own. `isWhole`: the lock keeps all of `old`. */
function joined(old, made, last, isWhole) {
  const end = lastWords(made);
  if (!end) return null;
  const own = lastWords(old);
  const kept = own ? end.node.content.size - sameEnd(end.node.content, own.node.content).a : 0;
  const found = blocksOfWords(last)
    .map((node) => ({ node, ...sameEnd(end.node.content, node.content) }))
    .map((one) => ({ ...one, size: end.node.content.size - one.a }))
    .reduce((best, one) => (one.size > (best?.size ?? kept) ? one : best), null);
  if (!found) return null;
  const differs = old.content.findDiffStart(made.content) ?? made.content.size;
  const upTo = Math.max(differs, end.at + found.a); // letters that are the same on both sides stay in front
  if (found.node !== last) return { upTo, from: null };
  const both = last.textBetween(found.b, found.b + upTo - end.at - found.a);
  return { upTo, from: found.b + (isWhole ? /^ */.exec(both)[0].length : both.length) };
}

/** The steps with every deletion that ran into a locked section, out of it or over it ended at its edge.
 *
 * `steps`: as `replay.js` has them, `now`: the top blocks of today, `isHeld`: whether a lock keeps a block as it is.
 * What lies before the lock is deleted as it was meant, and the rest of the last block stands where it stood. */
export function endedAtLocks(steps, now, isHeld) {
  const at = (top) => now.findIndex((one) => one.name === top.name);
  const gone = new Map(steps.filter((step) => !step.made).map((step) => [at(step.old), step]));
  const changed = new Set(steps.filter((step) => step.stays).map((step) => at(step.old)));
  const put = new Map();
  for (const step of steps) {
    if (!step.stays) continue;
    const first = at(step.old);
    let last = first + 1;
    while (gone.has(last)) last += 1; // the block in which the deletion ended, or the one after it
    const cut = [last - 1, last]
      .filter((one) => one > first && one < now.length && now.slice(first, one + 1).some(isHeld))
      .filter((one) => gone.has(one) || (isHeld(now[one]) && changed.has(one)))
      .map((one) => ({ one, ...joined(step.old.node, step.made.node, now[one].node, isHeld(step.old)) }))
      .find(({ upTo }) => upTo !== undefined);
    if (!cut) continue;
    if (!isHeld(step.old)) put.set(step, { ...step, made: { ...step.made, node: step.made.node.cut(0, cut.upTo) } });
    const end = gone.get(cut.one);
    if (!end || isHeld(end.old) || cut.from === null) continue;
    put.set(end, { ...end, made: { ...end.old, node: end.old.node.cut(cut.from) }, stays: true });
  }
  return steps.map((step) => put.get(step) ?? step);
}
