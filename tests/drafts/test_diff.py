"""The readable difference, and the safe HTML it is made of."""

from workgroups.drafts.adapters import markdown
from workgroups.drafts.logic import diff, html, schema


def doc(text: str, *ids: str) -> schema.Node:
    nodes = schema.normal({"type": "doc", "content": markdown.to_nodes(text)})["content"]
    named = [{**node, "attrs": {**node.get("attrs", {}), "id": name}} for node, name in zip(nodes, ids, strict=True)]
    return {"type": "doc", "content": named}


def told(old: schema.Node, new: schema.Node) -> list[tuple[str, str]]:
    return [(change.kind, str(change.markup)) for change in diff.compare(old, new)]


def test_changed_words_are_marked_inside_their_block() -> None:
    assert told(doc("The old words stay.", "a"), doc("The new words stay.", "a")) == [
        ("changed", '<p data-block="a">The <del>old</del><ins>new</ins> words stay.</p>')
    ]


def test_added_removed_and_moved_blocks_are_told_apart() -> None:
    old = doc("One.\n\nTwo.\n\nThree.", "a", "b", "c")
    new = doc("Three.\n\nOne.\n\nFour is new.", "c", "a", "d")
    assert [kind for kind, _markup in told(old, new)] == ["moved", "same", "removed", "moved_away", "added"]
    assert diff.counts(diff.compare(old, new)) == {"moved": 1, "removed": 1, "added": 1}


def test_a_block_that_lost_its_id_is_still_seen_as_changed() -> None:
    old, new = doc("A long sentence about clouds.", "a"), doc("A long sentence about cheap clouds.", "b")
    assert [kind for kind, _markup in told(old, new)] == ["changed"]


def test_set_differently_is_not_other_words() -> None:
    assert [kind for kind, _ in told(doc("Same words", "a"), doc("**Same** words", "a"))] == ["restyled"]
    assert [kind for kind, _ in told(doc("# Same", "a"), doc("## Same", "a"))] == ["restyled"]


def test_items_of_a_list_are_compared_one_by_one() -> None:
    ((kind, markup),) = told(doc("- one\n- two", "a"), doc("- one\n- three\n- four", "a"))
    assert kind == "changed"
    assert "<li><p>one</p></li>" in markup
    assert "<del>two</del><ins>three</ins>" in markup
    assert "<ins>four</ins>" in markup


def test_nothing_different_is_said_as_nothing() -> None:
    same = doc("One.", "a")
    assert diff.counts(diff.compare(same, same)) == {}


def test_html_escapes_every_word_and_drops_bad_addresses() -> None:
    text = {"type": "text", "text": "<script>", "marks": [{"type": "link", "attrs": {"href": "javascript:x"}}]}
    assert html.block({"type": "paragraph", "content": [text]}) == "<p>&lt;script&gt;</p>"


def test_html_has_real_structure() -> None:
    page = str(html.document(doc("# Title\n\n3. three\n\n| a |\n| --- |\n| b |", "h", "o", "t")))
    assert '<h2 data-block="h" dir="auto">Title</h2>' in page
    assert '<ol start="3" data-block="o"><li><p>three</p></li></ol>' in page
    assert '<th colspan="1" rowspan="1"><p>a</p></th>' in page
