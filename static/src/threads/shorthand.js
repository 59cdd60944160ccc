// Typing as in plain mail: "- " begins a list, "1. " a numbered one, "> " a quotation, "```" code.
import { inputRules, textblockTypeInputRule, wrappingInputRule } from "prosemirror-inputrules";

import { schema } from "./markdown.js";

export function shorthand() {
  const { blockquote, bullet_list: bullets, code_block: code, ordered_list: numbers } = schema.nodes;
  const continues = (match, node) => node.childCount + node.attrs.order === Number(match[1]);
  return inputRules({
    rules: [
      wrappingInputRule(/^\s*>\s$/, blockquote),
      wrappingInputRule(/^\s*[-*]\s$/, bullets),
      wrappingInputRule(/^(\d{1,3})\.\s$/, numbers, (match) => ({ order: Number(match[1]) }), continues),
      textblockTypeInputRule(/^```$/, code),
    ],
  });
}
