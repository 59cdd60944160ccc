"""Pages of meetings."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from workgroups.accounts.http import PersonRequest, signed_in
from workgroups.core import clock, slots
from workgroups.core.errors import Missing, Refused
from workgroups.core.http import keep_posted
from workgroups.drafts.models import Draft
from workgroups.groups.http import MemberRequest, group_page, nav_entry
from workgroups.groups.permissions import Member, member_for, public_group_for, require
from workgroups.groups.queries import NavEntry, groups_of
from workgroups.meetings import actions
from workgroups.meetings.adapters.ics import calendar
from workgroups.meetings.forms import AgendaForm, AttendanceForm, MeetingForm, SeriesForm, TaskForm, agenda_items
from workgroups.meetings.http import calendar_response
from workgroups.meetings.models import FeedToken, Meeting
from workgroups.meetings.permissions import can_answer_meeting, can_arrange, can_do_task, meeting_for, task_for
from workgroups.meetings.queries import (
    answers_to,
    awaited_in,
    coming_in,
    feed_of,
    hours_for,
    in_feed,
    next_in,
    past_in,
    person_of_feed,
    tasks_of,
    week_of,
)

SHOWN = 5


@require_GET
@group_page
def meeting_list(request: MemberRequest) -> HttpResponse:
    """List what comes and what was."""
    group = request.member.group
    context = {
        "coming": list(coming_in(group).select_related("group", "series")[:SHOWN]),
        "past": list(past_in(group).select_related("group")[: 4 * SHOWN]),
        "may_arrange": can_arrange(request.member),
    }
    return render(request, "meetings/meeting_list.html", context)


@require_GET
@group_page
def meeting_page(request: MemberRequest, number: int) -> HttpResponse:
    """Show a meeting: when for everybody, what is taken up, who comes, what came of it."""
    meeting = meeting_for(request.member, number)
    return render(request, "meetings/meeting_page.html", _context(request.member, meeting))


@require_GET
@group_page
def meeting_attendance(request: MemberRequest, number: int) -> HttpResponse:
    """The live part: who comes."""
    meeting = meeting_for(request.member, number)
    return render(request, "meetings/_attendance.html", _answers(meeting))


@require_GET
@group_page
def meeting_tasks(request: MemberRequest, number: int) -> HttpResponse:
    """The live part: tasks."""
    meeting = meeting_for(request.member, number)
    return render(request, "meetings/_tasks.html", _tasks(request.member, meeting))


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
    form = MeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect(actions.plan_meeting(actor=request.member, **form.cleaned_data))
    return render(request, "meetings/meeting_add.html", {"form": form}, status=422 if form.errors else 200)


@group_page
def series_add(request: MemberRequest) -> HttpResponse:
    """Make an open-ended series."""
    require(can_arrange(request.member))
    form = SeriesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.create_series(actor=request.member, **form.values())
        messages.success(request, _("The series is set; its meetings stand in everybody's calendar."))
        return redirect("meetings:meeting-list", request.member.group.slug)
    return render(request, "meetings/series_add.html", {"form": form}, status=422 if form.errors else 200)


@group_page
def meeting_edit(request: MemberRequest, number: int) -> HttpResponse:
    """Move a meeting or change what it is called."""
    meeting = meeting_for(request.member, number, may="arrange")
    form = MeetingForm(request.POST or None, initial=MeetingForm.values_of(meeting))
    if request.method == "POST" and form.is_valid():
        actions.move_meeting(actor=request.member, meeting=meeting, **form.cleaned_data)
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


@group_page
def agenda_edit(request: MemberRequest, number: int) -> HttpResponse:
    """Write the agenda."""
    meeting = meeting_for(request.member, number, may="arrange")
    lines = list(meeting.agenda.values("title", "minutes", "presenter"))
    form = AgendaForm(request.POST or None, initial=lines)
    if request.method == "POST" and form.is_valid():
        actions.set_agenda(actor=request.member, meeting=meeting, items=agenda_items(form))
        return redirect(meeting)
    context = {"formset": form, "meeting": meeting}
    return render(request, "meetings/agenda_edit.html", context, status=200 if request.method == "GET" else 422)


@require_POST
@group_page
def minutes_open(request: MemberRequest, number: int) -> HttpResponse:
    """Begin the minutes as a shared draft."""
    meeting = meeting_for(request.member, number, may="arrange")
    draft = actions.open_minutes(actor=request.member, meeting=meeting)
    return redirect(draft_url(draft))


@require_POST
@group_page
def task_add(request: MemberRequest, number: int) -> HttpResponse:
    """Write down what a delegation owes."""
    meeting = meeting_for(request.member, number, may="arrange")
    form = TaskForm(meeting.group, request.POST)
    if not form.is_valid():
        context = _context(request.member, meeting) | {"task_form": form}
        return render(request, "meetings/meeting_page.html", context, status=422)
    actions.set_task(actor=request.member, meeting=meeting, **form.cleaned_data)
    return redirect(meeting)


@require_POST
@group_page
def task_finish(request: MemberRequest, number: int) -> HttpResponse:
    """Mark a task as done."""
    task = task_for(request.member, number)
    try:
        actions.finish_task(actor=request.member, task=task)
    except Refused as refusal:
        return keep_posted(request, str(refusal), status=refusal.status)
    messages.success(request, _("Done, and taken off the list."))
    return redirect(task.meeting)


@require_GET
def group_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """A group's calendar: with joining details for members, without for everybody else."""
    member = _member(request, slug)
    group = member.group if member else public_group_for(slug)
    entries = feed_of(in_feed(Meeting.objects.filter(group=group)), with_joining=member is not None)
    return calendar_response(request, calendar(group.name, request.build_absolute_uri(request.path), entries))


@require_GET
@group_page
def meeting_file(request: MemberRequest, number: int) -> HttpResponse:
    """One meeting as a calendar file."""
    meeting = meeting_for(request.member, number)
    content = calendar(meeting.title, request.build_absolute_uri(request.path), feed_of([meeting], with_joining=True))
    return calendar_response(request, content)


@require_GET
def person_feed(request: HttpRequest, token: str) -> HttpResponse:
    """A person's calendar over all their groups; the token in the address is the key."""
    person = person_of_feed(token)
    if person is None:
        raise Missing
    found = in_feed(Meeting.objects.filter(group__in=groups_of(person)))
    content = calendar(person.name, request.build_absolute_uri(request.path), feed_of(found, with_joining=True))
    return calendar_response(request, content)


@signed_in
def feed_settings(request: PersonRequest) -> HttpResponse:
    """Show a person's calendar address, and make a new one when the old one leaked."""
    if request.method == "POST":
        actions.renew_feed(person=request.user)
        messages.success(request, _("Your calendar has a new address; the old one shows nothing any more."))
        return redirect("meetings:feed-settings")
    token = FeedToken.objects.filter(person=request.user).first()
    address = ""
    if token:
        address = request.build_absolute_uri(reverse("meetings:person-feed", args=[token.token]))
    return render(request, "meetings/feed_settings.html", {"address": address})


def _member(request: HttpRequest, slug: str) -> Member | None:
    if not request.user.is_authenticated:
        return None
    try:
        return member_for(request.user, slug)
    except Missing:
        return None


def draft_url(draft: Draft) -> str:
    """Return where the minutes are written."""
    return reverse("drafts:draft-page", args=[draft.group.slug, draft.number])


def _answers(meeting: Meeting) -> dict[str, Any]:
    return {"meeting": meeting, "group": meeting.group, "answers": answers_to(meeting), "awaited": awaited_in(meeting)}


def _tasks(member: Member, meeting: Meeting) -> dict[str, Any]:
    tasks = [{"task": task, "may_finish": can_do_task(member, task)} for task in tasks_of(meeting)]
    return {"meeting": meeting, "group": meeting.group, "tasks": tasks}


def _context(member: Member, meeting: Meeting) -> dict[str, Any]:
    own = meeting.attendances.filter(person=member.person).first()
    may_arrange = can_arrange(member)
    return (
        _answers(meeting)
        | _tasks(member, meeting)
        | {
            "agenda": list(meeting.agenda.all()),
            "hours": hours_for(meeting),
            "own": own,
            "is_coming": meeting.ends_at > clock.now(),
            "minutes": meeting.minutes_draft,
            "minutes_url": draft_url(meeting.minutes_draft) if meeting.minutes_draft else "",
            "may_write_minutes": may_arrange and meeting.starts_at <= clock.now(),
            "form": AttendanceForm(initial={"answer": own.answer if own else None}),
            "may_answer": can_answer_meeting(member, meeting),
            "may_arrange": may_arrange,
            "task_form": TaskForm(meeting.group) if may_arrange else None,
        }
    )


@slots.fill("groups.nav", order=30)
def meetings_entry(request: HttpRequest, member: Member) -> NavEntry:
    """Lead to the group's meetings."""
    return nav_entry(request, _("Meetings"), reverse("meetings:meeting-list", args=[member.group.slug]), shortcut="g m")


@slots.fill("groups.overview", order=10)
def next_meeting(request: HttpRequest, member: Member) -> str | None:
    """Show the next meeting on the group's overview."""
    meeting = next_in(member.group)
    if meeting is None:
        return None
    own = meeting.attendances.filter(person=member.person).first()
    return render_to_string("meetings/_next.html", {"meeting": meeting, "group": member.group, "own": own}, request)


@slots.fill("home.week", order=10)
def week(request: PersonRequest) -> str:
    """Show a person's meetings of the next seven days on their desk."""
    return render_to_string("meetings/_week.html", {"meetings": week_of(request.user)}, request)
