"""Asking, answering, closing, recording."""

from datetime import timedelta

import pytest

from tests.cast import Cast
from tests.duties import waiting
from workgroups.core import clock
from workgroups.core.errors import NotAllowed, Refused
from workgroups.events.actions import catch_up
from workgroups.events.models import Entry
from workgroups.groups.actions import end_seat
from workgroups.notifications.models import Notice
from workgroups.polls import actions
from workgroups.polls.models import Answer, Decision, Option, Poll, Words
from workgroups.polls.queries import figure_of, result_of
from workgroups.timers.actions import fire_due

ANSWER = "polls.answer"
pytestmark = pytest.mark.django_db


def ask(cast: Cast, **values: object) -> Decision:
    asked: dict[str, object] = {"question": "Which way?", "options": ["Centralised", "Hybrid"]}
    return actions.open_poll(actor=cast.member("chair"), **(asked | values))  # type: ignore[arg-type]


def ids(decision: Decision, *labels: str) -> list[int]:
    return list(Option.objects.filter(poll=decision.poll, label__in=labels).values_list("pk", flat=True))


def test_open_poll_keeps_the_exact_words_and_numbers_in_one_sequence(cast: Cast) -> None:
    poll = ask(cast)
    recorded = actions.record_decision(
        actor=cast.member("chair"), title="We go on", body="", how="consensus", decided_on=clock.now().date()
    )
    assert (poll.number, recorded.number) == (1, 2)
    assert [option.label for option in poll.poll.options.all()] == ["Centralised", "Hybrid"]
    assert list(Entry.objects.order_by("pk").values_list("name", flat=True))[-2:] == [
        "polls.poll_opened",
        "polls.decision_recorded",
    ]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"options": ["Only one"]}, "Give at least two answers, one a line."),
        ({"options": ["Hybrid", " hybríd "]}, "Two answers are the same; make each one different."),
        ({"max_choices": 3}, "Choose a number between 1 and the number of answers."),
        ({"options": [f"Answer {n}" for n in range(21)]}, "Give at most 20 answers."),
    ],
)
def test_open_poll_says_what_is_wrong(cast: Cast, values: dict[str, object], message: str) -> None:
    with pytest.raises(Refused, match=message):
        ask(cast, **values)
    assert Decision.objects.count() == 0


def test_open_poll_keeps_line_breaks_out_of_the_question(cast: Cast) -> None:
    assert ask(cast, question="Which\r\nBCC: way?").title == "Which BCC: way?"


def test_answer_poll_counts_a_delegation_once_whoever_of_it_answers(cast: Cast) -> None:
    decision = ask(cast)
    actions.answer_poll(actor=cast.member("delegate"), decision=decision, option_ids=ids(decision, "Centralised"))
    actions.answer_poll(actor=cast.member("delegate2"), decision=decision, option_ids=ids(decision, "Hybrid"))
    found = result_of(decision.poll, cast.group)
    assert [(row.label, row.count) for row in found.rows] == [("Centralised", 0), ("Hybrid", 1)]
    assert (found.answered, found.eligible) == (1, 3)
    assert Answer.objects.get().person == cast.delegate2


def test_answer_poll_up_to_n(cast: Cast) -> None:
    decision = ask(cast, options=["A", "B", "C", "D", "E"], max_choices=4)
    with pytest.raises(Refused, match="Choose at most 4 answers"):
        actions.answer_poll(
            actor=cast.member("delegate"), decision=decision, option_ids=ids(decision, "A", "B", "C", "D", "E")
        )
    assert Answer.objects.count() == 0
    actions.answer_poll(actor=cast.member("delegate"), decision=decision, option_ids=ids(decision, "A", "B", "C", "D"))
    assert Answer.objects.get().options.count() == 4


def test_answer_poll_takes_no_option_of_another_poll(cast: Cast) -> None:
    decision, other = ask(cast), ask(cast)
    with pytest.raises(Refused, match="Choose an answer first"):
        actions.answer_poll(actor=cast.member("delegate"), decision=decision, option_ids=ids(other, "Hybrid"))


def test_answer_poll_is_not_for_observers_and_not_for_the_secretariat_without_a_seat(cast: Cast) -> None:
    decision = ask(cast)
    for who in ("observer", "secretariat"):
        with pytest.raises(NotAllowed):
            actions.answer_poll(actor=cast.member(who), decision=decision, option_ids=ids(decision, "Hybrid"))


def test_answer_poll_of_persons_counts_colleagues_apart(cast: Cast) -> None:
    decision = ask(cast, counted_by=Poll.CountedBy.PERSON)
    for who in ("delegate", "delegate2", "secretariat"):
        actions.answer_poll(actor=cast.member(who), decision=decision, option_ids=ids(decision, "Hybrid"))
    assert result_of(decision.poll, cast.group).answered == 3


def test_close_poll_in_time_takes_no_answer_after_it(cast: Cast) -> None:
    closing = clock.now() + timedelta(hours=1)
    decision = ask(cast, closes_at=closing)
    actions.close_poll(decision=decision)
    assert Poll.objects.get(decision=decision).closed_at is None
    with clock.at(closing):
        with pytest.raises(Refused, match="This poll has closed"):
            actions.answer_poll(actor=cast.member("delegate"), decision=decision, option_ids=ids(decision, "Hybrid"))
        actions.close_poll(decision=decision)
        actions.close_poll(decision=decision)
    assert Poll.objects.get(decision=decision).closed_at == closing
    assert Entry.objects.filter(name="polls.poll_closed").count() == 1


def test_a_closing_is_undone_in_time_with_its_answers_and_its_deadline(cast: Cast) -> None:
    closing = clock.now() + timedelta(hours=1)
    decision = ask(cast, closes_at=closing)
    actions.answer_poll(actor=cast.member("delegate"), decision=decision, option_ids=ids(decision, "Hybrid"))
    actions.close_poll(actor=cast.member("chair"), decision=decision)
    catch_up()
    assert Notice.objects.filter(kind="polls.closed").exists()
    actions.reopen_poll(actor=cast.member("chair"), decision=decision)
    catch_up()
    decision.refresh_from_db()
    assert (decision.state, decision.decided_on, Answer.objects.count()) == ("open", None, 1)
    assert not Notice.objects.filter(kind="polls.closed").exists()
    with clock.at(closing + timedelta(seconds=1)):
        fire_due()
        assert Poll.objects.get().closed_at
        with pytest.raises(NotAllowed):  # its time had come
            actions.reopen_poll(actor=cast.member("chair"), decision=decision)


def test_a_closing_is_not_undone_late_nor_where_it_has_shown_the_result(cast: Cast) -> None:
    chair = cast.member("chair")
    late, secret = ask(cast), ask(cast, shown=Poll.Shown.AFTER)
    for decision in (late, secret):
        actions.close_poll(actor=chair, decision=decision)
    with pytest.raises(NotAllowed):
        actions.reopen_poll(actor=chair, decision=secret)
    with clock.at(clock.now() + clock.UNDO), pytest.raises(NotAllowed):
        actions.reopen_poll(actor=chair, decision=late)


def test_unanswered_polls_leave_with_the_answer_of_a_colleague_and_with_the_seat(cast: Cast) -> None:
    decision = ask(cast)
    assert waiting(cast.delegate, ANSWER) == waiting(cast.delegate2, ANSWER) == [decision.poll.pk]
    assert waiting(cast.observer, ANSWER) == waiting(cast.secretariat, ANSWER) == []
    end_seat(actor=cast.chair, seat=cast.member("delegate2").seats[0])
    assert waiting(cast.delegate2, ANSWER) == []
    actions.answer_poll(actor=cast.member("delegate"), decision=decision, option_ids=ids(decision, "Hybrid"))
    assert waiting(cast.delegate, ANSWER) == []


def test_rating_is_one_step_of_a_scale_and_its_finding_is_the_middle(cast: Cast) -> None:
    decision = ask(cast, kind="rating", options=["Poor", "Fair", "Good"], counted_by=Poll.CountedBy.PERSON)
    for who, label in (("chair", "Fair"), ("delegate", "Good"), ("delegate2", "Good")):
        actions.answer_poll(actor=cast.member(who), decision=decision, option_ids=ids(decision, label))
    found = figure_of(decision)
    assert found.title == "The middle answer is “Good”; 3 of 6 people have answered"
    assert [item.count for item in found.items] == [0, 1, 2]
    assert found.notes == ("Mean step: 2.7 of 3",)
    with pytest.raises(Refused, match="Choose 1 answer only"):
        actions.answer_poll(actor=cast.member("chair"), decision=decision, option_ids=ids(decision, "Poor", "Good"))


def test_keywords_are_counted_without_case_and_accents(cast: Cast) -> None:
    decision = ask(cast, kind="keywords", options=(), max_choices=2, counted_by=Poll.CountedBy.PERSON)
    for who, words in (("chair", ["Trust", "équité"]), ("delegate", ["trust "]), ("delegate2", ["Equite", "trust"])):
        actions.answer_poll(actor=cast.member(who), decision=decision, words=words)
    found = figure_of(decision)
    assert [(item.label, item.count) for item in found.items] == [("trust", 3), ("équité", 2)]
    assert found.title == "“trust” was named most, 3 times; 3 of 6 people have answered"
    with pytest.raises(Refused, match="at most 2 keywords"):
        actions.answer_poll(actor=cast.member("chair"), decision=decision, words=["a", "b", "c"])
    with pytest.raises(Refused, match="at least one keyword"):
        actions.answer_poll(actor=cast.member("chair"), decision=decision, words=[" , "])


def test_open_words_are_one_text_a_voice(cast: Cast) -> None:
    decision = ask(cast, kind="words", options=())
    actions.answer_poll(actor=cast.member("delegate"), decision=decision, words=["First.\n\nSecond."])
    actions.answer_poll(actor=cast.member("delegate2"), decision=decision, words=["Other."])
    assert list(Words.objects.values_list("text", flat=True)) == ["Other."]
    assert figure_of(decision).title == "1 answer in open words"


def test_open_poll_keeps_the_type_of_question_in_its_words(cast: Cast) -> None:
    words = "Closed-ended questions in the format of multiple choice with multiple answers (up to 4)"
    decision = ask(cast, type_words=words, options=["A", "B", "C", "D", "E"], max_choices=4)
    assert figure_of(decision).type_words == words
    assert figure_of(ask(cast)).type_words == "One answer of a list"


def test_nothing_is_asked_in_a_group_that_is_over_but_what_is_open_can_be_closed(cast: Cast) -> None:
    decision = ask(cast)
    cast.group.state = cast.group.State.CONCLUDED
    cast.group.save()
    with pytest.raises(NotAllowed):
        ask(cast)
    actions.close_poll(actor=cast.member("chair"), decision=decision)
    assert Poll.objects.get().closed_at
