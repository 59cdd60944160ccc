"""What the parts of the record share: people, things made so far, and steps in order of time."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.demo.logic import days, roster, scripts
from workgroups.drafts.models import Draft
from workgroups.events.actions import catch_up
from workgroups.groups.models import Delegation, Group
from workgroups.groups.permissions import Member, member_for
from workgroups.meetings.models import Meeting
from workgroups.polls.models import Decision
from workgroups.threads.models import Thread

LATELY: Final = timedelta(days=10)
LONG_AGO: Final = timedelta(days=200)
BEGAN: Final = 64  # working days ago, the group was founded


@dataclass(frozen=True)
class Step:
    """Something that somebody did at an instant."""

    at: datetime
    act: Callable[[], object]


@dataclass
class Stage:
    """One group of the record while it is built, at the instant `now`; things stand under the names of their scripts.

    All groups share the people.
    """

    now: datetime
    slug: str = roster.GROUP_SLUG
    people: dict[str, Person] = field(default_factory=dict)
    delegations: dict[str, Delegation] = field(default_factory=dict)
    threads: dict[str, Thread] = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    _members: dict[str, Member] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def at_founding(self) -> datetime:
        return self.at(BEGAN, time(9, 0), roster.OPERATOR)

    @property
    def group(self) -> Group:
        return Group.objects.select_related("programme").get(slug=self.slug)

    def of(self, slug: str) -> "Stage":
        """Another group's stage, with the same people."""
        return Stage(self.now, slug, self.people)

    def member(self, handle: str) -> Member:
        """How somebody stands in the group; asked once, until `forget_members`."""
        if handle not in self._members:
            self._members[handle] = member_for(self.people[handle], self.slug)
        return self._members[handle]

    def forget_members(self) -> None:
        """Seats have changed: ask again."""
        self._members.clear()

    def day(self, away: int) -> date:
        """A working day, counted from today."""
        return days.workday(self.today, away)

    def at(self, back: int, wall: time, handle: str) -> datetime:
        """The instant of somebody's own hour, so many working days ago; never later than now."""
        return min(days.instant(self.day(-back), wall, roster.person_of(handle).zone), self.now)

    def script(self, name: str) -> scripts.Script:
        """A script with its days written out."""
        return scripts.script(name, lambda away: days.spoken(self.day(away)))

    def step(self, back: int, wall: time, handle: str, act: Callable[[Member], object]) -> Step:
        """Let somebody do something, so many working days ago, at their own hour."""
        return Step(self.at(back, wall, handle), lambda: act(self.member(handle)))

    def on(self, day: date, wall: time, handle: str, act: Callable[[Member], object]) -> Step:
        """Let somebody do something on a day, at their own hour."""
        return self.step_on(day, wall, handle, lambda: act(self.member(handle)))

    def step_on(self, day: date, wall: time, handle: str, act: Callable[[], object]) -> Step:
        """Let something be done on a day, at somebody's own hour, by whoever the act names."""
        return Step(days.instant(day, wall, roster.person_of(handle).zone), act)


def play(steps: Iterable[Step]) -> None:
    """Take the steps in order of time, each at its own instant.

    The readers of the log follow year by year through the past, then week by week, and in the last days, which pages
    show by the hour, day by day.
    """
    last: datetime | None = None
    ordered = sorted(steps, key=lambda one: one.at)
    for step in ordered:
        if last and _turns(last, step.at, ordered[-1].at):
            _read(last)
        with clock.at(step.at):
            step.act()
        last = step.at
    if last:
        _read(last)


def _turns(last: datetime, at: datetime, end: datetime) -> bool:
    if end - at < LATELY:
        return at.date() > last.date()
    if end - at > LONG_AGO:
        return at.year != last.year
    return at.isocalendar()[:2] != last.isocalendar()[:2]


def _read(at: datetime) -> None:
    with clock.at(at):
        catch_up()
