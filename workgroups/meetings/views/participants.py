"""Who took part in a meeting: the list by function, organisation or country, its file, and its upkeep."""

import secrets
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.core.errors import Refused
from workgroups.groups.http import MemberRequest, group_page
from workgroups.groups.permissions import require
from workgroups.meetings import actions
from workgroups.meetings.forms import ListForm, ParticipantForm
from workgroups.meetings.http import participants_response
from workgroups.meetings.models import Meeting
from workgroups.meetings.permissions import can_arrange, can_read_names, meeting_for, participant_for
from workgroups.meetings.queries import participants_seen, sections_of, tallies_of
from workgroups.meetings.views.page import participants_context

MOST_KEPT = 20
"""Entries taken off that can be put back."""


@require_GET
@group_page
def participant_list(request: MemberRequest, number: int) -> HttpResponse:
    """List who took part, by what `by` says."""
    meeting = meeting_for(request.member, number)
    seen = participants_seen(meeting, all_names=can_read_names(request.member))
    by = request.GET.get("by", "")
    if by not in {"organisation", "country"}:
        by = "function"
    context = participants_context(meeting) | {
        "by": by,
        "sections": sections_of(seen) if by == "function" else [],
        "tallies": [] if by == "function" else tallies_of(seen, by),
        "may_arrange": can_arrange(request.member),
    }
    return render(request, "meetings/participant_list.html", context)


@require_GET
@group_page
def participant_counts(request: MemberRequest, number: int) -> HttpResponse:
    """The live part of a meeting's page: how many took part, by function."""
    meeting = meeting_for(request.member, number)
    context = participants_context(meeting) | {"may_arrange": can_arrange(request.member)}
    return render(request, "meetings/_participants.html", context)


@require_GET
@group_page
def participant_file(request: MemberRequest, number: int) -> HttpResponse:
    """The list as a file for a spreadsheet, with the names that this member may read."""
    meeting = meeting_for(request.member, number)
    words = _("This meeting is not for attribution: no list of who took part leaves the group. It stands on its page.")
    require(meeting.is_attributed, words)
    seen = participants_seen(meeting, all_names=can_read_names(request.member))
    return participants_response(meeting, seen)


@require_GET
@group_page
def participant_entries(request: MemberRequest, number: int) -> HttpResponse:
    """Show every entry, to change them one by one."""
    meeting = meeting_for(request.member, number, may="arrange")
    context = {"meeting": meeting, "participants": participants_seen(meeting, all_names=True)}
    context["removed"] = [one for one in _removed(request, meeting) if clock.now() < one["at"] + clock.UNDO]
    return render(request, "meetings/participant_entries.html", context)


@group_page
def participant_add(request: MemberRequest, number: int) -> HttpResponse:
    """Take a pasted list: all of it, or what can be taken of it, and the rest stays to be mended."""
    meeting = meeting_for(request.member, number, may="arrange")
    kept = f"participants-{meeting.pk}"
    if request.method == "GET" and (rest := request.session.get(kept)):
        return _ask_again(request, meeting, ListForm(rest))
    form = ListForm(request.POST or None)
    found = form.reading() if request.method == "POST" and form.is_valid() else None
    if found is None or not found.taken or (found.faults and "good" not in request.POST):
        context = {"form": form, "meeting": meeting, "reading": found}
        return render(request, "meetings/participant_add.html", context, status=422 if form.is_bound else 200)
    added = actions.add_participants(actor=request.member, meeting=meeting, entries=form.entries(found))
    messages.success(request, _added(len(added)))
    request.session.pop(kept, None)
    if not found.faults:
        return redirect("meetings:participant-list", meeting.group.slug, meeting.number)
    request.session[kept] = form.with_lines([fault.line for fault in found.faults]).data
    return redirect("meetings:participant-add", meeting.group.slug, meeting.number)


@group_page
def participant_edit(request: MemberRequest, number: int, participant_id: int) -> HttpResponse:
    """Change an entry."""
    found = participant_for(request.member, number, participant_id)
    form = ParticipantForm(request.POST or None, initial=ParticipantForm.values_of(found))
    if request.method == "POST" and form.is_valid():
        actions.change_participant(actor=request.member, participant=found, entry=form.entry(person=found.person))
        return redirect("meetings:participant-entries", found.meeting.group.slug, number)
    context = {"form": form, "meeting": found.meeting}
    return render(request, "meetings/participant_edit.html", context, status=422 if form.errors else 200)


@require_POST
@group_page
def participant_remove(request: MemberRequest, number: int, participant_id: int) -> HttpResponse:
    """Take an entry off the list."""
    found = participant_for(request.member, number, participant_id)
    actions.remove_participant(actor=request.member, participant=found)
    kept = {"key": secrets.token_hex(8), "position": found.position, "person": found.person_id}
    kept |= {"at": clock.now().isoformat(), "said": ParticipantForm.values_of(found) | {"country": found.country}}
    earlier = request.session.get(_gone(found.meeting), [])
    request.session[_gone(found.meeting)] = [kept, *earlier][:MOST_KEPT]
    messages.success(request, _("Taken off the list. For ten minutes it can be put back, below."))
    return redirect("meetings:participant-entries", found.meeting.group.slug, number)


@require_POST
@group_page
def participant_restore(request: MemberRequest, number: int) -> HttpResponse:
    """Put an entry back that this officer took off within the last ten minutes."""
    meeting = meeting_for(request.member, number, may="arrange")
    found = next((one for one in _removed(request, meeting) if one["key"] == request.POST.get("key")), None)
    form = ParticipantForm(found["said"] if found else None)
    if found is None or not form.is_valid():
        messages.error(request, _("The removal can no longer be undone."))
        return redirect("meetings:participant-entries", meeting.group.slug, number)
    person = Person.objects.filter(pk=found["person"]).first() if found["person"] else None
    try:
        actions.restore_participant(
            actor=request.member,
            meeting=meeting,
            entry=form.entry(person=person),
            position=found["position"],
            removed_at=found["at"],
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The entry stands in the list again."))
    rest = request.session[_gone(meeting)]
    request.session[_gone(meeting)] = [one for one in rest if one["key"] != found["key"]]
    return redirect("meetings:participant-entries", meeting.group.slug, number)


def _gone(meeting: Meeting) -> str:
    return f"participants-removed-{meeting.pk}"


def _removed(request: MemberRequest, meeting: Meeting) -> list[dict[str, Any]]:
    """What this officer took off, the last first: it is kept in their session alone, since the rows are gone."""
    kept = request.session.get(_gone(meeting), [])
    return [{**one, "at": datetime.fromisoformat(one["at"])} for one in kept]


def _ask_again(request: MemberRequest, meeting: Meeting, rest: ListForm) -> HttpResponse:
    """Show the lines that could not be taken, as they were typed; they stay until they are taken."""
    reading = rest.reading() if rest.is_valid() else None
    context = {"form": rest, "meeting": meeting, "reading": reading, "is_rest": True}
    return render(request, "meetings/participant_add.html", context)


def _added(count: int) -> str:
    message = ngettext("%(count)d entry was added.", "%(count)d entries were added.", count)
    return message % {"count": count}
