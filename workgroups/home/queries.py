"""What a member's first pages show: duties, news by group, what others owe."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.groups.models import Group, Invitation, Office
from workgroups.groups.permissions import OPEN_STATES, Member
from workgroups.groups.queries import groups_of
from workgroups.meetings.models import Meeting
from workgroups.meetings.queries import meetings_of
from workgroups.notifications.models import Notice
from workgroups.notifications.queries import desk_lines, duties_for
from workgroups.notifications.registry import Duty, Line
from workgroups.search.queries import Found, Hit, search

SHOWN_DUTIES = 7
LOOK_AHEAD = timedelta(days=400)
PAGE = 20


@dataclass(frozen=True)
class News:
    """What is new in one group, newest first: (when, what)."""

    group: Group | None
    lines: list[tuple[datetime, Line]] = field(default_factory=list)


@dataclass(frozen=True)
class Desk:
    """A person's desk, whole."""

    duties: list[Duty]
    more_duties: list[Duty]
    news: list[News]
    earlier: list[News]
    groups: list[Group]
    past_groups: list[Group]  # concluded and archived
    awaited: list[tuple[Group, int]]
    next_meeting: Meeting | None


@dataclass(frozen=True)
class Result:
    """Something found, with its group's name."""

    hit: Hit
    group: Group


def desk_of(person: Person, since: datetime) -> Desk:
    """Return everything that the desk shows; the same number of queries whatever it holds."""
    duties, lines, groups = duties_for(person), desk_lines(person), list(groups_of(person))
    return Desk(
        duties=duties[:SHOWN_DUTIES],
        more_duties=duties[SHOWN_DUTIES:],
        news=_by_group(entry for entry in lines if entry[0].at > since),
        earlier=_by_group(entry for entry in lines if entry[0].at <= since),
        groups=[group for group in groups if group.state in OPEN_STATES],
        past_groups=[group for group in groups if group.state not in OPEN_STATES],
        awaited=_awaited(person),
        next_meeting=meetings_of(person, clock.now() + LOOK_AHEAD).first(),
    )


def duties_in(member: Member) -> list[Duty]:
    """Return what waits for a member in their group."""
    return [duty for duty in duties_for(member.person) if duty.group_id == member.group.pk]


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
    """The groups in which this person is an officer and invited people have not come yet, with how many."""
    offices = Office.objects.on(clock.now().date()).filter(person=person).values("group_id")
    waiting = Invitation.objects.filter(group__in=offices, accepted_at=None, withdrawn_at=None)
    counts = dict(waiting.values_list("group_id").annotate(count=Count("pk")).order_by())
    return [(group, counts[group.pk]) for group in Group.objects.filter(pk__in=counts).order_by("name")]
