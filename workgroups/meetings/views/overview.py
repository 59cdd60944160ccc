"""What meetings show on pages of lower apps: the group's navigation and overview, the desk's week."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from workgroups.accounts.http import PersonRequest
from workgroups.accounts.registry import Kept
from workgroups.circulars.actions import Occasion
from workgroups.core import slots
from workgroups.drafts.models import Draft
from workgroups.drafts.queries import Cited, block_named
from workgroups.groups.http import nav_entry
from workgroups.groups.permissions import OPEN_STATES, Member, can_manage, markings_read
from workgroups.groups.queries import NavEntry
from workgroups.meetings.queries import coming_few, items_citing, meetings_with, minuted_by, next_in, week_of
from workgroups.polls.models import Decision

WEEK = 12  # meetings on the desk; more of them are a calendar


@slots.fill("groups.nav", order=30)
def meetings_entry(request: HttpRequest, member: Member) -> NavEntry:
    """Lead to the group's meetings."""
    return nav_entry(request, _("Meetings"), reverse("meetings:meeting-list", args=[member.group.slug]), shortcut="g m")


@slots.fill("groups.overview", order=10)
def next_meeting(request: HttpRequest, member: Member) -> str | None:
    """Show the next meeting on the group's overview, or that none is planned."""
    meeting = next_in(member)
    if meeting is None and member.group.state not in OPEN_STATES:
        return None
    context = {
        "meeting": meeting,
        "group": member.group,
        "own": meeting.attendances.filter(person=member.person).first() if meeting else None,
        "may_plan": meeting is None and can_manage(member),
    }
    return render_to_string("meetings/_next.html", context, request)


@slots.fill("drafts.cited", order=20)
def meetings_citing(member: Member, draft: Draft) -> list[Cited]:
    """The meetings whose minutes a draft is, and those with an agenda item whose words lead to it."""
    items = items_citing(member, draft)
    found = [(one.meeting, _("Agenda item of a meeting"), one.title, block_named(draft, one.text)) for one in items]
    found += [(one, _("Minutes of this meeting"), one.title, "") for one in minuted_by(member, draft)]
    return [
        Cited(meeting.starts_at, what, title, meeting.get_absolute_url(), block)
        for meeting, what, title, block in found
    ]


@slots.fill("polls.rail", order=20)
def meetings_of_decision(request: HttpRequest, decision: Decision) -> str | None:
    """Say on a decision's page of which meeting it is part."""
    member: Member | None = getattr(request, "member", None)
    found = meetings_with(decision, markings_read(member)) if member else []
    return render_to_string("meetings/_part_of.html", {"meetings": found}, request) if found else None


@slots.fill("home.week", order=10)
def week(request: PersonRequest) -> str:
    """Show a person's meetings of the next seven days on their desk."""
    meetings, count = week_of(request.user, WEEK)
    return render_to_string("meetings/_week.html", {"meetings": meetings, "count": count}, request)


@slots.fill("circulars.occasions", order=10)
def occasions(member: Member) -> list[Occasion]:
    """Name the coming meetings that a circular may be about; a restricted one has no title in mail."""
    return [
        Occasion(
            key=f"meetings.meeting:{one.pk}",
            title=_("A restricted meeting") if one.is_restricted else one.title,
            at=one.starts_at if one.hours_known else None,
            url=one.get_absolute_url(),
        )
        for one in coming_few(member)
    ]


def _called() -> dict[str, str]:
    return {
        "meetings.Series": _("Series"),
        "meetings.Attendance": _("Answers to invitations"),
        "meetings.Participant": _("Lists of participants"),
        "meetings.Paper": _("Papers"),
        "meetings.Task": _("Tasks done"),
    }


@slots.fill("accounts.kept", order=80)
def kept_of_a_person() -> list[Kept]:
    """What is kept here about a person."""
    return [
        Kept(
            _("Meetings: answers, attendance, tasks, papers"),
            (
                "meetings.Series.by",
                "meetings.Attendance.person",
                "meetings.Participant.person",
                "meetings.Paper.by",
                "meetings.Task.done_by",
            ),
            _("So that a meeting knows who comes and who does what."),
            _("Part of the record of the group; stays with it."),
            called=_called(),
        ),
        Kept(
            _("Your calendar address"),
            ("meetings.FeedToken.person",),
            _("So that your calendar can read your meetings without a password."),
            _("Until you make a new one."),
            omits=("meetings.FeedToken.token",),
            goes=("meetings.FeedToken.person",),
        ),
    ]
