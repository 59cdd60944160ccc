"""Pages of meetings: the list, one of them, planning, changing, cancelling, recording."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from workgroups.core.http import carries_out
from workgroups.groups.http import MemberRequest, group_page, marking_page, with_marking
from workgroups.groups.permissions import Member, require
from workgroups.groups.queries import guests_of
from workgroups.meetings import actions
from workgroups.meetings.forms import MeetingForm, RecordForm, SeriesForm
from workgroups.meetings.models import Meeting
from workgroups.meetings.permissions import can_arrange, meeting_for
from workgroups.meetings.queries import coming_few, past_page
from workgroups.meetings.views.page import answers_context, draft_url, page_context

PAST_A_PAGE = 30


@require_GET
@group_page
def meeting_list(request: MemberRequest) -> HttpResponse:
    """List what comes and what was."""
    past, earlier = past_page(request.member, request.GET.get("before", "")[:9], PAST_A_PAGE)
    context = {
        "coming": list(coming_few(request.member)),
        "past": past,
        "earlier_url": f"?before={earlier}" if earlier else "",
        "may_arrange": can_arrange(request.member),
    }
    return render(request, "meetings/meeting_list.html", context)


@require_GET
@group_page
def meeting_page(request: MemberRequest, number: int) -> HttpResponse:
    """Show a meeting: when for everybody, what is taken up, who comes, what came of it."""
    meeting = meeting_for(request.member, number)
    return render(request, "meetings/meeting_page.html", page_context(request.member, meeting))


@require_GET
@group_page
def meeting_attendance(request: MemberRequest, number: int) -> HttpResponse:
    """The live part: who comes."""
    meeting = meeting_for(request.member, number)
    return render(request, "meetings/_attendance.html", answers_context(meeting))


@require_POST
@group_page
def meeting_answer(request: MemberRequest, number: int) -> HttpResponse:
    """Take an answer."""
    meeting = meeting_for(request.member, number, may="answer")
    actions.answer_meeting(actor=request.member, meeting=meeting, answer=request.POST.get("answer", ""))
    messages.success(request, _("Your answer is recorded. You can change it until the meeting."))
    return redirect(meeting)


@group_page
def meeting_add(request: MemberRequest) -> HttpResponse:
    """Set a single meeting."""
    require(can_arrange(request.member))
    form = with_marking(MeetingForm(request.POST or None), request.member)
    made: list[Meeting] = []

    def plan(**values: Any) -> None:
        made.append(actions.plan_meeting(actor=request.member, **values))

    if request.method == "POST" and carries_out(form, plan):
        return redirect(made[0])
    return render(request, "meetings/meeting_add.html", {"form": form}, status=422 if form.errors else 200)


@group_page
def meeting_record(request: MemberRequest) -> HttpResponse:
    """Bring in a meeting that was, from a source."""
    require(can_arrange(request.member))
    form = with_marking(RecordForm(request.POST or None), request.member)
    made: list[Meeting] = []

    def record(**values: Any) -> None:
        made.append(actions.record_meeting(actor=request.member, **values))

    if request.method == "POST" and carries_out(form, record):
        messages.success(request, _("The record is made; nobody was told. Add its sessions and participants here."))
        return redirect(made[0])
    return render(request, "meetings/meeting_record.html", {"form": form}, status=422 if form.errors else 200)


@group_page
def series_add(request: MemberRequest) -> HttpResponse:
    """Make an open-ended series."""
    require(can_arrange(request.member))
    form = with_marking(SeriesForm(request.POST or None), request.member)
    if request.method == "POST" and form.is_valid():
        actions.create_series(actor=request.member, **form.values())
        messages.success(request, _("The series is set; its meetings stand in everybody's calendar."))
        return redirect("meetings:meeting-list", request.member.group.slug)
    return render(request, "meetings/series_add.html", {"form": form}, status=422 if form.errors else 200)


@group_page
def meeting_edit(request: MemberRequest, number: int) -> HttpResponse:
    """Move a meeting or change what it is called."""
    meeting = meeting_for(request.member, number, may="arrange")
    shape = RecordForm if meeting.is_record else MeetingForm
    form = shape(request.POST or None, initial=shape.values_of(meeting))

    def move(**values: Any) -> None:
        actions.move_meeting(actor=request.member, meeting=meeting, **values)

    if request.method == "POST" and carries_out(form, move):
        messages.success(request, _("The meeting is changed; calendars take the change when they next ask."))
        return redirect(meeting)
    context = {"form": form, "meeting": meeting}
    return render(request, "meetings/meeting_edit.html", context, status=422 if form.errors else 200)


@require_POST
@group_page
def meeting_cancel(request: MemberRequest, number: int) -> HttpResponse:
    """Cancel a meeting."""
    meeting = meeting_for(request.member, number, may="arrange")
    actions.cancel_meeting(actor=request.member, meeting=meeting)
    messages.success(request, _("The meeting is cancelled; it stays in calendars, struck out."))
    return redirect(meeting)


@require_POST
@group_page
def meeting_restore(request: MemberRequest, number: int) -> HttpResponse:
    """Undo a cancellation in time."""
    meeting = meeting_for(request.member, number, may="arrange")
    actions.restore_meeting(actor=request.member, meeting=meeting)
    messages.success(request, _("The meeting stands again."))
    return redirect(meeting)


@require_http_methods(["GET", "POST"])
@group_page
def meeting_marking(request: MemberRequest, number: int) -> HttpResponse:
    """Give a meeting another marking."""
    meeting = meeting_for(request.member, number)
    act = partial(_mark, request.member, meeting)
    return marking_page(request, meeting, act, guests_of(request.member.group, "meeting", number))


def _mark(member: Member, meeting: Meeting, marking: str) -> None:
    actions.mark_meeting(actor=member, meeting=meeting, marking=marking)


@require_POST
@group_page
def minutes_open(request: MemberRequest, number: int) -> HttpResponse:
    """Begin the minutes as a shared draft."""
    meeting = meeting_for(request.member, number, may="arrange")
    draft = actions.open_minutes(actor=request.member, meeting=meeting)
    return redirect(draft_url(draft))
