"""A group's front door: members see their overview, everybody else its public face."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from workgroups.core import slots
from workgroups.core.errors import Missing
from workgroups.groups.permissions import member_for, public_group_for


def group_front(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the overview to a member, else the public face (filled by apps above)."""
    if request.user.is_authenticated:
        try:
            member = member_for(request.user, slug)
        except Missing:
            pass
        else:
            page: HttpResponse = slots.one("groups.member_page")(request, member)
            add_never_cache_headers(page)
            return page
    public: HttpResponse = slots.one("groups.public_page")(request, public_group_for(slug))
    return public
