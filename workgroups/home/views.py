"""Desk, search, and the overview that a member sees of a group."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from workgroups.accounts.http import PersonRequest, signed_in
from workgroups.core import slots
from workgroups.events.events import StreamRef
from workgroups.groups.permissions import Member, can_manage
from workgroups.groups.queries import groups_of, officers_of, people_in
from workgroups.home.http import last_visit
from workgroups.home.queries import desk_of, duties_in, find
from workgroups.live.http import follow

LONGEST_QUERY = 200
LAST_PAGE = 50


@require_safe
@signed_in
def desk(request: PersonRequest) -> HttpResponse:
    """Show what waits for me, what is new since I was here, and the next seven days."""
    groups = [StreamRef.group(group.pk) for group in groups_of(request.user)]
    follow(request, StreamRef.person(request.user.pk), *groups)
    since = last_visit(request)
    found = {"desk": desk_of(request.user, since), "since": since, "weeks": slots.gather("home.week", request)}
    return render(request, "home/desk.html", found)


@require_safe
@signed_in
def search(request: PersonRequest) -> HttpResponse:
    """Find something in my groups."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    in_group = request.GET.get("in", "")
    asked = request.GET.get("page", "1")
    page = min(int(asked), LAST_PAGE) if asked.isascii() and asked.isdigit() and asked != "0" else 1
    results, found = find(request.user, query, in_group=in_group, page=page)
    context = {
        "query": query,
        "in_group": in_group,
        "groups": groups_of(request.user),
        "results": results,
        "earlier": page - 1,
        "later": page + 1 if found.has_more and page < LAST_PAGE else 0,
    }
    return render(request, "home/search.html", context)


@slots.fill("groups.member_page")
def overview(request: HttpRequest, member: Member) -> HttpResponse:
    """Show a member their group: purpose, and what every app puts on its overview."""
    found = {
        "parts": slots.gather("groups.overview", request, member),
        "rails": slots.gather("groups.rail", request, member),
        "officers": list(officers_of(member.group)),
    }
    return render(request, "home/overview.html", found)


@slots.fill("groups.overview", order=5)
def first_steps(request: HttpRequest, member: Member) -> str | None:
    """Tell the officer of a new group what comes first."""
    if not can_manage(member) or people_in(member.group)[1:2].exists():
        return None
    return render_to_string("home/_first_steps.html", {"group": member.group}, request)


@slots.fill("groups.overview", order=20)
def open_items(request: HttpRequest, member: Member) -> str:
    """Show what waits for a member in this group."""
    return render_to_string("home/_open_items.html", {"duties": duties_in(member)}, request)
