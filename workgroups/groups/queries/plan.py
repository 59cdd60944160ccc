"""Read the work plan as a member sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from workgroups.core import clock
from workgroups.groups.logic.plan import Slip, Step, slip_of, way_ahead
from workgroups.groups.models import Group, Milestone, MilestoneMove, Office
from workgroups.groups.registry import Tied, ties_read

OPEN = [Milestone.State.PLANNED, Milestone.State.UNDERWAY]
SOON = timedelta(days=14)  # how long before its day a milestone waits for who holds it


@dataclass(frozen=True)
class Planned:
    """A milestone with what a reader needs beside it."""

    milestone: Milestone
    moves: list[MilestoneMove]
    slip: Slip | None
    tied: Tied | None
    is_late: bool
    is_soon: bool

    @property
    def holder(self) -> str:
        """Who sees to it, in words; empty where nobody does yet."""
        return holder_words(self.milestone)

    @property
    def state(self) -> tuple[str, str]:
        """The kind (as in `components/state.html`) and the word under which it is shown."""
        states = Milestone.State
        if self.is_late:
            return "breaks", _("Late")
        kinds = {states.DONE: "settled", states.DROPPED: "quiet", states.UNDERWAY: "active"}
        waits = "waits" if self.is_soon else "quiet"
        return kinds.get(states(self.milestone.state), waits), str(states(self.milestone.state).label)


def holder_words(milestone: Milestone) -> str:
    """Return who sees to a milestone; empty where nobody does yet."""
    if milestone.delegation:
        return milestone.delegation.body.shown
    if milestone.person:
        return milestone.person.name
    return str(Office.Role(milestone.office).label) if milestone.office else ""


def milestones_of(group: Group) -> QuerySet[Milestone]:
    """Return a group's milestones in their order, with who holds them and how they moved; two queries."""
    moves = Prefetch("moves", MilestoneMove.objects.select_related("moved_by"))
    return group.milestones.select_related("group", "delegation__body", "person").prefetch_related(moves)


def open_milestones(group: Group) -> QuerySet[Milestone]:
    """Return the milestones that are neither done nor dropped."""
    return group.milestones.filter(state__in=OPEN)


def late_milestones(group: Group) -> QuerySet[Milestone]:
    """Return the open milestones whose day has passed."""
    return open_milestones(group).filter(due__lt=clock.now().date())


def plan_of(member: object, group: Group) -> list[Planned]:
    """Return the plan as the member may see it: what is tied to, only where they may see that."""
    rows, today = list(milestones_of(group)), clock.now().date()
    wanted = [(row.tied_kind, row.tied_number) for row in rows if row.tied_number is not None]
    tied = ties_read(member, wanted)
    return [_planned(row, tied.get((row.tied_kind, row.tied_number or 0)), today) for row in rows]


def way_to_report(plan: Sequence[Planned]) -> list[Planned]:
    """Return the next steps of a plan, up to the next one that leads to a report."""
    steps = [
        Step(one.milestone.number, one.milestone.is_open, bool(one.tied and one.tied.is_deliverable)) for one in plan
    ]
    chosen = set(way_ahead(steps))
    return [one for one in plan if one.milestone.number in chosen]


def _planned(row: Milestone, tied: Tied | None, today: date) -> Planned:
    moves = list(row.moves.all())
    slip = slip_of(row.due, [move.due_before for move in moves])
    is_soon = row.is_open and today <= row.due <= today + SOON
    return Planned(row, moves, slip, tied, row.is_late(today), is_soon)
