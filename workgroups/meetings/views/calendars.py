"""Calendars: of a group, of one meeting, of a person."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from workgroups.accounts.http import PersonRequest, signed_in
from workgroups.accounts.registry import SettingsEntry
from workgroups.core import slots
from workgroups.core.errors import Missing
from workgroups.groups.http import MemberRequest, group_page
from workgroups.groups.models import Marking
from workgroups.groups.permissions import Member, markings_read, member_for, public_group_for
from workgroups.groups.queries import groups_of, readable_by
from workgroups.meetings import actions
from workgroups.meetings.adapters.ics import calendar
from workgroups.meetings.http import calendar_response
from workgroups.meetings.models import FeedToken, Meeting
from workgroups.meetings.permissions import meeting_for
from workgroups.meetings.queries import feed_of, in_feed, person_of_feed


@require_GET
def group_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """A group's calendar: for members with joining details, for everybody else what is marked public, without them."""
    member = _member(request, slug)
    group = member.group if member else public_group_for(slug)
    read = markings_read(member) if member else {Marking.PUBLIC}
    entries = feed_of(in_feed(Meeting.objects.filter(group=group, marking__in=read)), with_joining=member is not None)
    return calendar_response(request, calendar(group.name, request.build_absolute_uri(request.path), entries))


@require_GET
@group_page
def meeting_file(request: MemberRequest, number: int) -> HttpResponse:
    """One meeting as a calendar file."""
    meeting = meeting_for(request.member, number)
    content = calendar(meeting.title, request.build_absolute_uri(request.path), feed_of([meeting], with_joining=True))
    return calendar_response(request, content, meeting.file_tag)


@require_GET
def person_feed(request: HttpRequest, token: str) -> HttpResponse:
    """A person's calendar over all their groups; the token in the address is the key."""
    person = person_of_feed(token)
    if person is None:
        raise Missing
    found = in_feed(Meeting.objects.filter(readable_by(person), group__in=groups_of(person)))
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


@slots.fill("accounts.settings", order=35)
def calendar_section(request: HttpRequest) -> SettingsEntry:
    """Let a person find their calendar's address among their settings."""
    words = _("See the meetings of all your groups in your own calendar.")
    return SettingsEntry(_("Calendar address"), reverse("meetings:feed-settings"), words)


def _member(request: HttpRequest, slug: str) -> Member | None:
    if not request.user.is_authenticated:
        return None
    try:
        return member_for(request.user, slug)
    except Missing:
        return None
