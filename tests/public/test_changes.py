"""What a reader is told about the difference between two releases."""

from workgroups.public.logic.blocks import blocks_of
from workgroups.public.logic.changes import Change, Piece, changes

PAGE = (
    '<nav class="contents"><h2>Contents</h2><ol><li>1 Start</li></ol></nav>'
    '<section><h2 id="a"><span class="number">1</span> Start</h2><p>We pay <em>by</em> the hour.</p>'
    "<ul><li><p>one desk</p></li><li><p>one budget</p></li></ul>"
    "<table><thead><tr><th>Arrangement</th><th><p>Speed</p></th></tr></thead><tbody><tr><td><p>Central</p><p>mostly</p>"
    "</td><td>slow</td></tr></tbody></table></section><details><summary>Inputs</summary><ul><li>abc</li></ul></details>"
)


def told(older: str, newer: str) -> list[tuple[str, str, str]]:
    signs = {"same": "{}", "added": "[+{}]", "removed": "[-{}]"}
    return [
        (one.kind, one.heading, "".join(signs[piece.kind].format(piece.text) for piece in one.pieces))
        for one in changes(older, newer).shown
    ]


def test_blocks_are_what_is_read_without_contents_and_hashes() -> None:
    assert [(one.kind, one.text, one.heading) for one in blocks_of(PAGE)] == [
        ("h2", "1 Start", "1 Start"),
        ("p", "We pay by the hour.", "1 Start"),
        ("p", "one desk", "1 Start"),
        ("p", "one budget", "1 Start"),
        ("tr", "Arrangement · Speed", "1 Start"),
        ("tr", "Central mostly · slow", "1 Start"),
    ]


def test_equal_releases_differ_in_nothing_whatever_their_hashes() -> None:
    found = changes(PAGE, PAGE.replace("abc", "def"))
    assert (found.shown, found.total) == ([], 0)


def test_a_reworded_paragraph_shows_the_words() -> None:
    assert told(PAGE, PAGE.replace("the hour", "started minutes")) == [
        ("changed", "1 Start", "We pay by [-the hour][+started minutes].")
    ]


def test_what_came_and_went_is_told_whole() -> None:
    newer = PAGE.replace("<li><p>one budget</p></li>", "").replace("</section>", "<p>Nobody minds.</p></section>")
    assert told(PAGE, newer) == [
        ("removed", "1 Start", "[-one budget]"),
        ("added", "1 Start", "[+Nobody minds.]"),
    ]


def test_a_change_of_heading_says_so() -> None:
    ((kind, heading, words),) = told(PAGE, PAGE.replace("</span> Start", "</span> Start here"))
    assert (kind, heading, words) == ("changed", "1 Start here", "1 Start[+ here]")


def test_counts_are_whole_when_the_list_is_cut() -> None:
    newer = "".join(f"<p>{number} is a number of its own kind {number * 7}</p>" for number in range(300))
    found = changes("", newer)
    assert (len(found.shown), found.added, found.left_out) == (200, 300, 100)
    assert found.shown[0] == Change("added", "", False, (Piece("added", "0 is a number of its own kind 0"),))


def test_broken_markup_ends() -> None:
    assert [one.text for one in blocks_of("<p>a<div></p></p><p>b<br/>c<td>d")] == ["a", "b c · d"]
