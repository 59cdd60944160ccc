"""The follow-up board: what officers wait for in all their groups, and when somebody was last written to about it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from workgroups.accounts.models import Person
from workgroups.circulars.logic.wanted import Owed
from workgroups.circulars.models import Circular
from workgroups.circulars.queries.circulars import last_chased
from workgroups.core import clock
from workgroups.groups.models import Group, Office
from workgroups.groups.permissions import OPEN_STATES
from workgroups.groups.queries import scope_of
from workgroups.notifications.registry import FollowUp, follow_ups_in

WEEK, JUST_NOW = timedelta(days=7), timedelta(hours=24)
LATE = ("overdue", "week", "soon")


@dataclass(frozen=True)
class Awaited:
    """One row of the follow-up board, with when somebody was last written to about it, and by which circular."""

    row: FollowUp
    group: Group
    is_late: bool
    may_chase: bool
    chased_at: datetime | None = None
    chased_by: Circular | None = None


@dataclass(frozen=True)
class Matter:
    """One thing with all of whom it is awaited."""

    first: Awaited
    rows: tuple[Awaited, ...]
    may_chase: bool
    chased_at: datetime | None


@dataclass(frozen=True)
class Board:
    """What an officer waits for, filtered; the choices are those of the whole."""

    rows: list[Awaited]
    matters: list[Matter]
    total: int
    groups: list[Group]
    kinds: list[tuple[str, str, int]]
    bodies: list[tuple[str, str]]


def board_of(person: Person, *, group: str = "", kind: str = "", body: str = "", late: str = "") -> Board:
    """Return what is awaited in the groups of which a person is an officer (operators: in all open ones).

    The same number of queries whatever the number of groups and rows. `late` is overdue, week (a week overdue) or soon.
    """
    offices = Office.objects.on(clock.now().date()).filter(person=person)
    open_ones = Group.objects.filter(state__in=OPEN_STATES).select_related("programme").order_by("name")
    held = open_ones.annotate(is_mine=Exists(offices.filter(group=OuterRef("pk"))))
    groups = {one.pk: one for one in (held if person.is_operator else held.filter(is_mine=True))}
    scope = scope_of(groups.values())
    rows = follow_ups_in(scope)
    bodies = {one.pk: (str(one.body_id), one.body.shown) for one in scope.delegations.values()}
    shown = [
        row
        for row in rows
        if (not group or groups[row.group_id].slug == group)
        and (not kind or row.kind == kind)
        and (not body or bodies.get(row.delegation_id or 0, ("", ""))[0] == body)
        and (not late or _is_as_late(row, late))
    ]
    chased = last_chased({row.key for row in shown})
    counts = Counter((row.kind, row.label) for row in rows)
    found = [_awaited(row, groups[row.group_id], chased) for row in sorted(shown, key=_urgency)]
    return Board(
        rows=found,
        matters=_matters(found),
        total=len(rows),
        groups=list(groups.values()),
        kinds=[(name, label, count) for (name, label), count in counts.items()],
        bodies=sorted(
            {bodies[row.delegation_id] for row in rows if row.delegation_id in bodies}, key=lambda one: one[1]
        ),
    )


def _awaited(row: FollowUp, group: Group, chased: dict[tuple[str, int], tuple[datetime, Circular]]) -> Awaited:
    times = [found for person_id in row.people if (found := chased.get((row.key, person_id)))]
    at, circular = max(times, key=lambda one: one[0], default=(None, None))
    may_chase = bool(row.people) and group.is_mine  # type: ignore[attr-defined]
    return Awaited(row, group, _is_as_late(row, "overdue"), may_chase, at, circular)


def _matters(rows: Iterable[Awaited]) -> list[Matter]:
    by_key: dict[str, list[Awaited]] = {}
    for one in rows:
        by_key.setdefault(one.row.key, []).append(one)
    return [
        Matter(
            first=own[0],
            rows=tuple(own),
            may_chase=any(one.may_chase for one in own),
            chased_at=max((one.chased_at for one in own if one.chased_at), default=None),
        )
        for own in by_key.values()
    ]


def _is_as_late(row: FollowUp, late: str) -> bool:
    if row.due is None:
        return False
    ahead = row.due - clock.now()
    if late == "soon":
        return timedelta(0) <= ahead <= WEEK
    return ahead < (-WEEK if late == "week" else timedelta(0))


def _urgency(row: FollowUp) -> tuple[bool, datetime, str]:
    """The soonest due first, then what has no day, the longest awaited first."""
    return row.due is None, row.due or row.since or clock.now(), row.what


@dataclass(frozen=True)
class Chase:
    """To whom a letter about the chosen rows goes, of what it reminds each, and who was written to just now."""

    group: Group | None
    people: frozenset[int]
    owed: tuple[Owed, ...]
    spared: int


def chase_of(rows: Sequence[Awaited], *, again: bool = False) -> Chase:
    """Gather the chosen rows; whoever was written to about one within a day is spared, unless `again`."""
    now = clock.now()
    fresh = [one for one in rows if again or one.chased_at is None or now - one.chased_at > JUST_NOW]
    owed = tuple(owed for one in fresh for owed in _owed(one.row))
    group = rows[0].group if len({one.group.pk for one in rows}) == 1 else None
    return Chase(group, frozenset(one.person_id for one in owed), owed, len(rows) - len(fresh))


def _owed(row: FollowUp) -> Iterable[Owed]:
    title = "" if row.is_restricted else row.what
    return [Owed(row.key, person_id, title, row.url, row.due) for person_id in row.people]
