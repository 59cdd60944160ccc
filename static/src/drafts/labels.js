// What the system counts: clauses and articles, tables and figures, notes. The same rules as `logic/labels.py`.
const letters = (number) => {
  let out = "";
  for (let left = number; left > 0; left = Math.floor((left - 1) / 26)) out = String.fromCharCode(97 + ((left - 1) % 26)) + out;
  return out;
};

const TENS = [[10, "x"], [9, "ix"], [5, "v"], [4, "iv"], [1, "i"]];
const roman = (number) => {
  let left = number;
  let out = "";
  for (const [value, sign] of TENS) for (; left >= value; left -= value) out += sign;
  return out;
};

function nextClause(counts, level) {
  if (level === 2 && !counts[0]) counts[0] = 1;
  counts[level - 1] += 1;
  counts.fill(0, level);
  if (level < 3) return counts.slice(0, level).join(".");
  return level === 3 ? `(${letters(counts[2])})` : `(${roman(counts[3])})`;
}

const path = (counts) =>
  counts.slice(0, 2).filter(Boolean).join(".") + (counts[2] ? `(${letters(counts[2])})` : "") + (counts[3] ? `(${roman(counts[3])})` : "");

const said = (pattern, value) => pattern.replace("%s", value);

/** Every labelled block in order ({ pos, node, kind, number, words, level }) and every note ({ pos, node, number }). */
export function labelled(doc, words) {
  const blocks = [];
  const notes = [];
  const counts = { article: 0, table: 0, figure: 0 };
  let clauses = [0, 0, 0, 0];
  let level = 0;
  doc.descendants((node, pos) => {
    const kind = node.type.name;
    const put = (number, name, more = {}) => blocks.push({ pos, node, kind, number, words: name, ...more });
    if (kind === "heading") {
      level = node.attrs.level;
      put("", node.textContent.trim().replace(/\s+/g, " "));
    } else if (kind === "clause") {
      const number = nextClause(clauses, node.attrs.level);
      const whole = said(words.clause, path(clauses));
      put(number, counts.article ? `${said(words.article, counts.article)}, ${whole}` : whole);
    } else if (kind === "article") {
      clauses = [0, 0, 0, 0];
      counts.article += 1;
      const name = said(words.article, counts.article);
      put(name, name, { level: Math.min(level + 1, 4) });
    } else if ((kind === "table" && node.attrs.caption) || (kind === "figure" && !node.attrs.decorative)) {
      counts[kind] += 1;
      const name = said(words[kind], counts[kind]);
      put(name, name);
    } else if (kind === "footnote") notes.push({ pos, node, number: notes.length + 1 });
  });
  return { blocks, notes, byId: new Map(blocks.filter(({ node }) => node.attrs.id).map((one) => [one.node.attrs.id, one])) };
}
