"""The bench on which an officer sorts open answers into themes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from workgroups.core.errors import Missing, Refused
from workgroups.groups.http import MemberRequest, group_page
from workgroups.polls import actions
from workgroups.polls.logic.suggest import suggest
from workgroups.polls.models import Decision, Question, Theme
from workgroups.polls.permissions import coding_for, decision_for, question_for, theme_for
from workgroups.polls.queries import figure_of, last_step, passages_of, themes_of

Place = tuple[Decision, Question | None]


@require_GET
@group_page
def theme_list(request: MemberRequest, number: int, question: int) -> HttpResponse:
    """Show the answers, what they share, and the themes so far."""
    decision, asked = _place(request, number, question)
    passages = passages_of(decision, asked)
    themes = themes_of(decision, asked, passages)
    coded: dict[str, list[object]] = {}
    for one in (part for theme in themes for part in (theme, *theme.points)):
        for coding in one.coded:
            coded.setdefault(coding.passage.key, []).append((one.theme, coding))
    taken = [part.theme.label for one in themes for part in (one, *one.points)]
    context = {
        "decision": decision,
        "asked": asked,
        "question_id": question,
        "answers": [(passage, coded.get(passage.key, [])) for passage in passages],
        "uncoded": sum(1 for passage in passages if passage.key not in coded),
        "themes": themes,
        "suggestions": suggest([(one.key, one.text) for one in passages], taken),
        "step": last_step(decision, asked),
        "figure": figure_of(asked or decision),
    }
    return render(request, "polls/theme_list.html", context)


@require_POST
@group_page
def theme_add(request: MemberRequest, number: int, question: int) -> HttpResponse:
    """Make a theme, or a point of one."""
    decision, asked = _place(request, number, question)
    parent = _theme(request, decision, asked, "parent") if request.POST.get("parent") else None
    actions.add_theme(
        actor=request.member,
        decision=decision,
        question=asked,
        label=request.POST.get("label", ""),
        parent=parent,
        passages=request.POST.getlist("passages"),
    )
    return _back(request, number, question, _("The theme is added."))


@require_POST
@group_page
def theme_rename(request: MemberRequest, number: int, question: int) -> HttpResponse:
    """Give a theme other words."""
    decision, asked = _place(request, number, question)
    theme = _theme(request, decision, asked, "theme")
    actions.rename_theme(actor=request.member, theme=theme, label=request.POST.get("label", ""))
    return _back(request, number, question, _("The theme is renamed."))


@require_POST
@group_page
def theme_merge(request: MemberRequest, number: int, question: int) -> HttpResponse:
    """Move everything of a theme to another one."""
    decision, asked = _place(request, number, question)
    theme, into = _theme(request, decision, asked, "theme"), _theme(request, decision, asked, "into")
    actions.merge_themes(actor=request.member, into=into, theme=theme)
    return _back(request, number, question, _("The themes are one now."))


@require_POST
@group_page
def theme_split(request: MemberRequest, number: int, question: int) -> HttpResponse:
    """Make a theme of some of the answers of another."""
    decision, asked = _place(request, number, question)
    actions.split_theme(
        actor=request.member,
        theme=_theme(request, decision, asked, "theme"),
        label=request.POST.get("label", ""),
        codings=[int(key) for key in request.POST.getlist("codings") if key.isdecimal()],
    )
    return _back(request, number, question, _("The theme is split."))


@require_POST
@group_page
def theme_remove(request: MemberRequest, number: int, question: int) -> HttpResponse:
    """Take a theme away."""
    decision, asked = _place(request, number, question)
    actions.remove_theme(actor=request.member, theme=_theme(request, decision, asked, "theme"))
    return _back(request, number, question, _("The theme is gone; its answers are uncoded."))


@require_POST
@group_page
def answer_code(request: MemberRequest, number: int, question: int) -> HttpResponse:
    """Say that an answer speaks of a theme."""
    decision, asked = _place(request, number, question)
    if not request.POST.get("theme"):
        raise Refused(_("Choose a theme first."), field="theme")
    theme = _theme(request, decision, asked, "theme")
    passage, words = request.POST.get("passage", ""), request.POST.get("words", "")
    actions.code_answer(actor=request.member, theme=theme, passage=passage, words=words)
    return _back(request, number, question, _("The answer is coded."), place=f"answer-{passage}")


@require_POST
@group_page
def answer_recode(request: MemberRequest, number: int, question: int) -> HttpResponse:
    """Move what was coded to another theme, or take it out."""
    decision, asked = _place(request, number, question)
    coding = coding_for(decision, asked, _id(request, "coding"))
    theme = _theme(request, decision, asked, "theme") if request.POST.get("theme") else None
    actions.recode_answer(actor=request.member, coding=coding, theme=theme)
    place = f"answer-{request.POST.get('passage', '')}"
    return _back(request, number, question, _("The answer is moved.") if theme else _("The code is taken out."), place)


@require_POST
@group_page
def coding_undo(request: MemberRequest, number: int, question: int) -> HttpResponse:
    """Take the last change back."""
    decision, asked = _place(request, number, question)
    actions.undo_coding(actor=request.member, decision=decision, question=asked)
    return _back(request, number, question, _("The last change is taken back."))


def _place(request: MemberRequest, number: int, question: int) -> Place:
    """Return what is coded: of the address's two numbers the second is 0 for a poll."""
    decision = decision_for(request.member, number, may="code")
    return decision, question_for(decision, question or None)


def _theme(request: MemberRequest, decision: Decision, asked: Question | None, name: str) -> Theme:
    return theme_for(decision, asked, _id(request, name))


def _id(request: MemberRequest, name: str) -> int:
    value = request.POST.get(name, "")
    if not value.isdecimal() or len(value) > 18:
        raise Missing
    return int(value)


def _back(request: MemberRequest, number: int, question: int, said: str, place: str = "") -> HttpResponse:
    messages.success(request, said)
    address = redirect("polls:theme-list", request.member.group.slug, number, question)
    if place:
        address.headers["Location"] += f"#{place}"
    return address
