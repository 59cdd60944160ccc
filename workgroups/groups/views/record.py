"""The record of what officers did in a group."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from workgroups.accounts.registry import Kept
from workgroups.core import slots
from workgroups.groups.http import MemberRequest, officer_page
from workgroups.groups.permissions import Member
from workgroups.groups.queries import ManageEntry, ManageSection, actors_of, events_of, record_of


@slots.fill("groups.manage", order=10)
def record_entry(request: HttpRequest, member: Member) -> ManageEntry:
    """Lead to the record."""
    about = _("Who of the chairs and the secretariat did what, and when.")
    url = reverse("groups:record", args=[member.group.slug])
    return ManageEntry(_("What officers did"), about, url, ManageSection.RECORD)


@require_GET
@officer_page
def record(request: MemberRequest) -> HttpResponse:
    """Show what officers did, newest first, of one of them or of one sort if so asked."""
    group, asked = request.member.group, request.GET
    who, what = _number(asked.get("who", "")), asked.get("what", "")
    page = record_of(group, actor_id=who, event=what, before=_number(asked.get("before", "")))
    kept = {name: value for name, value in (("who", who), ("what", what)) if value}
    context = {
        "page": page,
        "people": list(actors_of(group)),
        "events": events_of(group),
        "who": who,
        "what": what,
        "later_url": f"?{urlencode(kept)}" if asked.get("before") else "",
        "earlier_url": f"?{urlencode({**kept, 'before': page.earlier})}" if page.earlier else "",
    }
    return render(request, "groups/record.html", context)


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else 0


ACTS = (
    "groups.Invitation.invited_by",
    "groups.Charter.drafted_by",
    "groups.Milestone.person",
    "groups.MilestoneMove.moved_by",
    "groups.Conclusion.concluded_by",
    "groups.Conclusion.reopened_by",
    "groups.PeopleList.by",
    "groups.NominationCall.opened_by",
    "groups.NominationAsked.answered_by",
    "groups.Nominee.nominated_by",
    "groups.Nominee.decided_by",
    "groups.JoinRequest.decided_by",
    "groups.GuestPass.given_by",
    "groups.DateChange.changed_by",
    "groups.Handover.made_by",
    "news.Comment.decided_by",
)
ON_OTHERS = (  # what these rows say is about somebody else
    "groups.Invitation.invited_by",
    "groups.PeopleList.by",
    "groups.NominationAsked.answered_by",
    "groups.Nominee.nominated_by",
    "groups.Nominee.decided_by",
    "groups.JoinRequest.decided_by",
    "groups.GuestPass.given_by",
    "groups.DateChange.changed_by",
    "groups.Handover.made_by",
    "news.Comment.decided_by",
)
HELD = ("Seat.person", "Office.person", "Office.acting_for", "Handover.leaver", "Handover.successor")
CAME = ("groups.Invitation.accepted_by", "groups.JoinRequest.person", "groups.GuestPass.accepted_by")


@slots.fill("accounts.kept", order=20)
def kept_of_a_person() -> list[Kept]:
    """What is kept here about a person."""
    stays = _("Part of the record of the group; stays with it.")
    why = _("So that everybody knows who speaks for whom, and since when.")
    acts = _("So that it can be said who decided what, and when.")
    came = _("Invitations, requests and nominations by which you joined.")
    held = {"groups.Seat": _("Seats"), "groups.Office": _("Offices"), "groups.Handover": _("Hand-overs")}
    ways = {
        "groups.Invitation": _("Invitations"),
        "groups.JoinRequest": _("Requests to join"),
        "groups.GuestPass": _("Guest passes"),
    }
    return [
        Kept(_("Seats and offices"), tuple(f"groups.{name}" for name in HELD), why, stays, called=held),
        Kept(_("How you came"), CAME, came, stays, called=ways),
        Kept(
            _("What you did for a group as an officer or head"),
            ACTS,
            acts,
            stays,
            touched=ON_OTHERS,
            called=ways | held | _acts(),
        ),
    ]


def _acts() -> dict[str, str]:
    return {
        "groups.Charter": _("Terms of reference"),
        "groups.Milestone": _("Milestones"),
        "groups.MilestoneMove": _("Milestones moved"),
        "groups.Conclusion": _("Groups concluded or reopened"),
        "groups.PeopleList": _("Lists of people brought"),
        "groups.NominationCall": _("Calls for nominations"),
        "groups.NominationAsked": _("Calls for nominations answered"),
        "groups.Nominee": _("Nominations"),
        "groups.DateChange": _("Changes of dates"),
        "news.Comment": _("Comments decided on"),
    }
