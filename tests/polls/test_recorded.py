"""Polls and themes of elsewhere: as the source gives them, and nothing more."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.cast import Cast
from tests.duties import waiting
from workgroups.core.errors import NotAllowed, Refused
from workgroups.polls import actions
from workgroups.polls.actions import RecordedResult
from workgroups.polls.models import Decision, Option, Recording
from workgroups.polls.queries import draw, figure_of, figures_among

pytestmark = pytest.mark.django_db

SURVEY = (
    RecordedResult("Digital literacy", 81),
    RecordedResult("Digital connectivity", 54),
    RecordedResult("Mobile services", 18),
    RecordedResult("Digital governance awareness", 18),
    RecordedResult("Inclusive access", 18),
    RecordedResult("Partnership and cooperation"),
)


def record(cast: Cast, **values: object) -> Decision:
    said: dict[str, object] = {
        "question": "Which factors?",
        "kind": "words",
        "source": "Report, Expert Dialogue III",
        "results": SURVEY,
        "asked_on": date(2021, 3, 1),
        "precision": Recording.Precision.MONTH,
    }
    return actions.record_poll(actor=cast.member("secretariat"), **(said | values))  # type: ignore[arg-type]


def test_recorded_percentages_stand_as_recorded_and_are_not_summed(cast: Cast) -> None:
    found = figure_of(record(cast))
    assert [item.percent for item in found.items] == [Decimal(n) for n in (81, 54, 18, 18, 18)] + [None]
    assert {item.count for item in found.items} == {None}
    assert found.rows[0] == ("Digital literacy", "81 %")
    assert found.rows[5] == ("Partnership and cooperation", "not recorded in the source")
    assert found.title == "“Digital literacy” comes first with 81 %, as recorded"
    assert found.notes == ("Percentages as recorded in the source; counts not recorded.",)
    assert (found.kind, found.answered, found.eligible, found.is_recorded) == ("recorded", None, None, True)
    everything = " ".join([found.title, found.alternative, *found.notes, *(" ".join(row) for row in found.rows)])
    assert "189" not in everything  # 81 + 54 + 18 + 18 + 18
    assert "100" not in everything
    assert found.type_words == "not recorded in the source"  # never derived from what the form needed


def test_recorded_poll_without_results_says_so_and_computes_nothing(cast: Cast) -> None:
    decision = record(
        cast,
        question="Please rate the quality",
        kind="single",
        results=(),
        type_words="Closed-ended questions in the format of multiple-choice with a single answer",
    )
    found = figure_of(decision)
    assert (found.title, found.items, found.rows) == ("Results are not recorded in the source", (), ())
    assert found.type_words == "Closed-ended questions in the format of multiple-choice with a single answer"


def test_recorded_keywords_are_a_cloud_of_one_size(cast: Cast) -> None:
    found = figure_of(
        record(cast, kind="keywords", max_choices=2, results=[RecordedResult(w) for w in ("trust", "equity")])
    )
    assert found.kind == "cloud"
    assert found.title == "Keywords that the source names; counts not recorded"
    drawing = draw(found)
    assert drawing
    assert len({shape.lines[0].size for shape in drawing.shapes}) == 1


def test_recorded_poll_waits_for_nobody_and_takes_no_answer(cast: Cast) -> None:
    decision = record(cast, kind="single")
    assert waiting(cast.delegate, "polls.answer") == []
    with pytest.raises(Refused, match="has closed"):
        actions.answer_poll(
            actor=cast.member("delegate"), decision=decision, option_ids=[decision.poll.options.all()[0].pk]
        )


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"source": " "}, "Say where this is taken from."),
        ({"asked_on": date(2199, 1, 1)}, "has happened already"),
        ({"results": [RecordedResult("A", 101)]}, "between 0 and 100"),
        ({"results": [RecordedResult(" ", 10)]}, "no name"),
        ({"kind": "essay"}, "what kind of answer"),
    ],
)
def test_record_poll_says_what_is_wrong(cast: Cast, values: dict[str, object], message: str) -> None:
    with pytest.raises(Refused, match=message):
        record(cast, **values)
    assert Decision.objects.count() == 0


def test_record_themes_draws_them_as_the_source_does(cast: Cast) -> None:
    decision = actions.record_themes(
        actor=cast.member("chair"),
        question="How to build digital trust?",
        themes=[
            ("Security & privacy", ["Regulatory framework", "Minimise data"]),
            ("Engagement", ["Public awareness"]),
        ],
        source="Report, Figure 4",
    )
    found = figure_of(decision)
    assert found.kind == "themes"
    assert [(item.label, item.group, item.count) for item in found.items] == [
        ("Security & privacy", "", None),
        ("Regulatory framework", "Security & privacy", None),
        ("Minimise data", "Security & privacy", None),
        ("Engagement", "", None),
        ("Public awareness", "Engagement", None),
    ]
    assert found.columns == ("Theme", "Point")
    assert found.title == "“Security & privacy” and “Engagement”, as recorded"
    assert found.type_words == "not recorded in the source"
    assert found.notes == ("Counts not recorded in the source.",)
    assert (decision.kind, decision.state) == ("call", "closed")
    assert draw(found)


def test_recording_is_for_officers(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        actions.record_poll(actor=cast.member("delegate"), question="Q", kind="single", source="S")
    with pytest.raises(NotAllowed):
        actions.record_themes(actor=cast.member("delegate"), question="Q", themes=[("A", ())], source="S")


def test_figures_of_many_are_those_of_each_with_the_same_queries(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    chair = cast.member("chair")
    for _each in range(2):
        record(cast)
        actions.record_themes(actor=chair, question="Why?", themes=[("Trust", ("Of people",))], source="Report")
        counted = actions.open_poll(actor=chair, question="Which way?", options=["This", "That"])
        ids = [Option.objects.latest("pk").pk]
        actions.answer_poll(actor=cast.member("delegate"), decision=counted, option_ids=ids)
        actions.close_poll(actor=chair, decision=counted)
    actions.open_poll(actor=chair, question="Still open?", options=["This", "That"])
    decisions = list(Decision.objects.select_related("group", "poll", "call", "recording").order_by("pk"))
    with django_assert_max_num_queries(6):
        found = figures_among(decisions)
    assert found == {one.pk: figure_of(one) for one in decisions[:-1]}
