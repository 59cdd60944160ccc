"""What a member's first pages show: duties, news by group, what others owe."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Q

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.groups.models import Group, Office
from workgroups.groups.permissions import OPEN_STATES, Member
from workgroups.groups.queries import groups_of
from workgroups.meetings.models import Meeting
from workgroups.meetings.queries import meetings_of
from workgroups.notifications.models import Notice
from workgroups.notifications.queries import Handled, Waiting, desk_lines, waiting_for
from workgroups.notifications.registry import Line, Open
from workgroups.search.queries import Found, Hit, search

SHOWN_DUTIES = 7
LOOK_AHEAD = timedelta(days=400)
PAGE = 20
LAST_PAGE = 500


@dataclass(frozen=True)
class News:
    """What is new in one group, newest first: (when, what)."""

    group: Group | None
    lines: list[tuple[datetime, Line]] = field(default_factory=list)


@dataclass(frozen=True)
class Desk:
    """A person's desk, whole."""

    duties: list[Open]  # the first few
    more: int  # how many more wait
    done: list[Open]  # by colleagues, lately
    later: list[Handled]
    passed: list[Handled]
    news: list[News]
    earlier: list[News]
    groups: list[Group]
    past_groups: list[Group]  # concluded and archived
    awaited: list[tuple[Group, int]]
    next_meeting: Meeting | None


@dataclass(frozen=True)
class Items:
    """What waits for a member in one group: the first of it, how many more there are, what colleagues did."""

    duties: list[Open]
    more: int
    done: list[Open]


@dataclass(frozen=True)
class Part:
    """What waits in one group: the first of it, and how much there is."""

    group: Group
    duties: list[Open]
    count: int


@dataclass(frozen=True)
class ByGroup:
    """Everything that waits for somebody, by group; `earlier` and `later` are numbers of pages, 0 for none."""

    parts: list[Part]
    waiting: Waiting
    slug: str
    earlier: int
    later: int


@dataclass(frozen=True)
class Result:
    """Something found, with its group's name."""

    hit: Hit
    group: Group


def desk_of(person: Person, groups: Sequence[Group], since: datetime) -> Desk:
    """Return everything that the desk shows; the same number of queries whatever it holds."""
    waiting, lines = waiting_for(person), desk_lines(person)
    return Desk(
        duties=waiting.now[:SHOWN_DUTIES],
        more=max(len(waiting.now) - SHOWN_DUTIES, 0),
        done=waiting.done[:SHOWN_DUTIES],
        later=waiting.later,
        passed=waiting.passed,
        news=_by_group(entry for entry in lines if entry[0].at > since),
        earlier=_by_group(entry for entry in lines if entry[0].at <= since),
        groups=[group for group in groups if group.state in OPEN_STATES],
        past_groups=[group for group in groups if group.state not in OPEN_STATES],
        awaited=_awaited(person),
        next_meeting=None if waiting.now else meetings_of(person, clock.now() + LOOK_AHEAD).first(),
    )


def duties_in(member: Member) -> Items:
    """Return what waits for a member in their group, and what colleagues did for their delegation lately."""
    waiting, place = waiting_for(member.person), member.group.pk
    now = [one for one in waiting.now if one.group_id == place]
    done = [one for one in waiting.done if one.group_id == place]
    return Items(now[:SHOWN_DUTIES], max(len(now) - SHOWN_DUTIES, 0), done[:SHOWN_DUTIES])


def waiting_by_group(person: Person, slug: str, page: str) -> ByGroup:
    """Return everything that waits for a person, a part a group; of one group (by slug) page by page."""
    waiting = waiting_for(person)
    by_group: dict[int, list[Open]] = {}
    for one in waiting.now:
        by_group.setdefault(one.group_id, []).append(one)
    number = min(int(page), LAST_PAGE) if page.isascii() and page.isdigit() and page != "0" else 1
    parts = [
        Part(group, own[start : start + size], len(own))
        for group in Group.objects.filter(pk__in=by_group).order_by("name")
        if slug in {"", group.slug}
        for own in [by_group[group.pk]]
        for start, size in [((number - 1) * PAGE, PAGE) if slug else (0, SHOWN_DUTIES)]
    ]
    has_more = bool(slug and parts and parts[0].count > number * PAGE)
    return ByGroup(parts, waiting, slug, number - 1 if slug else 0, number + 1 if has_more else 0)


def find(person: Person, query: str, *, in_group: str = "", page: int = 1) -> tuple[list[Result], Found]:
    """Return what a person's groups hold on `query`; officers also find what is kept for officers."""
    groups = {group.pk: group for group in groups_of(person) if in_group in {"", group.slug}}
    today = clock.now().date()
    offices = Office.objects.on(today).filter(person=person, group__in=groups)
    found = search(
        groups,
        query,
        reader=person,
        officer_in=offices.values_list("group_id", flat=True),
        offset=(page - 1) * PAGE,
        limit=PAGE,
    )
    return [Result(hit, groups[hit.group_id]) for hit in found.hits], found


def _by_group(entries: Iterable[tuple[Notice, Line]]) -> list[News]:
    found: dict[int | None, News] = {}
    for notice, line in entries:
        found.setdefault(notice.group_id, News(notice.group)).lines.append((notice.at, line))
    return sorted(found.values(), key=lambda news: news.group.name if news.group else "")


def _awaited(person: Person) -> list[tuple[Group, int]]:
    """The open groups in which this person is an officer, with how many invited people have not come yet."""
    offices = Office.objects.on(clock.now().date()).filter(person=person).values("group_id")
    waiting = Q(invitations__accepted_at=None, invitations__withdrawn_at=None, invitations__isnull=False)
    held = Group.objects.filter(pk__in=offices, state__in=OPEN_STATES).order_by("name")
    return [(group, group.waiting) for group in held.annotate(waiting=Count("invitations", filter=waiting))]
