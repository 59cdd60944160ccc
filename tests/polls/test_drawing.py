"""Clouds and theme maps: nothing overlaps, nothing leaves the drawing, the same figure is the same drawing."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workgroups.polls.logic.draw import draw
from workgroups.polls.logic.drawing import Drawing
from workgroups.polls.logic.figure import Figure, Item
from workgroups.polls.logic.metrics import measure, wrap

WIDTHS = st.sampled_from([328, 480, 680, 900])
LABEL = st.text(
    st.characters(codec="utf-8", categories=("Ll", "Lu", "Lo", "Mn", "Nd", "Zs", "Pd")), min_size=1, max_size=40
).filter(lambda label: bool(label.strip()))
COUNT = st.one_of(st.none(), st.integers(1, 60))


def figure(kind: str, items: list[Item]) -> Figure:
    return Figure(kind, "T", "Q", "t", tuple(items), "", (), ())  # type: ignore[arg-type]


def judged(found: Drawing) -> None:
    for shape in found.shapes:
        box = shape.box
        assert box.x >= -0.1
        assert box.x + box.width <= found.width + 0.1
        assert box.y >= -0.1
        assert box.y + box.height <= found.height + 0.1
        for line in shape.lines:
            assert line.width <= box.width + 0.1, line.text
    for one, other in combinations(found.shapes, 2):
        assert not one.box.meets(other.box, -0.2), (one.lines[0].text, other.lines[0].text)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(LABEL, COUNT), min_size=1, max_size=70), WIDTHS)
def test_cloud_never_overlaps_itself(words: list[tuple[str, int | None]], width: int) -> None:
    found = draw(figure("cloud", [Item(label, count) for label, count in words]), width)
    assert found is not None
    assert len(found.shapes) + found.left_out == len(words)
    judged(found)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(LABEL, st.lists(LABEL, max_size=8)), min_size=1, max_size=12, unique_by=lambda one: one[0]),
    WIDTHS,
    st.booleans(),
)
def test_theme_map_never_overlaps_itself(themes: list[tuple[str, list[str]]], width: int, rtl: bool) -> None:
    items = []
    for n, (label, points) in enumerate(themes):
        items += [Item(label, n, value=str(n)), *(Item(point, group=label) for point in points)]
    found = draw(figure("themes", items), width, right_to_left=rtl)
    assert found is not None
    assert len(found.shapes) == len(items)
    judged(found)


def test_cloud_is_the_same_every_time_and_larger_for_what_was_named_more() -> None:
    items = [Item("trust", 9, leads=True), Item("equity", 4), Item("education", 1)]
    draw.cache_clear()
    first = draw(figure("cloud", items))
    draw.cache_clear()
    assert first == draw(figure("cloud", items))
    assert first
    sizes = [shape.lines[0].size for shape in first.shapes]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == 3


def test_cloud_of_unknown_counts_has_one_size() -> None:
    found = draw(figure("cloud", [Item("trust"), Item("education"), Item("equity")]))
    assert found
    assert len({shape.lines[0].size for shape in found.shapes}) == 1


def test_judge_finds_an_overlap() -> None:
    found = draw(figure("cloud", [Item("trust"), Item("equity")]))
    assert found
    twice = Drawing(found.width, found.height, (found.shapes[0], found.shapes[0]))
    with pytest.raises(AssertionError):
        judged(twice)


@given(LABEL, st.floats(40, 300))
def test_wrap_keeps_every_letter_and_the_width(label: str, width: float) -> None:
    lines = wrap(label, 14, width)
    assert "".join("".join(lines).split()) == "".join(label.split())
    assert all(measure(line, 14) <= width for line in lines)
