"""Words and excerpts."""

import pytest

from workgroups.search.logic import excerpts
from workgroups.search.logic.words import query, vector, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L’Économie NUMÉRIQUE", ["l", "economie", "numerique"]),
        ("straße Łódź İstanbul", ["strasse", "lodz", "istanbul"]),
        ("state-of-the_art 2.5", ["state", "of", "the", "art", "2", "5"]),
        ("数字政府 cloud", ["数", "字", "政", "府", "cloud"]),
        ("'; DROP TABLE -- \\ :* & |", ["drop", "table"]),
        ("", []),
    ],
)
def test_words_of(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_vector() -> None:
    assert vector("Cloud first", "First the cloud") == "'cloud':1A,5D 'first':2A,3D 'the':4D"


def test_query() -> None:
    assert query(["cloud", "pol"]) == "'cloud' & 'pol':*"


def test_marked_is_escaped() -> None:
    assert excerpts.marked("<b>Éco & co</b>", ["eco"]) == "&lt;b&gt;<mark>Éco</mark> &amp; co&lt;/b&gt;"


def test_excerpt_shows_the_place() -> None:
    text = "Before " * 40 + "the <cloud> issue " + "after " * 60
    shown = excerpts.excerpt(text, ["clo"])
    assert shown.startswith("… Before Before")
    assert "the &lt;<mark>cloud</mark>&gt; issue" in shown
    assert shown.endswith("after …")
    assert len(shown) < 320


def test_excerpt_without_a_match_is_the_beginning() -> None:
    assert excerpts.excerpt("Short\ntext", ["other"]) == "Short text"
