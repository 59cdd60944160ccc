"""Write the work plan: add milestones, put them to another day with a reason, close them."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core import clock, text
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.actions.numbers import next_number
from workgroups.groups.events import (
    MilestoneClosed,
    MilestoneEdited,
    MilestoneMoved,
    MilestonePlanned,
    MilestoneResumed,
)
from workgroups.groups.models import Delegation, Group, Milestone, MilestoneMove
from workgroups.groups.permissions import can_close_milestone, member_of, require, require_officer

NUMBERS = "milestone"


@dataclass(frozen=True)
class Holder:
    """Who sees to a milestone: a delegation, a person, an office, or nobody yet."""

    delegation: Delegation | None = None
    person: Person | None = None
    office: str = ""


@dataclass(frozen=True)
class TiedTo:
    """What a milestone leads to: a kind known to `groups.registry` and its number in the group; or nothing."""

    kind: str = ""
    number: int | None = None


NOBODY, NOTHING = Holder(), TiedTo()


@transaction.atomic
def plan_milestone(
    *,
    actor: Person,
    group: Group,
    title: str,
    due: date,
    words: str = "",
    holder: Holder = NOBODY,
    tied_to: TiedTo = NOTHING,
) -> Milestone:
    """Add a milestone at the end of the plan."""
    require_officer(actor, group)
    last = group.milestones.aggregate(last=Max("position"))["last"] or 0
    milestone = Milestone.objects.create(
        group=group,
        number=next_number(group=group, kind=NUMBERS),
        position=last + 1,
        due=due,
        **_values(group, title, words, holder, tied_to),
    )
    emit(MilestonePlanned(group_id=group.pk, milestone_id=milestone.pk, actor_id=actor.pk))
    return milestone


@transaction.atomic
def edit_milestone(
    *,
    actor: Person,
    milestone: Milestone,
    title: str,
    words: str = "",
    holder: Holder = NOBODY,
    tied_to: TiedTo = NOTHING,
) -> None:
    """Change what a milestone says, who holds it and what it is tied to; its day moves by `move_milestone` alone."""
    require_officer(actor, milestone.group)
    values = _values(milestone.group, title, words, holder, tied_to)
    Milestone.objects.filter(pk=milestone.pk).update(**values)
    emit(MilestoneEdited(group_id=milestone.group_id, milestone_id=milestone.pk, actor_id=actor.pk))


@transaction.atomic
def move_milestone(*, actor: Person, milestone: Milestone, due: date, reason: str) -> None:
    """Put an open milestone to another day; the day before, the reason and who did it are kept."""
    require_officer(actor, milestone.group)
    found = Milestone.objects.select_for_update().get(pk=milestone.pk)
    _require_open(found)
    reason = text.single_line(reason)
    if not reason:
        raise Refused(_("Say why: the reason stands in the plan."), field="reason")
    if due == found.due:
        raise Refused(_("It is due on this day already."), field="due")
    MilestoneMove.objects.create(
        milestone=found, due_before=found.due, due_after=due, reason=reason, moved_by=actor, moved_at=clock.now()
    )
    Milestone.objects.filter(pk=found.pk).update(due=due)
    emit(MilestoneMoved(group_id=milestone.group_id, milestone_id=milestone.pk, actor_id=actor.pk))


@transaction.atomic
def place_milestone(*, actor: Person, milestone: Milestone, place: int) -> None:
    """Put a milestone to a place in the order (1 is the first); the others close up."""
    require_officer(actor, milestone.group)
    rows = list(Milestone.objects.select_for_update().filter(group=milestone.group_id).exclude(pk=milestone.pk))
    rows.insert(max(place, 1) - 1, milestone)
    for position, row in enumerate(rows, 1):
        row.position = position
    Milestone.objects.bulk_update(rows, ["position"])
    emit(MilestoneEdited(group_id=milestone.group_id, milestone_id=milestone.pk, actor_id=actor.pk))


@transaction.atomic
def begin_milestone(*, actor: Person, milestone: Milestone) -> None:
    """Say that a milestone is under way: who holds it, and officers."""
    _require_holder(actor, milestone)
    if not Milestone.objects.filter(pk=milestone.pk, state=Milestone.State.PLANNED).update(
        state=Milestone.State.UNDERWAY
    ):
        raise Refused(_("This milestone is no longer only planned."))
    emit(MilestoneEdited(group_id=milestone.group_id, milestone_id=milestone.pk, actor_id=actor.pk))


@transaction.atomic
def close_milestone(*, actor: Person, milestone: Milestone, state: str = Milestone.State.DONE) -> None:
    """Say that a milestone is done (who holds it, and officers), or that it will not be done (officers)."""
    if state == Milestone.State.DONE:
        _require_holder(actor, milestone)
    else:
        require_officer(actor, milestone.group)
    _require_open(Milestone.objects.select_for_update().get(pk=milestone.pk))
    Milestone.objects.filter(pk=milestone.pk).update(state=state, closed_on=clock.now().date())
    emit(MilestoneClosed(group_id=milestone.group_id, milestone_id=milestone.pk, actor_id=actor.pk))


@transaction.atomic
def resume_milestone(*, actor: Person, milestone: Milestone) -> None:
    """Take a closed milestone up again: who may close it may also say that this was too early."""
    _require_holder(actor, milestone)
    closed = Milestone.objects.filter(pk=milestone.pk).exclude(closed_on=None)
    if not closed.update(state=Milestone.State.UNDERWAY, closed_on=None):
        raise Refused(_("This milestone is open."))
    emit(MilestoneResumed(group_id=milestone.group_id, milestone_id=milestone.pk, actor_id=actor.pk))


def _require_holder(actor: Person, milestone: Milestone) -> None:
    member = member_of(actor, milestone.group)
    require(member is not None and can_close_milestone(member, milestone))


def _require_open(milestone: Milestone) -> None:
    if not milestone.is_open:
        raise Refused(_("This milestone is closed: take it up again first."))


def _values(group: Group, title: str, words: str, holder: Holder, tied_to: TiedTo) -> dict[str, object]:
    title = text.single_line(title)
    if not title:
        raise Refused(_("Say what is to be reached."), field="title")
    if holder.delegation and holder.delegation.group_id != group.pk:
        raise Refused(_("Choose somebody of this group."), field="holder")
    return {
        "title": title,
        "words": words.strip(),
        "delegation": holder.delegation,
        "person": holder.person,
        "office": holder.office,
        "tied_kind": tied_to.kind,
        "tied_number": tied_to.number,
    }
