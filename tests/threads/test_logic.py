"""Ranges against plain sets, differences against their own two texts."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workgroups.threads.logic import ranges
from workgroups.threads.logic.differences import Piece, difference

SPANS = st.lists(st.tuples(st.integers(1, 60), st.integers(0, 60)))


def gathered(spans: list[tuple[int, int]]) -> tuple[ranges.Ranges, set[int]]:
    found: ranges.Ranges = []
    numbers: set[int] = set()
    for first, last in spans:
        found = ranges.add(found, first, last)
        numbers |= set(range(first, last + 1))
    return found, numbers


@given(SPANS)
def test_ranges_hold_what_was_added(spans: list[tuple[int, int]]) -> None:
    found, numbers = gathered(spans)
    assert {number for low, high in found for number in range(low, high + 1)} == numbers
    assert ranges.count(found) == len(numbers)
    assert [number for number in range(1, 70) if ranges.contains(found, number)] == sorted(numbers)


@given(SPANS)
def test_ranges_are_sorted_and_apart(spans: list[tuple[int, int]]) -> None:
    found, _numbers = gathered(spans)
    assert all(low <= high for low, high in found)
    assert all(before[1] + 1 < after[0] for before, after in pairwise(found))


@given(SPANS, st.sets(st.integers(1, 70)), st.integers(0, 70))
def test_what_is_left_out_and_what_comes_first(spans: list[tuple[int, int]], out: set[int], last: int) -> None:
    found, numbers = gathered(spans)
    assert ranges.count_without(found, out) == len(numbers - out)
    outside = [number for number in range(1, last + 1) if number not in numbers | out]
    assert ranges.first_outside(found, last, out) == (outside[0] if outside else None)


TEXTS = st.text(alphabet="ab \n.é", max_size=40)


@given(TEXTS, TEXTS)
def test_difference_holds_both_texts(older: str, newer: str) -> None:
    pieces = difference(older, newer)
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == newer
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == older


@pytest.mark.parametrize(
    ("older", "newer", "pieces"),
    [
        ("same", "same", [Piece("same", "same")]),
        ("", "new", [Piece("added", "new")]),
        (
            "We pay in advance.",
            "We pay on use, monthly.",
            [
                Piece("same", "We pay "),
                Piece("removed", "in advance"),
                Piece("added", "on use, monthly"),
                Piece("same", "."),
            ],
        ),
        (
            "the big red car",
            "the small blue car",
            [Piece("same", "the "), Piece("removed", "big red"), Piece("added", "small blue"), Piece("same", " car")],
        ),
    ],
)
def test_difference_reads_in_phrases(older: str, newer: str, pieces: list[Piece]) -> None:
    assert difference(older, newer) == pieces
