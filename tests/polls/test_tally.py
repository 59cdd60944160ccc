"""Counting."""

from hypothesis import given
from hypothesis import strategies as st

from workgroups.polls.logic.tally import Result, Row, tally

OPTIONS = [(1, "Centralised"), (2, "Decentralised"), (3, "Hybrid")]


def test_tally_counts_in_the_order_asked() -> None:
    found = tally(OPTIONS, [[3], [3], [1]], eligible=9)
    assert found == Result((Row("Centralised", 1, 33), Row("Decentralised", 0, 0), Row("Hybrid", 2, 67)), 3, 9)
    assert found.leaders == (Row("Hybrid", 2, 67),)


def test_tally_of_nothing_has_no_leader() -> None:
    found = tally(OPTIONS, [], eligible=9)
    assert found == Result(tuple(Row(label, 0, 0) for _, label in OPTIONS), 0, 9)
    assert found.leaders == ()


def test_tally_shares_are_of_voices_not_of_choices() -> None:
    found = tally(OPTIONS, [[1, 3], [2, 3]], eligible=2)
    assert [row.percent for row in found.rows] == [50, 50, 100]


@given(st.lists(st.lists(st.integers(0, 5), max_size=6), max_size=20))
def test_tally_counts_a_voice_once_an_option(answers: list[list[int]]) -> None:
    found = tally(OPTIONS, answers, eligible=0)
    assert found.answered == len(answers) == found.eligible
    assert [row.count for row in found.rows] == [sum(key in answer for answer in answers) for key, _ in OPTIONS]
