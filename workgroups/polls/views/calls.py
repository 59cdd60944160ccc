"""Pages of calls for input: sending one out, who has answered, the answers side by side."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from workgroups.core import slots
from workgroups.core.errors import Refused
from workgroups.groups.http import MemberRequest, group_page, with_marking
from workgroups.groups.permissions import Member, can_manage, require
from workgroups.polls import actions
from workgroups.polls.forms.calls import CallForm
from workgroups.polls.forms.polls import RecordThemesForm
from workgroups.polls.http import table_file
from workgroups.polls.models import Decision, Response
from workgroups.polls.permissions import (
    can_answer_call,
    can_open_poll,
    can_record_decision,
    can_see_answers,
    decision_for,
)
from workgroups.polls.queries import (
    Column,
    Said,
    columns_of,
    figures_of,
    matrix_of,
    open_questions_of,
    recording_of,
    response_of,
    sections_of,
    voice_of,
)


def call_page(request: MemberRequest, decision: Decision) -> HttpResponse:
    """Show a call: who has answered, what comes of it, and the way to one's own answer."""
    member = request.member
    context = _state(member, decision)
    context |= {
        "recording": recording_of(decision),
        "sections": sections_of(decision.call),
        "may_manage": can_manage(member),
        "open_questions": open_questions_of(decision) if can_manage(member) else [],
        "parts": slots.gather("polls.rail", request, decision),
    }
    return render(request, "polls/call_page.html", context)


@require_GET
@group_page
def call_state(request: MemberRequest, number: int) -> HttpResponse:
    """The live part of a call's page: one's own answer, who has answered, the figures."""
    decision = decision_for(request.member, number)
    require(decision.kind == Decision.Kind.CALL)
    return render(request, "polls/_call_state.html", _state(request.member, decision))


@require_GET
@group_page
def call_compare(request: MemberRequest, number: int) -> HttpResponse:
    """Show all answers side by side."""
    decision = decision_for(request.member, number, may="compare")
    matrix = matrix_of(decision.call, request.member.group)
    context = {"decision": decision, "matrix": matrix, "as_table": "table" in request.GET}
    return render(request, "polls/call_compare.html", context)


@require_GET
@group_page
def call_export(request: MemberRequest, number: int) -> HttpResponse:
    """The answers side by side as a file."""
    decision = decision_for(request.member, number, may="compare")
    matrix = matrix_of(decision.call, request.member.group)
    names = [column.name if decision.is_attributed else _("Answer") for column in matrix.answered]
    rows = [
        [part.section.title, line.question.text, *_answers(line.cells, is_attributed=decision.is_attributed)]
        for part in matrix.parts
        for line in part.lines
    ]
    return table_file(_("call"), decision, [[_("Section"), _("Question"), *names], *rows])


def _answers(cells: Iterable[tuple[Column, Said | None]], *, is_attributed: bool) -> list[str]:
    """One question's answers, a column each; what is not for attribution in an order that says nothing of whose."""
    found = [(said.text or "; ".join(said.choices)) if said else "" for column, said in cells if column.response]
    return found if is_attributed else sorted(found, key=lambda words: (not words, words))


@require_POST
@group_page
def call_close(request: MemberRequest, number: int) -> HttpResponse:
    """Close a call before its time."""
    decision = decision_for(request.member, number, may="manage")
    actions.close_call(actor=request.member, decision=decision)
    messages.success(request, _("The call is closed. Late answers can still be brought in by an officer."))
    return redirect(decision)


@group_page
def call_add(request: MemberRequest) -> HttpResponse:
    """Write a call, look at it, send it out."""
    member = request.member
    require(can_open_poll(member))
    form = with_marking(CallForm(member, request.POST or None), member)
    looked = False
    if request.method == "POST" and form.is_valid():
        looked = "look" in request.POST
        if not looked:
            try:
                return redirect(actions.open_call(actor=member, **form.values()))
            except Refused as refusal:
                form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    sections = form.cleaned_data["questions"] if looked else []
    context = {"form": form, "sections": sections, "looked": looked}
    return render(request, "polls/call_add.html", context, status=422 if form.errors else 200)


@group_page
def themes_record(request: MemberRequest) -> HttpResponse:
    """Record the themes of a discussion elsewhere."""
    require(can_record_decision(request.member))
    form = with_marking(RecordThemesForm(request.POST or None), request.member)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(actions.record_themes(actor=request.member, **form.cleaned_data))
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    return render(request, "polls/themes_record.html", {"form": form}, status=422 if form.errors else 200)


def _state(member: Member, decision: Decision) -> dict[str, object]:
    call = decision.call
    voice, shown = voice_of(member, call), can_see_answers(member, call)
    recorded = recording_of(decision) is not None
    columns = [] if recorded else columns_of(call, member.group)
    return {
        "decision": decision,
        "call": call,
        "group": member.group,
        "voice": voice,
        "may_answer": can_answer_call(member, call),
        "draft": response_of(call, voice, Response.State.DRAFT) if voice else None,
        "own": response_of(call, voice, Response.State.SUBMITTED) if voice else None,
        "columns": columns,
        "answered": sum(1 for column in columns if column.response),
        "shown": shown,
        "figures": figures_of(decision) if shown or recorded else [],
    }
