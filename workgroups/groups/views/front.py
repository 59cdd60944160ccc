"""A group's front door: members see their overview, everybody else its public face."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from workgroups.core import slots
from workgroups.core.errors import Missing
from workgroups.events.events import StreamRef
from workgroups.groups.http import MemberRequest
from workgroups.groups.permissions import Member, member_for, public_group_for
from workgroups.groups.queries import NavEntry
from workgroups.live.http import follow


@slots.fill("groups.nav", order=10)
def overview_entry(request: HttpRequest, member: Member) -> NavEntry:
    """Lead to the overview; current only there, since every page of the group stands below it."""
    url = member.group.get_absolute_url()
    return NavEntry(_("Overview"), url, request.path == url)


@require_safe
@require_safe
def group_front(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the overview to a member, else the public face (filled by apps above)."""
    if request.user.is_authenticated:
        try:
            member = member_for(request.user, slug)
        except Missing:
            pass
        else:
            cast("MemberRequest", request).member = member
            follow(request, StreamRef.group(member.group.pk), StreamRef.person(member.person.pk))
            page: HttpResponse = slots.one("groups.member_page")(request, member)
            add_never_cache_headers(page)
            return page
    public: HttpResponse = slots.one("groups.public_page")(request, public_group_for(slug))
    return public
