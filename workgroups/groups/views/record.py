"""The record of what officers did in a group."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

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
