"""Answering a call: a form by sections, drafts that are kept, and answers brought in by an officer."""

from typing import TypeVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.accounts.registry import Kept
from workgroups.core import slots
from workgroups.core.errors import Missing, Refused
from workgroups.groups.http import MemberRequest, group_page
from workgroups.groups.models import Delegation
from workgroups.polls import actions
from workgroups.polls.forms.calls import BringForm, CallAnswerForm, initial_of
from workgroups.polls.models import Decision, Response
from workgroups.polls.permissions import decision_for
from workgroups.polls.queries import Voice, asked_by, replies_of, response_of, sections_of, voice_of

T = TypeVar("T", Delegation, Person)


@group_page
def call_answer(request: MemberRequest, number: int) -> HttpResponse:
    """Answer a call, or keep what is written so far."""
    decision = decision_for(request.member, number, may="respond")
    if request.method == "POST":
        return _save(request, decision) if "save" in request.POST else _submit(request, decision)
    voice = _voice(request, decision)
    draft = response_of(decision.call, voice, Response.State.DRAFT)
    begun = draft or response_of(decision.call, voice, Response.State.SUBMITTED)
    initial = initial_of(begun, replies_of([begun]) if begun else {})
    form = CallAnswerForm(sections_of(decision.call), initial=initial)
    return _page(request, decision, form)


@group_page
def answer_bring(request: MemberRequest, number: int) -> HttpResponse:
    """Bring in an answer that arrived another way."""
    decision = decision_for(request.member, number, may="manage")
    voices, sections = asked_by(decision.call, request.member.group), sections_of(decision.call)
    form = BringForm(voices, sections, request.POST or None, initial={"whose": request.GET.get("whose", "")})
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_answer(
                actor=request.member,
                decision=decision,
                values=form.values(),
                note=form.cleaned_data["note"],
                delegation=_chosen(Delegation, form.cleaned_data["whose"]),
                person=_chosen(Person, form.cleaned_data["whose"]),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The answer stands in the call. It says that you brought it in."))
            return redirect(decision)
    context = {"decision": decision, "form": form}
    return render(request, "polls/answer_bring.html", context, status=422 if form.errors else 200)


def _save(request: MemberRequest, decision: Decision) -> HttpResponse:
    """Keep a draft; the page asks for it by itself while somebody writes, and then wants one line only."""
    by_itself = bool(request.headers.get("HX-Request"))
    form = CallAnswerForm(sections_of(decision.call), request.POST)
    try:
        if form.is_valid():
            values, seen = form.values(), form.cleaned_data["seen"] or 0
            draft = actions.save_answer(actor=request.member, decision=decision, values=values, seen=seen)
            if by_itself:
                return render(request, "polls/_saved.html", {"draft": draft})
            messages.success(request, _("The draft is kept. Only those for whom it speaks see it."))
            return redirect("polls:call-answer", decision.group.slug, decision.number)
    except Refused as refusal:
        if by_itself:
            return render(request, "polls/_saved.html", {"refusal": str(refusal)})
        form.refuse(refusal)
    return render(request, "polls/_saved.html") if by_itself else _page(request, decision, form, status=422)


def _submit(request: MemberRequest, decision: Decision) -> HttpResponse:
    form = CallAnswerForm(sections_of(decision.call), request.POST, final=True)
    try:
        if form.is_valid():
            actions.submit_answer(actor=request.member, decision=decision, values=form.values())
            messages.success(request, _("Your answer is in. You can change it until the call closes."))
            return redirect(f"{decision.get_absolute_url()}?answered")
    except Refused as refusal:
        form.refuse(refusal)
    return _page(request, decision, form, status=422)


def _page(request: MemberRequest, decision: Decision, form: CallAnswerForm, *, status: int = 200) -> HttpResponse:
    voice = _voice(request, decision)
    context = {
        "decision": decision,
        "call": decision.call,
        "form": form,
        "voice": voice,
        "draft": response_of(decision.call, voice, Response.State.DRAFT),
        "own": response_of(decision.call, voice, Response.State.SUBMITTED),
    }
    return render(request, "polls/call_answer.html", context, status=status)


def _voice(request: MemberRequest, decision: Decision) -> Voice:
    if voice := voice_of(request.member, decision.call):
        return voice
    raise Missing


def _chosen(model: type[T], key: str) -> T | None:
    """Return whom a choice such as `delegation-7` names, if it is one of these."""
    kind, _dash, pk = key.partition("-")
    return model._default_manager.get(pk=int(pk)) if kind == model._meta.model_name else None


@slots.fill("accounts.kept", order=70)
def kept_of_a_person() -> list[Kept]:
    """What is kept here about a person."""
    return [
        Kept(
            _("Polls, calls and answers"),
            (
                "polls.Decision.by",
                "polls.Asked.person",
                "polls.Response.person",
                "polls.Response.brought_by",
                "polls.Answer.person",
                "polls.Coding.by",
                "polls.CodingStep.by",
            ),
            _("Answers are those of your delegation; that you gave them is kept with them."),
            _("Part of the record of the group; stays with it."),
            touched=("polls.Response.brought_by",),
            parts=("polls.Reply.response", "polls.Words.answer"),
            omits=("polls.CodingStep.before",),
            called={
                "polls.Decision": _("Polls, calls and decisions begun"),
                "polls.Asked": _("Calls put to you"),
                "polls.Response": _("Answers to calls"),
                "polls.Answer": _("Votes"),
                "polls.Coding": _("Answers given a theme"),
                "polls.CodingStep": _("Changes of themes"),
            },
        ),
    ]
