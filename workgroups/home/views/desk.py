"""Desk, search, the overview that a member sees of a group, and the follow-up board of officers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from workgroups.accounts.http import PersonRequest, signed_in
from workgroups.accounts.models import Person
from workgroups.circulars.http import chase_letter, table_file
from workgroups.circulars.queries import Board, board_of, chase_of
from workgroups.core import dates, slots
from workgroups.core.errors import Refused
from workgroups.events.events import StreamRef
from workgroups.groups.permissions import Member, can_manage, require
from workgroups.groups.queries import groups_of, officers_of, passes_of, people_in
from workgroups.home.http import last_visit
from workgroups.home.queries import desk_of, duties_in, find
from workgroups.live.http import follow

BOARD_PAGE = 60
LONGEST_QUERY = 200
LAST_PAGE = 50


@require_safe
@signed_in
def desk(request: PersonRequest) -> HttpResponse:
    """Show what waits for me, what is new since I was here, and the next seven days."""
    groups = list(groups_of(request.user))
    follow(request, StreamRef.person(request.user.pk), *(StreamRef.group(group.pk) for group in groups))
    since = last_visit(request)
    found = {"desk": desk_of(request.user, groups, since), "since": since, "weeks": slots.gather("home.week", request)}
    return render(request, "home/desk.html", found | {"passes": list(passes_of(request.user))})


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
    context = {"items": duties_in(member), "group": member.group}
    return render_to_string("home/_open_items.html", context, request)


@require_safe
@signed_in
def follow_up(request: PersonRequest) -> HttpResponse:
    """Show what an officer waits for, across all their groups."""
    asked = _filters(request.GET)
    found = _board(request.user, asked)
    page = request.GET.get("page", "1")
    page_number = int(page) if page.isascii() and page.isdigit() and len(page) < 4 else 1
    first = (max(page_number, 1) - 1) * BOARD_PAGE
    context = {
        "board": found,
        "matters": found.matters[first : first + BOARD_PAGE],
        "asked": asked,
        "query": urlencode({name: value for name, value in asked.items() if value}),
        "earlier": page_number - 1,
        "later": page_number + 1 if len(found.matters) > first + BOARD_PAGE else 0,
        "lates": [("overdue", _("Overdue")), ("week", _("Overdue by a week")), ("soon", _("Due within a week"))],
    }
    return render(request, "home/follow_up.html", context)


@require_safe
@signed_in
def awaited(request: PersonRequest) -> HttpResponse:
    """How much an officer waits for, by kind: a part of the desk that it fetches once it stands."""
    return render(request, "home/_awaited.html", {"board": _board(request.user, {})})


@require_safe
@signed_in
def follow_up_export(request: PersonRequest) -> HttpResponse:
    """The rows of the board as a file."""
    head = [_("Kind"), _("What"), _("Who"), _("Group"), _("Since (UTC)"), _("Due (UTC)"), _("Last written to (UTC)")]
    rows = [
        [one.row.label, one.row.what, one.row.who, one.group.name]
        + [dates.utc(at) if at else "" for at in (one.row.since, one.row.due, one.chased_at)]
        for one in _board(request.user, _filters(request.GET)).rows
    ]
    return table_file("follow-up", [head, *rows])


@require_POST
@signed_in
def follow_up_chase(request: PersonRequest) -> HttpResponse:
    """Begin a letter to exactly those who were chosen; it says to each what waits for them."""
    chosen, whole = set(request.POST.getlist("row")), set(request.POST.getlist("thing"))
    shown = [one for one in _board(request.user, _filters(request.POST)).rows if one.may_chase]
    rows = [one for one in shown if one.row.mark in chosen or one.row.key in whole]
    wanted = chase_of(rows, again="again" in request.POST)
    if not rows or wanted.group is None:
        raise Refused(_("Choose rows of one group: a circular goes out on the letterhead of its group."))
    if not wanted.people:
        raise Refused(_("All of these were written to within the last 24 hours. Tick “again too” to write once more."))
    circular = chase_letter(request.user, wanted)
    if wanted.spared:
        words = ngettext(
            "%(count)d row was left out: written to within a day.",
            "%(count)d rows were left out: written to within a day.",
            wanted.spared,
        )
        messages.info(request, words % {"count": wanted.spared})
    return redirect(circular)


def _board(person: Person, asked: dict[str, str]) -> Board:
    """The board of somebody who holds an office in an open group, or of the installation's officers."""
    found = board_of(person, **asked)
    allowed = bool(found.groups) or person.is_operator
    require(allowed, _("The follow-up board is for the chairs and the secretariat."))
    return found


def _filters(asked: QueryDict) -> dict[str, str]:
    return {name: asked.get(name, "")[:60] for name in ("group", "kind", "body", "late")}
