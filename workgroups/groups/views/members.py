"""Who is in the group."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from workgroups.core import slots
from workgroups.groups.http import MemberRequest, group_page, nav_entry
from workgroups.groups.permissions import Member
from workgroups.groups.queries import NavEntry, officers_of, sittings_in


@slots.fill("groups.nav", order=80)
def members_entry(request: HttpRequest, member: Member) -> NavEntry:
    """Lead to the members."""
    return nav_entry(request, _("Members"), reverse("groups:member-list", args=[member.group.slug]))


@require_GET
@group_page
def member_list(request: MemberRequest) -> HttpResponse:
    """Show everybody by delegation: name, seat, office."""
    group = request.member.group
    found = {"officers": list(officers_of(group)), "sittings": sittings_in(group)}
    return render(request, "groups/member_list.html", found)
