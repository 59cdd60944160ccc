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
    assert "<li><p><del>two</del></p></li><li><p><ins>three</ins></p></li><li><p><ins>four</ins></p></li>" in markup


def test_a_moved_block_says_where_from_and_what_changed_in_it() -> None:
    old = doc("Alpha words here.\n\nBeta.\n\nGamma.", "a", "b", "c")
    new = doc("Beta.\n\nGamma.\n\nAlpha other words here.", "b", "c", "a")
    changes = diff.compare(old, new)
    assert [change.kind for change in changes] == ["moved_away", "same", "same", "moved"]
    assert changes[0].words == "Alpha words here."
    assert "Alpha<ins> other</ins> words here." in changes[-1].markup


def test_a_heading_says_from_what_level_to_what() -> None:
    (change,) = diff.compare(doc("# Same", "a"), doc("### Same", "a"))
    assert (change.kind, change.reset) == ("restyled", ("heading 1", "heading 3"))
    (change,) = diff.compare(doc("Same", "a"), doc("## Same", "a"))
    assert change.reset == ("paragraph", "heading 2")


def test_a_table_is_compared_cell_by_cell_and_a_new_column_is_one() -> None:
    old = doc("| City | Rate |\n|---|---|\n| Lima | 4 |\n| Oslo | 7 |", "t")
    new = doc("| City | Year | Rate |\n|---|---|---|\n| Lima | 2024 | 5 |\n| Oslo | 2025 | 7 |", "t")
    (change,) = diff.compare(old, new)
    page = str(change.markup)
    assert "<p>Lima</p></td>" in page
    assert "<p><ins>2024</ins></p>" in page
    assert "<p><del>4</del><ins>5</ins></p>" in page
    assert "<p>7</p></td></tr>" in page
    assert page.count("<del>") == 1


def test_neighbouring_changes_read_as_one() -> None:
    ((_kind, markup),) = told(
        doc("We agree that one two three stays.", "a"), doc("We agree that six and ten stays.", "a")
    )
    assert "<del>one two three</del><ins>six and ten</ins> stays." in markup


def test_same_blocks_in_a_row_are_folded_and_differences_numbered() -> None:
    old = doc("One.\n\nTwo.\n\nThree.\n\nFour.", "a", "b", "c", "d")
    new = doc("One.\n\nTwo.\n\nThree.\n\nFour more.", "a", "b", "c", "d")
    first, second = diff.stretches(diff.compare(old, new))
    assert (first.folds, len(first.changes), second.same, second.changes[0].number) == (True, 3, False, 1)


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
