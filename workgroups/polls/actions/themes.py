"""Sort open answers into themes. Every change keeps how the themes stood before it, so that it can be taken back."""

import re
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from workgroups.core import clock, text
from workgroups.core.errors import Missing, Refused
from workgroups.events.actions import emit
from workgroups.groups.permissions import Member, require
from workgroups.polls.events import ThemesChanged
from workgroups.polls.models import Coding, CodingStep, Decision, Poll, Question, Theme
from workgroups.polls.permissions import are_answers_shown, can_code, can_see_result
from workgroups.polls.queries import Passage, passage_of

MAX_THEMES = 40
MAX_STEPS = 100


@transaction.atomic
def add_theme(
    *,
    actor: Member,
    decision: Decision,
    label: str,
    question: Question | None = None,
    parent: Theme | None = None,
    passages: Collection[str] = (),
) -> Theme:
    """Make a theme, or with `parent` a point of one, and code these answers to it.

    `question` is the call's question, None for a poll of open words; `passages` are keys as `passages_of` gives them.
    """
    _begin(actor, decision, question, "added", label)
    theme = _new_theme(decision, question, parent, label)
    for key in passages:
        _code(actor, theme, _passage(decision, question, key), "")
    emit(_changed(actor, decision, question))
    return theme


@transaction.atomic
def rename_theme(*, actor: Member, theme: Theme, label: str) -> None:
    """Give a theme other words."""
    decision, question = theme.decision, theme.question
    _begin(actor, decision, question, "renamed", theme.label)
    theme.label = _label(decision, question, theme.parent, label, own=theme)
    theme.save(update_fields=["label"])
    emit(_changed(actor, decision, question))


@transaction.atomic
def merge_themes(*, actor: Member, into: Theme, theme: Theme) -> None:
    """Move everything of `theme` to `into`; an answer that speaks of both stands there once."""
    decision, question = into.decision, into.question
    if (theme.decision_id, theme.question_id) != (into.decision_id, into.question_id):
        raise Missing
    if into.pk == theme.pk or into.parent_id == theme.pk:
        raise Refused(_("Choose another theme to merge into."), field="into")
    _begin(actor, decision, question, "merged", theme.label)
    held = set(into.codings.values_list("reply", "words", "text"))
    for coding in theme.codings.all():
        if (coding.reply_id, coding.words_id, coding.text) not in held:
            Coding.objects.filter(pk=coding.pk).update(theme=into)
    for point in theme.points.all():
        Theme.objects.filter(pk=point.pk).update(parent=into.parent or into, position=_last(decision, question) + 1)
    theme.delete()
    emit(_changed(actor, decision, question))


@transaction.atomic
def split_theme(*, actor: Member, theme: Theme, label: str, codings: Collection[int]) -> Theme:
    """Make a new theme beside this one of some of what was coded to it."""
    decision, question = theme.decision, theme.question
    moved = list(theme.codings.filter(pk__in=codings))
    if not moved:
        raise Refused(_("Choose which answers the new theme takes."), field="codings")
    _begin(actor, decision, question, "split", theme.label)
    made = _new_theme(decision, question, theme.parent, label)
    Coding.objects.filter(pk__in=[one.pk for one in moved]).update(theme=made)
    emit(_changed(actor, decision, question))
    return made


@transaction.atomic
def remove_theme(*, actor: Member, theme: Theme) -> None:
    """Take a theme away; its answers are uncoded, its points go with it."""
    decision, question = theme.decision, theme.question
    _begin(actor, decision, question, "removed", theme.label)
    theme.delete()
    emit(_changed(actor, decision, question))


@transaction.atomic
def code_answer(*, actor: Member, theme: Theme, passage: str, words: str = "") -> Coding:
    """Say that an answer speaks of a theme: with `words` only these of it, else all of it."""
    decision, question = theme.decision, theme.question
    found = _passage(decision, question, passage)
    _begin(actor, decision, question, "coded", theme.label)
    coding = _code(actor, theme, found, words)
    emit(_changed(actor, decision, question))
    return coding


@transaction.atomic
def recode_answer(*, actor: Member, coding: Coding, theme: Theme | None) -> None:
    """Move what was coded to another theme, or with None take it out."""
    decision, question = coding.theme.decision, coding.theme.question
    if theme and (theme.decision_id, theme.question_id) != (decision.pk, coding.theme.question_id):
        raise Missing
    _begin(actor, decision, question, "moved" if theme else "uncoded", coding.theme.label)
    if theme is None or _held(theme, coding.reply_id, coding.words_id, coding.text):
        coding.delete()
    else:
        Coding.objects.filter(pk=coding.pk).update(theme=theme)
    emit(_changed(actor, decision, question))


@transaction.atomic
def undo_coding(*, actor: Member, decision: Decision, question: Question | None = None) -> None:
    """Put the themes back to how they stood before the last change; again: before the one before it."""
    require(can_code(actor))
    _lock(decision)
    step = CodingStep.objects.filter(decision=decision, question=question).first()
    if step is None:
        raise Refused(_("There is nothing to take back."))
    _restore(decision, question, step.before)
    step.delete()
    emit(_changed(actor, decision, question))


def _begin(actor: Member, decision: Decision, question: Question | None, what: str, label: str) -> None:
    """Ask permission, wait for others who code the same answers, and keep how the themes stand."""
    require(can_code(actor))
    _lock(decision)
    if Poll.objects.filter(decision=decision).exclude(kind=Poll.Kind.WORDS).exists():
        raise Refused(_("Only open words are coded into themes."))
    step = CodingStep(decision=decision, question=question, what=what, label=label[:120])
    step.by, step.at, step.before = actor.person, clock.now(), _standing(decision, question)
    step.save()
    kept = CodingStep.objects.filter(decision=decision, question=question)
    CodingStep.objects.filter(pk__in=list(kept.values_list("pk", flat=True)[MAX_STEPS:])).delete()


def _lock(decision: Decision) -> None:
    Decision.objects.select_for_update().get(pk=decision.pk)


def _standing(decision: Decision, question: Question | None) -> dict[str, list[list[Any]]]:
    themes = Theme.objects.filter(decision=decision, question=question).order_by("pk")
    codings = Coding.objects.filter(theme__in=themes).order_by("pk")
    return {
        "themes": [[one.pk, one.parent_id, one.position, one.label] for one in themes],
        "codings": [
            [one.pk, one.theme_id, one.reply_id, one.words_id, one.text, one.by_id, one.at.isoformat()]
            for one in codings
        ],
    }


def _restore(decision: Decision, question: Question | None, before: dict[str, list[list[Any]]]) -> None:
    Theme.objects.filter(decision=decision, question=question).delete()
    rows = before["themes"]
    for row in sorted(rows, key=lambda row: row[1] is not None):  # those that hang below another one last
        pk, parent, position, label = row
        Theme.objects.create(
            pk=pk, decision=decision, question=question, parent_id=parent, position=position, label=label
        )
    keys = {f"r{row[2]}" if row[2] else f"w{row[3]}" for row in before["codings"]}
    present = {key for key in keys if passage_of(decision, question, key)}  # an answer may have gone meanwhile
    for pk, theme, reply, words, words_text, by, at in before["codings"]:
        if (f"r{reply}" if reply else f"w{words}") in present:
            moment = datetime.fromisoformat(str(at))
            row_of = {"theme_id": theme, "reply_id": reply, "words_id": words, "by_id": by, "at": moment}
            Coding.objects.create(pk=pk, text=words_text, **row_of)


def _new_theme(decision: Decision, question: Question | None, parent: Theme | None, label: str) -> Theme:
    if parent and ((parent.decision_id, parent.question_id) != (decision.pk, question.pk if question else None)):
        raise Missing
    if parent and parent.parent_id:
        raise Refused(_("A point has no points of its own."), field="parent")
    if Theme.objects.filter(decision=decision, question=question).count() >= MAX_THEMES * 5:
        raise Refused(_("There are too many themes already; merge some first."), field="label")
    return Theme.objects.create(
        decision=decision,
        question=question,
        parent=parent,
        position=_last(decision, question) + 1,
        label=_label(decision, question, parent, label),
    )


def _label(
    decision: Decision, question: Question | None, parent: Theme | None, label: str, own: Theme | None = None
) -> str:
    line = text.single_line(label)
    if not line:
        raise Refused(_("Name the theme first."), field="label")
    if len(line) > 120:
        raise Refused(_("Use at most %(limit)d characters here.") % {"limit": 120}, field="label")
    others = Theme.objects.filter(decision=decision, question=question, parent=parent)
    taken = others.exclude(pk=own.pk) if own else others
    if text.fold(line) in {text.fold(one) for one in taken.values_list("label", flat=True)}:
        raise Refused(_("There is a theme of this name already."), field="label")
    return line


def _last(decision: Decision, question: Question | None) -> int:
    found = Theme.objects.filter(decision=decision, question=question).aggregate(last=Max("position"))
    return int(found["last"] or 0)


def _passage(decision: Decision, question: Question | None, key: str) -> Passage:
    if found := passage_of(decision, question, key):
        return found
    raise Missing


def _code(actor: Member, theme: Theme, passage: Passage, words: str) -> Coding:
    said = _standing_words(passage.text, words)
    if held := _held(theme, passage.reply_id, passage.words_id, said):
        return held
    return Coding.objects.create(
        theme=theme,
        reply_id=passage.reply_id,
        words_id=passage.words_id,
        text=said,
        by=actor.person,
        at=clock.now(),
    )


def _standing_words(answer: str, words: str) -> str:
    """Return the words as they stand in the answer, wherever lines break in either; empty for all of it."""
    parts = [re.escape(part) for part in words.split()]
    found = re.search(r"\s+".join(parts), answer)
    if found is None:
        raise Refused(_("These words do not stand in the answer."), field="words")
    return found[0]


def _held(theme: Theme, reply_id: int | None, words_id: int | None, said: str) -> Coding | None:
    return theme.codings.filter(reply=reply_id, words=words_id, text=said).first()


def _changed(actor: Member, decision: Decision, question: Question | None) -> ThemesChanged:
    shown = are_answers_shown(decision.call) if decision.kind == Decision.Kind.CALL else _result_shown(actor, decision)
    return ThemesChanged(
        group_id=decision.group_id,
        decision_id=decision.pk,
        question_id=question.pk if question else None,
        actor_id=actor.person.pk,
        officers_only=not shown,
    )


def _result_shown(actor: Member, decision: Decision) -> bool:
    return can_see_result(actor, decision.poll)
