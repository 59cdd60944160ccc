"""A meeting's programme: agenda, sessions, and the polls and decisions that belong to it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from workgroups.core.http import carries_out
from workgroups.groups.http import MemberRequest, group_page
from workgroups.meetings import actions
from workgroups.meetings.forms import AttachForm, SessionForm, agenda_form, agenda_items
from workgroups.meetings.permissions import attached_for, meeting_for, session_for


@group_page
def agenda_edit(request: MemberRequest, number: int) -> HttpResponse:
    """Write the agenda."""
    meeting = meeting_for(request.member, number, may="arrange")
    form = agenda_form(meeting, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.set_agenda(actor=request.member, meeting=meeting, items=agenda_items(form))
        return redirect(meeting)
    context = {"formset": form, "meeting": meeting}
    return render(request, "meetings/agenda_edit.html", context, status=200 if request.method == "GET" else 422)


@group_page
def session_add(request: MemberRequest, number: int) -> HttpResponse:
    """Add a session."""
    meeting = meeting_for(request.member, number, may="arrange")
    form = SessionForm(meeting, request.POST or None)

    def add(**values: Any) -> None:
        actions.add_session(actor=request.member, meeting=meeting, **values)

    if request.method == "POST" and carries_out(form, add):
        return redirect(f"{meeting.get_absolute_url()}#programme")
    context = {"form": form, "meeting": meeting}
    return render(request, "meetings/session_add.html", context, status=422 if form.errors else 200)


@group_page
def session_edit(request: MemberRequest, number: int, session_id: int) -> HttpResponse:
    """Change a session."""
    session = session_for(request.member, number, session_id)
    form = SessionForm(session.meeting, request.POST or None, session=session, initial=SessionForm.values_of(session))

    def change(**values: Any) -> None:
        actions.change_session(actor=request.member, session=session, **values)

    if request.method == "POST" and carries_out(form, change):
        return redirect(f"{session.meeting.get_absolute_url()}#session-{session.pk}")
    context = {"form": form, "meeting": session.meeting, "session": session}
    return render(request, "meetings/session_edit.html", context, status=422 if form.errors else 200)


@require_POST
@group_page
def session_move(request: MemberRequest, number: int, session_id: int) -> HttpResponse:
    """Let a session change places with the one before or after it."""
    session = session_for(request.member, number, session_id)
    actions.move_session(actor=request.member, session=session, later=request.POST.get("to") == "later")
    return redirect(f"{session.meeting.get_absolute_url()}#session-{session.pk}")


@require_POST
@group_page
def session_remove(request: MemberRequest, number: int, session_id: int) -> HttpResponse:
    """Take a session out, and offer to put it back."""
    session = session_for(request.member, number, session_id)
    values = SessionForm.values_of(session)
    actions.remove_session(actor=request.member, session=session)
    context = {
        "meeting": session.meeting,
        "title": session.title,
        "back_form": SessionForm(session.meeting, initial=values),
        "back_url": reverse("meetings:session-add", args=[session.meeting.group.slug, number]),
    }
    return render(request, "meetings/taken_out.html", context)


@group_page
def decision_attach(request: MemberRequest, number: int) -> HttpResponse:
    """Let a poll or decision belong to a meeting."""
    meeting = meeting_for(request.member, number, may="arrange")
    form = AttachForm(meeting, request.POST or None)

    def attach(**values: Any) -> None:
        actions.attach_decision(actor=request.member, meeting=meeting, **values)

    if request.method == "POST" and carries_out(form, attach):
        return redirect(f"{meeting.get_absolute_url()}#programme")
    context = {"form": form, "meeting": meeting}
    return render(request, "meetings/decision_attach.html", context, status=422 if form.errors else 200)


@require_POST
@group_page
def decision_detach(request: MemberRequest, number: int, attached_id: int) -> HttpResponse:
    """Take a poll or decision out of a meeting."""
    attached = attached_for(request.member, number, attached_id)
    actions.detach_decision(actor=request.member, attached=attached)
    messages.success(request, _("It no longer belongs to this meeting; among the decisions it stands as before."))
    return redirect(attached.meeting)
