"""How one reader wants to be told: what comes at once, what in which round of digests, what not by mail.

The planner, the sender and the page that shows what would have come all ask here; nothing else decides it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

from workgroups.notifications.logic.schedule import MONDAY, next_digest, quiet_until

Way = Literal["at_once", "daily", "weekly", "desk"]  # desk: not by mail
PATIENCE = timedelta(minutes=2)  # a mail of its own waits this long: more may come, or it may be read meanwhile
MOMENT = timedelta(microseconds=1)
NEVER = "never"
ROUNDS: tuple[Way, ...] = ("daily", "weekly")


class Said(Protocol):
    """What of a notice decides how it is told."""

    kind: str
    group_id: int | None
    soon: bool
    at: datetime


@dataclass(frozen=True)
class Round:
    """One instant at which a reader may get a digest.

    `tells` are the ways whose notices and duties it carries; of other duties only those that are due before the round
    that would carry them (`rests`: that round's instant, by way).
    """

    at: datetime
    tells: frozenset[Way]
    rests: Mapping[Way, datetime] = field(default_factory=dict)

    def carries(self, way: Way) -> bool:
        """Whether it carries notices told this way; what should have gone at once and waits still, goes with it."""
        return way in self.tells or (way == "at_once" and bool(self.tells))

    def carries_duty(self, way: Way, due: datetime | None) -> bool:
        """Whether it names a duty that is told this way: waiting longer would be past its deadline."""
        return way in self.tells or bool(due and way in self.rests and due <= self.rests[way])


@dataclass(frozen=True)
class Wish:
    """A reader's choices as values. `groups` says how (`GroupPreference.How`) by group; hours are on their clock."""

    zone: str
    rhythm: str = "daily"  # of the digest: daily, weekly, never
    hour: int = 7
    mentions: bool = True
    groups: Mapping[int, str] = field(default_factory=dict)
    muted: frozenset[str] = frozenset()  # kinds of notices
    quiet: bool = False  # mail at once waits for working hours
    quiet_days: bool = False  # no digest on days without work
    day_begins: int = 9
    day_ends: int = 18
    working_days: tuple[int, ...] = (0, 1, 2, 3, 4)

    @property
    def base(self) -> Way:
        """How groups are told without a choice of their own."""
        ways: dict[str, Way] = {"daily": "daily", "weekly": "weekly"}
        return ways.get(self.rhythm, "desk")

    def way(self, notice: Said, weight: str) -> Way:
        """Return how a notice is told; `weight` is its kind's: "always" is not left out by any choice for a group."""
        if notice.kind in self.muted and weight != "always":
            return "desk"
        how = self.groups.get(notice.group_id or 0, "")
        if how == "at_once" or (notice.soon and self.mentions and how != "duties"):
            return "at_once"
        left_out = (how == "duties" and weight != "always") or (how == "mine" and weight == "news")
        return "desk" if left_out else self._digest(how)

    def duty_way(self, group_id: int) -> Way:
        """Return in which rounds a group's duties are named: never left out, whatever was chosen for the group."""
        return self._digest(self.groups.get(group_id, ""))

    def round_after(self, after: datetime) -> datetime | None:
        """Return the next instant at which a digest may go; None when the reader wants none."""
        return None if self.rhythm == NEVER else next_digest(after, self.zone, self.hour)

    def round_at(self, at: datetime) -> Round | None:
        """Return what a digest at this instant carries; None when it is no round of this reader's."""
        if self.round_after(at - MOMENT) != at:
            return None
        tells = self._tells(at)
        return Round(at, tells, {way: self._next(at, way) for way in ROUNDS if way not in tells})

    def rounds(self, since: datetime, until: datetime) -> Iterator[Round]:
        """Give the rounds after `since` up to `until`."""
        at = self.round_after(since)
        while at and at <= until:
            if found := self.round_at(at):
                yield found
            at = self.round_after(at)

    def leaves_at(self, at: datetime) -> datetime:
        """Return when mail that could go at this instant does go: then, or when the reader's quiet hours end."""
        return quiet_until(at, self.zone, self.day_begins, self.day_ends, self.working_days) if self.quiet else at

    def _digest(self, how: str) -> Way:
        chosen: dict[str, Way] = {"at_once": "daily", "daily": "daily", "weekly": "weekly"}
        return "desk" if self.base == "desk" else chosen.get(how, self.base)

    def _tells(self, at: datetime) -> frozenset[Way]:
        day = at.astimezone(ZoneInfo(self.zone)).weekday()
        works = self.working_days if self.quiet_days and self.working_days else tuple(range(7))
        if day not in works:
            return frozenset()
        first = min(works) if MONDAY not in works else MONDAY
        return frozenset({"daily", "weekly"} if day == first else {"daily"})

    def _next(self, at: datetime, way: Way) -> datetime:
        following = next_digest(at, self.zone, self.hour)
        while way not in self._tells(following):
            following = next_digest(following, self.zone, self.hour)
        return following


@dataclass(frozen=True)
class Mailing:
    """A mail that a reader would have got: when, whether at once, and how many things of which group."""

    at: datetime
    counts: Mapping[int | None, int]
    at_once: bool = False

    @property
    def count(self) -> int:
        return sum(self.counts.values())


def mailings(wish: Wish, notices: Iterable[tuple[Said, str]], since: datetime, until: datetime) -> list[Mailing]:
    """Return the mails that these notices, each with the weight of its kind, would have made, oldest first."""
    ways = [(notice, wish.way(notice, weight)) for notice, weight in notices]
    waiting = [_Waiting(one.at, one.group_id, way, _leaves(wish, one, way)) for one, way in ways if way != "desk"]
    found: list[Mailing] = []
    for one in wish.rounds(since, until):
        carried = [each for each in waiting if each.goes_with(one)]
        waiting = [each for each in waiting if not each.goes_with(one)]
        if carried:
            found.append(Mailing(one.at, Counter(each.group_id for each in carried)))
    spans: dict[datetime, Counter[int | None]] = defaultdict(Counter)
    for each in waiting:
        if each.leaves and each.leaves <= until:
            spans[each.leaves][each.group_id] += 1
    found += (Mailing(at, counts, at_once=True) for at, counts in spans.items())
    return sorted(found, key=lambda one: one.at)


@dataclass(frozen=True)
class _Waiting:
    at: datetime
    group_id: int | None
    way: Way
    leaves: datetime | None  # with a mail of its own

    def goes_with(self, one: Round) -> bool:
        in_time = self.at <= one.at and (self.leaves is None or self.leaves > one.at)
        return in_time and one.carries(self.way)


def span_of(at: datetime) -> int:
    """Return the number of the two minutes in which an instant lies: what happens in them goes in one mail."""
    return int(at.timestamp() // PATIENCE.total_seconds())


def _leaves(wish: Wish, notice: Said, way: Way) -> datetime | None:
    """Return when a mail of its own goes; what happens in the same two minutes goes together."""
    if way != "at_once":
        return None
    begun = datetime.fromtimestamp(span_of(notice.at) * PATIENCE.total_seconds(), tz=notice.at.tzinfo)
    return wish.leaves_at(begun + PATIENCE)
