"""The schema and its repair, blocks, Markdown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workgroups.drafts.adapters import markdown, ydoc
from workgroups.drafts.logic import blocks, schema

WORDS = st.text("abc dé*_[]#|\\`>-1.", min_size=1, max_size=12).filter(str.strip)
RUN = st.builds(
    lambda text, marks: {"type": "text", "text": text, **({"marks": [{"type": m} for m in marks]} if marks else {})},
    WORDS,
    st.sampled_from([[], ["strong"], ["em"], ["em", "strong"]]),
)
INLINE = st.lists(RUN, min_size=0, max_size=3)
ANY_NODE = st.recursive(
    st.sampled_from([{"type": "paragraph"}, {"type": "hard_break"}, {"type": "text", "text": "x"}]),
    lambda kids: st.builds(
        lambda name, content: {"type": name, **({"content": content} if content else {})},
        st.sampled_from(sorted(schema.ELEMENTS)),
        st.lists(kids, max_size=4),
    ),
    max_leaves=12,
)


def valid(node: schema.Node) -> bool:
    if "content" not in schema.NODES[node["type"]]:
        return True
    kids = node.get("content", [])
    return schema.fits(node["type"], [kid["type"] for kid in kids]) and all(valid(kid) for kid in kids)


@given(st.lists(ANY_NODE, min_size=1, max_size=4))
def test_repair_makes_any_tree_valid_and_keeps_every_word(nodes: list[schema.Node]) -> None:
    fixed = schema.repaired({"type": "doc", "content": nodes})
    assert fixed is not None
    assert valid(fixed)
    assert schema.repaired(fixed) == fixed
    assert "".join(schema.plain(fixed).split()) == "".join("".join(schema.plain(node) for node in nodes).split())


@pytest.mark.parametrize(
    "node",
    [
        {"type": "script"},
        {"type": "paragraph", "attrs": {"onclick": "x"}},
        {"type": "heading", "attrs": {"level": 9}},
        {"type": "paragraph", "attrs": {"id": "no spaces"}},
        {"type": "paragraph", "content": [{"type": "text", "text": "x", "marks": [{"type": "blink"}]}]},
        {
            "type": "paragraph",
            "content": [{"type": "text", "text": "x", "marks": [{"type": "link", "attrs": {"href": "javascript:x"}}]}],
        },
    ],
)
def test_normal_refuses_what_the_schema_does_not_have(node: schema.Node) -> None:
    with pytest.raises(schema.Unknown):
        schema.normal({"type": "doc", "content": [node]})


@pytest.mark.parametrize("href", ["javascript:alert(1)", " https://a", "https://a b", "data:text/html,x", "//a", ""])
def test_links_go_to_web_and_mail_only(href: str) -> None:
    assert not schema.is_href(href)
    assert schema.is_href("https://example.org/a?b=c#d")
    assert schema.is_href("mailto:somebody@example.org")


def test_missing_ids_are_given_and_the_first_of_doubles_keeps_it() -> None:
    paragraph = {"type": "paragraph", "attrs": {"id": "same"}}
    table_cell = {"type": "table_cell", "content": [{"type": "paragraph"}]}
    doc = {
        "type": "doc",
        "content": [
            paragraph,
            paragraph,
            {"type": "table", "attrs": {"id": "t"}, "content": [{"type": "table_row", "content": [table_cell]}]},
        ],
    }
    assert [path for path, _id in blocks.missing_ids(doc)] == [(1,), (2, 0, 0, 0)]
    given_ids = {block["attrs"]["id"] for block in blocks.with_ids(doc["content"])}
    assert len(given_ids) == 3
    assert {"same", "t"} < given_ids


@given(st.lists(INLINE, min_size=1, max_size=3))
def test_a_document_comes_back_from_yjs_as_it_went_in(paragraphs: list[list[schema.Node]]) -> None:
    content = [{"type": "paragraph", "content": runs} if runs else {"type": "paragraph"} for runs in paragraphs]
    before = ydoc.new(1)
    ydoc.write(before, content)
    after = ydoc.read(ydoc.load([ydoc.encode(before)]))
    assert joined(schema.normal(after)) == joined(schema.normal({"type": "doc", "content": content}))


def joined(node: schema.Node) -> object:
    """The tree with neighbouring runs of equal marks as one."""
    runs: list[object] = []
    for kid in node.get("content", []):
        if kid["type"] != "text":
            runs.append(joined(kid))
        elif runs and isinstance(runs[-1], list) and runs[-1][0] == kid.get("marks"):
            runs[-1] = [runs[-1][0], runs[-1][1] + kid["text"]]
        else:
            runs.append([kid.get("marks"), kid["text"]])
    return (node["type"], node.get("attrs"), runs)


SAMPLE = """# Cloud first

A paragraph with **strong**, *em*, `code` and a [link](<https://example.org/a>).

- one
- two
  - inner

3. three
4. four

> quoted

| a | b |
| --- | --- |
| c | d |"""


def test_markdown_and_back() -> None:
    nodes = schema.normal({"type": "doc", "content": markdown.to_nodes(SAMPLE)})["content"]
    assert [node["type"] for node in nodes] == [
        "heading",
        "paragraph",
        "bullet_list",
        "ordered_list",
        "blockquote",
        "table",
    ]
    again = [one for node in nodes for one in markdown.to_nodes(markdown.to_text(node))]
    assert schema.normal({"type": "doc", "content": again})["content"] == nodes


@given(WORDS)
def test_plain_words_survive_the_markdown_form(words: str) -> None:
    node = {"type": "paragraph", "content": [{"type": "text", "text": " ".join(words.split())}]}
    (back,) = markdown.to_nodes(markdown.to_text(node))
    assert schema.plain(back) == " ".join(words.split())
    assert back["type"] == "paragraph"
