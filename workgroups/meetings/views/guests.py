"""A meeting as a guest sees it: when, how to join, the agenda; nothing of who comes."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from workgroups.core import slots
from workgroups.groups.models import GuestPass, Marking
from workgroups.groups.permissions import Member
from workgroups.groups.queries import GuestThing
from workgroups.meetings.models import Meeting
from workgroups.meetings.permissions import meeting_for_guest


@slots.fill("groups.guest_things", order=30)
def guest_things(member: Member) -> list[GuestThing]:
    """The meetings that may be opened to a guest, newest first."""
    found = Meeting.objects.filter(group=member.group).exclude(marking=Marking.RESTRICTED).order_by("-number")[:100]
    return [GuestThing(GuestPass.Kind.MEETING, one.number, one.title) for one in found]


@slots.fill("groups.guest_page", order=30)
def guest_page(request: HttpRequest, member: Member) -> SafeString | None:
    """Show the meeting that the pass opens."""
    if member.guest is None or member.guest.kind != GuestPass.Kind.MEETING:
        return None
    meeting = meeting_for_guest(member)
    return render_to_string("meetings/_guest.html", {"meeting": meeting, "agenda": list(meeting.agenda.all())}, request)
