// Markdown in and out. What a text holds that the editor does not know (a table) keeps it in the plain field.
import MarkdownIt from "markdown-it";
import {
  defaultMarkdownParser,
  defaultMarkdownSerializer,
  MarkdownParser,
  MarkdownSerializer,
  schema as whole,
} from "prosemirror-markdown";
import { Schema } from "prosemirror-model";

const known = whole.spec.nodes.remove("image");
const changed = (name, part) => ({ ...known.get(name), ...part });
const tight = { tight: { default: true } };
export const schema = new Schema({
  nodes: known
    .update("heading", changed("heading", { content: "(text | hard_break)*" }))
    .update("bullet_list", changed("bullet_list", { attrs: tight }))
    .update("ordered_list", changed("ordered_list", { attrs: { order: { default: 1 }, ...tight } })),
  marks: whole.spec.marks,
});

const { image: _token, ...tokens } = defaultMarkdownParser.tokens;
const reader = MarkdownIt("commonmark", { html: false }).disable("image");
const parser = new MarkdownParser(schema, reader, { ...tokens, softbreak: { node: "hard_break" } });
const writer = new MarkdownSerializer(
  { ...defaultMarkdownSerializer.nodes, bullet_list: (state, node) => state.renderList(node, "  ", () => "- ") },
  defaultMarkdownSerializer.marks,
);
const judge = MarkdownIt("commonmark", { html: false, breaks: true }).enable(["table", "strikethrough"]).disable("image");

export const parse = (markdown) => parser.parse(markdown);
export const serialize = (doc) => writer.serialize(doc);

/** Whether the editor gives this text back with the same meaning. */
export function keeps(markdown) {
  return judge.render(serialize(parse(markdown))) === judge.render(markdown);
}
