// What the toolbar and the keys can do with the text.
import { baseKeymap, chainCommands, exitCode, lift, setBlockType, splitBlockAs, toggleMark, wrapIn } from "prosemirror-commands";
import { InputRule, inputRules, textblockTypeInputRule, wrappingInputRule } from "prosemirror-inputrules";
import { TextSelection } from "prosemirror-state";
import { keymap } from "prosemirror-keymap";
import { liftListItem, sinkListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
import {
  addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, goToNextCell, isInTable, toggleHeaderRow,
} from "prosemirror-tables";
import { redo, undo } from "y-prosemirror";

import { schema } from "./schema.js";

const { nodes, marks } = schema;

const inside = (state, type, attrs) => {
  for (let depth = state.selection.$from.depth; depth > 0; depth -= 1) {
    const node = state.selection.$from.node(depth);
    if (node.type === type && (!attrs || Object.entries(attrs).every(([key, value]) => node.attrs[key] === value))) return true;
  }
  return false;
};

function hasMark(state, type) {
  const { from, $from, to, empty } = state.selection;
  return empty ? Boolean(type.isInSet(state.storedMarks || $from.marks())) : state.doc.rangeHasMark(from, to, type);
}

const list = (type) => (state, dispatch) =>
  inside(state, type) ? liftListItem(nodes.list_item)(state, dispatch) : wrapInList(type)(state, dispatch);

const quote = (state, dispatch) => (inside(state, nodes.blockquote) ? lift(state, dispatch) : wrapIn(nodes.blockquote)(state, dispatch));

const callout = (state, dispatch) => (inside(state, nodes.callout) ? lift(state, dispatch) : wrapIn(nodes.callout)(state, dispatch));

const counted = (state) => [nodes.clause, nodes.article].includes(state.selection.$from.parent.type);

/** One step down or up the clauses: 1, 1.1, (a), (i). */
const clauseStep = (step) => (state, dispatch) => {
  const { $from } = state.selection;
  if ($from.parent.type !== nodes.clause) return false;
  const level = Math.min(Math.max($from.parent.attrs.level + step, 1), 4);
  dispatch?.(state.tr.setNodeAttribute($from.before(), "level", level));
  return true;
};

/** Enter goes on with the next clause; in an empty one, and below an article's title, with plain text. */
const nextClause = (state, dispatch, view) => {
  if (!counted(state)) return false;
  const { parent } = state.selection.$from;
  if (!parent.content.size) return setBlockType(nodes.paragraph)(state, dispatch);
  return splitBlockAs((node, atEnd) => (node.type === nodes.article && atEnd ? { type: nodes.paragraph } : { type: node.type, attrs: { ...node.attrs, id: null } }))(state, dispatch, view);
};

/** Enter in a figure's caption leaves it. */
const leaveCaption = (state, dispatch) => {
  const { $from } = state.selection;
  if ($from.parent.type !== nodes.figure) return false;
  const tr = state.tr.insert($from.after(), nodes.paragraph.create());
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, $from.after() + 1)).scrollIntoView());
  return true;
};

const uncount = (state, dispatch) => {
  const { empty, $from } = state.selection;
  return empty && !$from.parentOffset && counted(state) && setBlockType(nodes.paragraph)(state, dispatch);
};

function insertTable(state, dispatch) {
  if (isInTable(state)) return false;
  const cells = (type) => nodes.table_row.create(null, [0, 1, 2].map(() => type.createAndFill()));
  const table = nodes.table.create(null, [cells(nodes.table_header), cells(nodes.table_cell), cells(nodes.table_cell)]);
  if (dispatch) {
    const tr = state.tr.replaceSelectionWith(table);
    let put = 0;
    tr.mapping.maps.at(-1).forEach((_from, _to, start) => (put = start));
    dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(put), 1)).scrollIntoView());
  }
  return true;
}

/** Tab in the last cell begins a new row, as in a word processor. */
function nextRow(state, dispatch) {
  if (!isInTable(state)) return false;
  return addRowAfter(state, dispatch && ((tr) => goToNextCell(1)(state.apply(tr), (moved) => dispatch(withSelection(tr, moved)))));
}

const withSelection = (tr, moved) => tr.setSelection(TextSelection.create(tr.doc, moved.selection.from, moved.selection.to)).scrollIntoView();

const hardBreak = chainCommands(exitCode, (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
});

const inTable = (command) => (state, dispatch) => isInTable(state) && command(state, dispatch);

/** Toolbar commands: how to run them, and whether they are on where the caret stands. */
export const COMMANDS = {
  strong: { run: toggleMark(marks.strong), on: (state) => hasMark(state, marks.strong) },
  em: { run: toggleMark(marks.em), on: (state) => hasMark(state, marks.em) },
  code: { run: toggleMark(marks.code), on: (state) => hasMark(state, marks.code) },
  link: { run: null, on: (state) => hasMark(state, marks.link) },
  bullet_list: { run: list(nodes.bullet_list), on: (state) => inside(state, nodes.bullet_list) },
  ordered_list: { run: list(nodes.ordered_list), on: (state) => inside(state, nodes.ordered_list) },
  blockquote: { run: quote, on: (state) => inside(state, nodes.blockquote) },
  callout: { run: callout, on: (state) => inside(state, nodes.callout) },
  table: { run: insertTable },
  row_add: { run: inTable(addRowAfter), table: true },
  row_delete: { run: inTable(deleteRow), table: true },
  column_add: { run: inTable(addColumnAfter), table: true },
  column_delete: { run: inTable(deleteColumn), table: true },
  header_row: { run: inTable(toggleHeaderRow), table: true },
  table_delete: { run: inTable(deleteTable), table: true },
  undo: { run: undo },
  redo: { run: redo },
};

export const isTable = isInTable;

/** The block type where the caret stands: "0" a paragraph, "1" to "4" a heading, "c1" to "c4" a clause, "a" an article. */
export function blockType(state) {
  const { parent } = state.selection.$from;
  if (parent.type === nodes.clause) return `c${parent.attrs.level}`;
  if (parent.type === nodes.article) return "a";
  return parent.type === nodes.heading ? String(parent.attrs.level) : "0";
}

export function setBlock(value) {
  if (value === "0") return setBlockType(nodes.paragraph);
  if (value === "a") return setBlockType(nodes.article);
  return value.startsWith("c") ? setBlockType(nodes.clause, { level: Number(value[1]) }) : setBlockType(nodes.heading, { level: Number(value) });
}

export function linkAt(state) {
  const mark = marks.link.isInSet(state.selection.$from.marks()) || state.doc.nodeAt(state.selection.from)?.marks.find((one) => one.type === marks.link);
  return mark ? mark.attrs.href : "";
}

/** Link the selection, or unlink it with an empty address; without a selection the address itself is put in. */
export function setLink(view, href) {
  const { state } = view;
  const { from, to, empty } = state.selection;
  const tr = state.tr;
  if (empty && href) tr.insertText(href, from).addMark(from, from + href.length, marks.link.create({ href }));
  else if (href) tr.addMark(from, to, marks.link.create({ href }));
  else tr.removeMark(from, to, marks.link);
  view.dispatch(tr.scrollIntoView());
  view.focus();
}

const ASK_KEYS = { "Mod-Alt-f": "footnote", "Mod-Alt-r": "xref", "Mod-Alt-c": "citation", "Mod-Alt-p": "figure", "Mod-Alt-l": "lang", "Mod-Alt-g": "caption" };

/** Keys as everybody knows them; Tab only where it means something, so that it leaves the editor elsewhere. */
export function keys({ leave, link, ask, open }) {
  const bound = {
    "Mod-b": COMMANDS.strong.run,
    "Mod-i": COMMANDS.em.run,
    "Mod-e": COMMANDS.code.run,
    "Mod-k": link,
    "Mod-z": undo,
    "Mod-y": redo,
    "Mod-Shift-z": redo,
    "Mod-Shift-7": COMMANDS.ordered_list.run,
    "Mod-Shift-8": COMMANDS.bullet_list.run,
    "Mod-Shift-9": COMMANDS.blockquote.run,
    "Shift-Enter": hardBreak,
    "Mod-Alt-5": setBlock("c1"),
    "Mod-Alt-6": setBlock("a"),
    "Mod-Alt-k": callout,
    Enter: chainCommands(open, leaveCaption, nextClause, splitListItem(nodes.list_item)),
    Backspace: uncount,
    Tab: chainCommands(goToNextCell(1), nextRow, clauseStep(1), sinkListItem(nodes.list_item)),
    "Shift-Tab": chainCommands(goToNextCell(-1), clauseStep(-1), liftListItem(nodes.list_item)),
    Escape: leave,
  };
  for (const [key, name] of Object.entries(ASK_KEYS)) bound[key] = ask(name);
  for (const level of [0, 1, 2, 3, 4]) bound[`Mod-Alt-${level}`] = setBlock(String(level));
  return [keymap(bound), keymap(baseKeymap)];
}

const dash = new InputRule(/(?<=\s|\d)--$/, "–");

/** Typing "# ", "- ", "1. " or "> " begins what it looks like. */
export const rules = () =>
  inputRules({
    rules: [
      dash,
      textblockTypeInputRule(/^(#{1,4})\s$/, nodes.heading, (match) => ({ level: match[1].length })),
      textblockTypeInputRule(/^(§{1,4})\s$/, nodes.clause, (match) => ({ level: match[1].length })),
      wrappingInputRule(/^\s*[-*]\s$/, nodes.bullet_list),
      wrappingInputRule(/^(\d{1,4})\.\s$/, nodes.ordered_list, (match) => ({ order: Number(match[1]) }), (match, node) => node.childCount + node.attrs.order === Number(match[1])),
      wrappingInputRule(/^\s*>\s$/, nodes.blockquote),
    ],
  });
