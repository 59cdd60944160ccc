"""Pages of polls: asking, answering, results as they come in, and polls of elsewhere."""

from typing import Any

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
from workgroups.polls.forms.polls import AnswerForm, PollForm, RecordPollForm
from workgroups.polls.http import table_file
from workgroups.polls.models import Answer, Decision, Poll
from workgroups.polls.permissions import (
    can_answer,
    can_code,
    can_open_poll,
    can_record_decision,
    can_reopen_poll,
    can_see_result,
    decision_for,
)
from workgroups.polls.queries import answer_of, figure_of, passages_of, recording_of


def poll_page(
    request: MemberRequest, decision: Decision, form: AnswerForm | None = None, *, status: int = 200
) -> HttpResponse:
    """Show a poll with its result and one's own answer."""
    member = request.member
    context = _context(member, decision)
    if decision.state == Decision.State.OPEN:
        may = can_answer(member, decision.poll)
        context |= {"may_answer": may, "form": form or AnswerForm(decision.poll, initial=_initial(context["own"]))}
    context |= {"may_close": can_manage(member), "may_reopen": can_reopen_poll(member, decision.poll)}
    context |= {"parts": slots.gather("polls.rail", request, decision)}
    return render(request, "polls/poll_page.html", context, status=status)


@require_GET
@group_page
def poll_result(request: MemberRequest, number: int) -> HttpResponse:
    """The live part of a poll's page."""
    decision = decision_for(request.member, number)
    require(decision.kind == Decision.Kind.POLL)
    return render(request, "polls/_result.html", _context(request.member, decision))


@require_GET
@group_page
def poll_export(request: MemberRequest, number: int) -> HttpResponse:
    """The table behind a poll's figure as a file."""
    decision = decision_for(request.member, number)
    require(decision.kind == Decision.Kind.POLL and can_see_result(request.member, decision.poll))
    figure = figure_of(decision)
    return table_file(_("poll"), decision, [figure.columns, *figure.rows])


@require_POST
@group_page
def poll_answer(request: MemberRequest, number: int) -> HttpResponse:
    """Take an answer."""
    decision = decision_for(request.member, number, may="answer")
    form = AnswerForm(decision.poll, request.POST)
    try:
        if not form.is_valid():
            return poll_page(request, decision, form, status=422)
        actions.answer_poll(actor=request.member, decision=decision, option_ids=form.option_ids(), words=form.words())
    except Refused as refusal:
        form.refuse(refusal)
        return poll_page(request, decision, form, status=refusal.status)
    messages.success(request, _("Your answer is recorded. You can change it until the poll closes."))
    return redirect(f"{decision.get_absolute_url()}?answered")


@require_POST
@group_page
def poll_close(request: MemberRequest, number: int) -> HttpResponse:
    """Close a poll before its time."""
    decision = decision_for(request.member, number, may="close")
    actions.close_poll(actor=request.member, decision=decision)
    messages.success(request, _("The poll is closed and its result stands."))
    return redirect(decision)


@require_POST
@group_page
def poll_reopen(request: MemberRequest, number: int) -> HttpResponse:
    """Undo a closing."""
    decision = decision_for(request.member, number, may="close")
    actions.reopen_poll(actor=request.member, decision=decision)
    messages.success(request, _("The poll is open again, with the answers it had."))
    return redirect(decision)


@group_page
def poll_add(request: MemberRequest) -> HttpResponse:
    """Ask a question."""
    require(can_open_poll(request.member))
    form = with_marking(PollForm(request.POST or None), request.member)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(actions.open_poll(actor=request.member, **form.values()))
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    return render(request, "polls/poll_add.html", {"form": form}, status=422 if form.errors else 200)


@group_page
def poll_record(request: MemberRequest) -> HttpResponse:
    """Record a poll of elsewhere."""
    require(can_record_decision(request.member))
    form = with_marking(RecordPollForm(request.POST or None), request.member)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(actions.record_poll(actor=request.member, **form.cleaned_data))
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    return render(request, "polls/poll_record.html", {"form": form}, status=422 if form.errors else 200)


def _context(member: Member, decision: Decision) -> dict[str, Any]:
    poll = decision.poll
    shown, own = can_see_result(member, poll), answer_of(member, poll)
    figure = figure_of(decision)
    open_words = poll.kind == Poll.Kind.WORDS and not recording_of(decision)
    return {
        "decision": decision,
        "poll": poll,
        "group": member.group,
        "recording": recording_of(decision),
        "shown": shown,
        "figure": figure,
        "own": own,
        "mine": [option.label for option in own.options.all()] if own else [],
        "passages": passages_of(decision, None) if open_words and shown else [],
        "may_code": can_code(member) and open_words and shown,
    }


def _initial(own: Answer | None) -> dict[str, Any]:
    """Return one's own answer as the form has it."""
    if own is None:
        return {}
    chosen = [str(option.pk) for option in own.options.all()]
    single = own.poll.max_choices == 1
    words = {f"word-{one.position}": one.text for one in own.words.all()}
    return {"options": (chosen[0] if chosen else None) if single else chosen} | words
