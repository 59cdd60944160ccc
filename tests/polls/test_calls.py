"""Calls for input: asking, drafts, answers, what is brought in, and the answers side by side."""

from datetime import timedelta

import pytest

from tests.cast import Cast
from tests.polls.stage import QUESTIONS, answered, call, questions, submit
from workgroups.core import clock
from workgroups.core.errors import Conflict, NotAllowed, Refused
from workgroups.polls import actions
from workgroups.polls.models import Call, Choice, Reply, Response
from workgroups.polls.permissions import can_see_answers
from workgroups.polls.queries import figure_of, figures_of, matrix_of, voice_of

pytestmark = pytest.mark.django_db


def test_open_call_keeps_sections_and_questions_in_order(cast: Cast) -> None:
    decision = call(cast)
    assert [(one.section.title, one.position, one.kind) for one in questions(decision)] == [
        ("Coordination", 1, "words"),
        ("Coordination", 2, "single"),
        ("Skills", 1, "multiple"),
    ]
    assert Choice.objects.count() == 5


@pytest.mark.parametrize(
    ("sections", "message"),
    [
        ((), "Ask at least one question."),
        ((actions.SectionAsked("S", (actions.QuestionAsked(" "),)),), "Write the question first."),
        ((actions.SectionAsked("S", (actions.QuestionAsked("Q", "single", ("One",)),)),), "at least two answers"),
        ((actions.SectionAsked("S", (actions.QuestionAsked("Q", "essay"),)),), "what kind of answer"),
        ((actions.SectionAsked("S", tuple(actions.QuestionAsked("Q") for _ in range(41))),), "at most 40 questions"),
    ],
)
def test_open_call_says_what_is_wrong(cast: Cast, sections: tuple[object, ...], message: str) -> None:
    with pytest.raises(Refused, match=message):
        call(cast, sections=sections)
    assert Call.objects.count() == 0


def test_save_answer_is_one_draft_a_delegation_and_submit_leaves_none(cast: Cast) -> None:
    decision = call(cast)
    one, two = cast.member("delegate"), cast.member("delegate2")
    actions.save_answer(actor=one, decision=decision, values=answered(decision, "Half a thought"))
    actions.save_answer(actor=two, decision=decision, values=answered(decision, "A whole one", "Hybrid"))
    draft = Response.objects.get()
    assert (draft.state, draft.revision, draft.person, draft.delegation) == ("draft", 2, cast.delegate2, one.delegation)
    actions.submit_answer(actor=one, decision=decision, values=answered(decision, "All of it", "Law", "Code"))
    assert Response.objects.get().state == "submitted"
    assert Reply.objects.count() == 2


def test_save_answer_says_when_a_colleague_saved_meanwhile_and_keeps_theirs(cast: Cast) -> None:
    decision = call(cast)
    actions.save_answer(actor=cast.member("delegate"), decision=decision, values=answered(decision, "Mine"), seen=0)
    with pytest.raises(Conflict, match="Delegate has saved this draft meanwhile"):
        actions.save_answer(
            actor=cast.member("delegate2"), decision=decision, values=answered(decision, "Other"), seen=0
        )
    assert Reply.objects.get().text == "Mine"


def test_submit_answer_needs_what_is_required_and_not_too_many_choices(cast: Cast) -> None:
    decision = call(cast)
    with pytest.raises(Refused, match="needs an answer") as refusal:
        submit(cast, decision, "delegate", "", "Hybrid")
    assert refusal.value.field == f"question-{questions(decision)[0].pk}"
    with pytest.raises(Refused, match="Choose at most 2 answers"):
        submit(cast, decision, "delegate", "Words", "Law", "Code", "Care")
    assert Response.objects.count() == 0


def test_submit_answer_replaced_keeps_the_reply_that_was_coded(cast: Cast) -> None:
    decision = call(cast)
    submit(cast, decision, "delegate", "First")
    before = Reply.objects.get()
    submit(cast, decision, "delegate2", "Second")
    assert (Reply.objects.get().pk, Reply.objects.get().text) == (before.pk, "Second")


def test_answers_are_of_those_asked(cast: Cast) -> None:
    decision = call(cast)
    for who in ("observer", "secretariat"):
        assert voice_of(cast.member(who), decision.call) is None
        with pytest.raises(NotAllowed):
            submit(cast, decision, who, "Words")
    watchers = cast.member("observer").delegation
    named = call(cast, delegations=[watchers])
    submit(cast, named, "observer", "We watch")
    with pytest.raises(NotAllowed):
        submit(cast, named, "delegate", "Not asked")
    of_persons = call(cast, asked_of="person", people=[cast.delegate2])
    submit(cast, of_persons, "delegate2", "I think")
    with pytest.raises(NotAllowed):
        submit(cast, of_persons, "delegate", "So do I")


def test_close_call_takes_no_answer_after_it_but_an_officer_brings_one_in(cast: Cast) -> None:
    closing = clock.now() + timedelta(days=1)
    decision = call(cast, closes_at=closing)
    with clock.at(closing):
        with pytest.raises(Refused, match="This call has closed"):
            submit(cast, decision, "delegate", "Late")
        actions.close_call(decision=decision)
        actions.close_call(decision=decision)
        response = actions.record_answer(
            actor=cast.member("secretariat"),
            decision=decision,
            delegation=cast.member("delegate").delegation,
            values=answered(decision, "Late, by letter"),
            note="Letter of 3 March",
        )
    assert (response.brought_by, response.note, response.state) == (
        cast.secretariat, "Letter of 3 March", "submitted",
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        actions.record_answer(actor=cast.member("delegate"), decision=decision, values={}, delegation=None)


def test_an_officer_does_not_replace_what_a_delegation_has_answered_itself(cast: Cast) -> None:
    decision = call(cast)
    submit(cast, decision, "delegate", "Our own words")
    with pytest.raises(Refused, match="answered themselves"):
        actions.record_answer(
            actor=cast.member("secretariat"),
            decision=decision,
            delegation=cast.member("delegate").delegation,
            values=answered(decision, "Other words"),
        )


@pytest.mark.parametrize(
    ("shown", "open_", "closed"), [("always", True, True), ("after", False, True), ("officers", False, False)]
)
def test_who_sees_the_answers(cast: Cast, shown: str, open_: bool, closed: bool) -> None:
    decision = call(cast, shown=shown)
    assert can_see_answers(cast.member("delegate"), decision.call) is open_
    assert can_see_answers(cast.member("secretariat"), decision.call)
    actions.close_call(actor=cast.member("chair"), decision=decision)
    decision.call.refresh_from_db()
    assert can_see_answers(cast.member("delegate"), decision.call) is closed


def test_matrix_puts_answers_side_by_side_and_says_who_is_missing(cast: Cast) -> None:
    decision = call(cast)
    submit(cast, decision, "delegate", "Weekly", "Hybrid", "Law", "Code")
    submit(cast, decision, "chair", "Never", "Centralised")
    found = matrix_of(decision.call, cast.group)
    assert [column.name for column in found.answered] == ["Northland", "Westland"]
    assert [column.name for column in found.waiting] == ["Southland"]
    rows = [
        [said.text or "/".join(said.choices) for _, said in line.cells] for part in found.parts for line in part.lines
    ]
    assert rows == [["Never", "", "Weekly"], ["Centralised", "", "Hybrid"], ["", "", "Law/Code"]]


def test_matrix_asks_as_often_for_many_as_for_one(cast: Cast, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    decision = call(cast)
    submit(cast, decision, "delegate", "Weekly", "Hybrid", "Law")
    with django_assert_num_queries(8):
        matrix_of(decision.call, cast.group)
    for who in ("chair", "cochair"):
        submit(cast, decision, who, "Weekly", "Hybrid", "Code")
    with django_assert_num_queries(8):
        matrix_of(decision.call, cast.group)


def test_figures_of_a_call_are_one_a_question(cast: Cast) -> None:
    decision = call(cast)
    submit(cast, decision, "delegate", "Weekly", "Hybrid")
    submit(cast, decision, "chair", "Never", "Hybrid")
    kinds = [(one.kind, one.answered, one.eligible) for one in figures_of(decision)]
    assert kinds == [("words", 2, 3), ("bars", 2, 3), ("bars", 0, 3)]
    assert figures_of(decision)[1].title == "“Hybrid” leads with 2; 2 of 3 delegations have answered"
    assert figure_of(questions(decision)[1]).rows[1] == ("Hybrid", "2", "100 %")
    assert [one.questions[0].text for one in QUESTIONS] == ["How do you coordinate?", "Which skills?"]
