"""Coding: themes from open answers, merged, split, moved and taken back."""

import pytest

from tests.cast import Cast
from tests.polls.stage import call, open_words, questions, submit
from workgroups.core.errors import NotAllowed, Refused
from workgroups.events.models import Entry
from workgroups.polls import actions
from workgroups.polls.models import Coding, Decision, Question, Theme
from workgroups.polls.queries import figure_of, passages_of, themes_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(cast: Cast) -> tuple[Decision, Question]:
    decision = call(cast)
    submit(cast, decision, "delegate", "Trust is missing. So are skills.")
    submit(cast, decision, "chair", "We lack skills.")
    submit(cast, decision, "cochair", "Money.")
    return decision, questions(decision)[0]


def standing(decision: Decision, question: Question | None) -> list[tuple[str, int, list[str]]]:
    found = themes_of(decision, question, passages_of(decision, question))
    return [(one.theme.label, one.voices, [coded.words for coded in one.coded]) for one in found]


def key(decision: Decision, question: Question | None, who: str) -> str:
    return next(one.key for one in passages_of(decision, question) if one.who == who)


def test_add_theme_codes_answers_and_counts_each_once(cast: Cast, asked: tuple[Decision, Question]) -> None:
    decision, question = asked
    chair, keys = cast.member("chair"), [one.key for one in passages_of(decision, question)[::2]]
    theme = actions.add_theme(actor=chair, decision=decision, question=question, label="Skills", passages=keys)
    actions.code_answer(actor=chair, theme=theme, passage=key(decision, question, "Westland"), words="So are skills.")
    actions.code_answer(actor=chair, theme=theme, passage=key(decision, question, "Westland"), words="So are skills.")
    assert standing(decision, question) == [
        ("Skills", 2, ["We lack skills.", "Trust is missing. So are skills.", "So are skills."])
    ]
    assert figure_of(question).title == "“Skills” comes up most: in 2 of 3 answers"


def test_code_answer_takes_only_words_that_stand_in_it(cast: Cast, asked: tuple[Decision, Question]) -> None:
    decision, question = asked
    theme = actions.add_theme(actor=cast.member("chair"), decision=decision, question=question, label="Skills")
    with pytest.raises(Refused, match="do not stand in the answer"):
        actions.code_answer(
            actor=cast.member("chair"), theme=theme, passage=key(decision, question, "Westland"), words="Invented"
        )


def test_merge_moves_everything_and_holds_an_answer_once(cast: Cast, asked: tuple[Decision, Question]) -> None:
    decision, question = asked
    chair, both = cast.member("chair"), key(decision, question, "Westland")
    one = actions.add_theme(actor=chair, decision=decision, question=question, label="Skills", passages=[both])
    two = actions.add_theme(
        actor=chair,
        decision=decision,
        question=question,
        label="Capacity",
        passages=[both, key(decision, question, "Northland")],
    )
    actions.add_theme(actor=chair, decision=decision, question=question, label="Training", parent=two)
    actions.merge_themes(actor=chair, into=one, theme=two)
    assert [(label, voices) for label, voices, _ in standing(decision, question)] == [("Skills", 2)]
    assert Theme.objects.get(label="Training").parent == one
    with pytest.raises(Refused, match="another theme"):
        actions.merge_themes(actor=chair, into=one, theme=one)


def test_split_and_recode(cast: Cast, asked: tuple[Decision, Question]) -> None:
    decision, question = asked
    chair, keys = cast.member("chair"), [one.key for one in passages_of(decision, question)]
    theme = actions.add_theme(actor=chair, decision=decision, question=question, label="All", passages=keys)
    money = theme.codings.get(reply__text="Money.")
    other = actions.split_theme(actor=chair, theme=theme, label="Funds", codings=[money.pk])
    assert [(label, voices) for label, voices, _ in standing(decision, question)] == [("All", 2), ("Funds", 1)]
    actions.recode_answer(actor=chair, coding=theme.codings.all()[0], theme=other)
    assert [(label, voices) for label, voices, _ in standing(decision, question)] == [("All", 1), ("Funds", 2)]
    actions.recode_answer(actor=chair, coding=other.codings.all()[0], theme=None)
    assert Coding.objects.count() == 2
    with pytest.raises(Refused, match="which answers"):
        actions.split_theme(actor=chair, theme=theme, label="Nothing", codings=[])


def test_undo_goes_back_step_by_step_to_exactly_what_was(cast: Cast, asked: tuple[Decision, Question]) -> None:
    decision, question = asked
    chair, keys = cast.member("chair"), [one.key for one in passages_of(decision, question)]
    states = [standing(decision, question)]
    one = actions.add_theme(actor=chair, decision=decision, question=question, label="One", passages=keys[:2])
    states.append(standing(decision, question))
    two = actions.add_theme(actor=chair, decision=decision, question=question, label="Two", passages=keys[1:])
    states.append(standing(decision, question))
    actions.rename_theme(actor=chair, theme=two, label="Second")
    states.append(standing(decision, question))
    actions.merge_themes(actor=chair, into=one, theme=two)
    states.append(standing(decision, question))
    actions.remove_theme(actor=chair, theme=Theme.objects.get(pk=one.pk))
    assert standing(decision, question) == []
    for before in reversed(states):
        actions.undo_coding(actor=chair, decision=decision, question=question)
        assert standing(decision, question) == before
    with pytest.raises(Refused, match="nothing to take back"):
        actions.undo_coding(actor=chair, decision=decision, question=question)


def test_themes_have_their_own_names(cast: Cast, asked: tuple[Decision, Question]) -> None:
    decision, question = asked
    chair = cast.member("chair")
    theme = actions.add_theme(actor=chair, decision=decision, question=question, label="Skills")
    with pytest.raises(Refused, match="of this name already"):
        actions.add_theme(actor=chair, decision=decision, question=question, label=" skílls")
    actions.rename_theme(actor=chair, theme=theme, label="SKILLS")
    point = actions.add_theme(actor=chair, decision=decision, question=question, label="Skills", parent=theme)
    with pytest.raises(Refused, match="no points of its own"):
        actions.add_theme(actor=chair, decision=decision, question=question, label="Deeper", parent=point)


def test_answers_that_changed_after_coding_are_marked(cast: Cast, asked: tuple[Decision, Question]) -> None:
    decision, question = asked
    theme = actions.add_theme(actor=cast.member("chair"), decision=decision, question=question, label="Trust")
    actions.code_answer(
        actor=cast.member("chair"), theme=theme, passage=key(decision, question, "Westland"), words="Trust is missing."
    )
    submit(cast, decision, "delegate", "All is well.")
    (found,) = themes_of(decision, question, passages_of(decision, question))
    assert [one.changed for one in found.coded] == [True]


def test_open_words_of_a_poll_are_coded_too(cast: Cast) -> None:
    decision = open_words(cast)
    actions.answer_poll(actor=cast.member("delegate"), decision=decision, words=["Trust is missing."])
    (passage,) = passages_of(decision, None)
    actions.add_theme(actor=cast.member("chair"), decision=decision, label="Trust", passages=[passage.key])
    actions.answer_poll(actor=cast.member("delegate"), decision=decision, words=["Trust, still."])
    assert standing(decision, None) == [("Trust", 1, ["Trust, still."])]


def test_coding_is_for_officers_and_told_to_them_alone_while_answers_are_hidden(cast: Cast) -> None:
    decision = call(cast, shown="after")
    question = questions(decision)[0]
    with pytest.raises(NotAllowed):
        actions.add_theme(actor=cast.member("delegate"), decision=decision, question=question, label="Trust")
    theme = actions.add_theme(actor=cast.member("chair"), decision=decision, question=question, label="Trust")
    event = Entry.objects.latest("pk")
    assert (event.name, event.audience_kind) == ("polls.themes_changed", "officers")
    actions.close_call(actor=cast.member("chair"), decision=decision)
    theme = Theme.objects.get(pk=theme.pk)
    actions.rename_theme(actor=cast.member("chair"), theme=theme, label="Confidence")
    assert Entry.objects.latest("pk").audience_kind == "group"
