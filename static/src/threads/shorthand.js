// Typing as in Markdown: "- " begins a list, "1. " a numbered one, "> " a quotation, "```" code; **bold**, *italic*, `code`.
import { InputRule, inputRules, textblockTypeInputRule, wrappingInputRule } from "prosemirror-inputrules";

import { schema } from "./markdown.js";

export function shorthand() {
  const { blockquote, bullet_list: bullets, code_block: code, ordered_list: numbers } = schema.nodes;
  const { marks } = schema;
  const continues = (match, node) => node.childCount + node.attrs.order === Number(match[1]);
  return inputRules({
    rules: [
      wrappingInputRule(/^\s*>\s$/, blockquote),
      wrappingInputRule(/^\s*[-*]\s$/, bullets),
      wrappingInputRule(/^(\d{1,3})\.\s$/, numbers, (match) => ({ order: Number(match[1]) }), continues),
      textblockTypeInputRule(/^```$/, code),
      markRule(/(?:^|\s)\*\*([^*\s](?:[^*]*[^*\s])?)\*\*$/, marks.strong),
      markRule(/(?:^|[\s(])\*([^*\s](?:[^*]*[^*\s])?)\*$/, marks.em),
      markRule(/(?:^|[\s(])`([^`]+)`$/, marks.code),
    ],
  });
}

function markRule(pattern, mark) {
  return new InputRule(pattern, (state, match, start, end) => {
    const from = start + match[0].search(/[*`]/);
    return state.tr.replaceWith(from, end, schema.text(match[1], [mark.create()])).removeStoredMark(mark);
  });
}
