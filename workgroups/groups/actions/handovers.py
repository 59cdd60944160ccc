"""Hand an office or a seat to somebody else, with what hangs on it, in one sitting; today or on a day to come."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.core.errors import NotAllowed, Refused
from workgroups.events.actions import emit
from workgroups.groups.actions.epoch import open_epoch
from workgroups.groups.actions.seats import DAY, fill_office, fill_seat, hold, keep_one_head, turn_seat
from workgroups.groups.events import HandoverCompleted, HandoverNoteRead, HandoverPlanned, HandoverWithdrawn
from workgroups.groups.models import Group, Handover, Office, Seat
from workgroups.groups.permissions import Member, can_hand_over, can_withdraw_handover, require
from workgroups.groups.queries import people_in
from workgroups.groups.registry import pass_on

CHAIRING = (Office.Role.CHAIR, Office.Role.COCHAIR)
NOBODY = 0  # who acts when a hand-over lapses by itself


@transaction.atomic
def hand_over(
    *,
    actor: Member,
    held: Office | Seat,
    successor: Person,
    day: date,
    note: str = "",
    chosen: Sequence[str] = (),
) -> Handover:
    """End an office or a seat the day before `day` and begin it for the successor, who also gets what was chosen.

    On a day to come it waits for its timer. `chosen` are names of `groups.registry.Held`. Raises Refused for a
    successor who is not in the group, and NotAllowed where neither the holder nor an officer asks.
    """
    require(can_hand_over(actor, held, successor))
    if successor.pk == held.person_id:
        raise Refused(_("Choose somebody else than the present holder."), field="successor")
    if not people_in(actor.group).filter(pk=successor.pk).exists():
        raise Refused(_("The successor is in the group first: invite them."), field="successor")
    _require_day(held, day)
    office, seat = (held, None) if isinstance(held, Office) else (None, held)
    _require_no_other(office, seat)
    planned = Handover.objects.create(
        group=actor.group,
        office=office,
        seat=seat,
        leaver_id=held.person_id,
        successor=successor,
        made_by=actor.person,
        day=day,
        note=note.strip(),
        chosen=list(chosen),
    )
    if day > clock.now().date():
        emit(HandoverPlanned(group_id=actor.group.pk, handover_id=planned.pk, actor_id=actor.person.pk))
    else:
        _carry_out(planned)
        emit(_done(planned))
    return planned


@transaction.atomic
def complete_handover(*, handover: Handover) -> None:
    """Carry out a planned hand-over whose day has come; where that is no longer possible it lapses, and says so."""
    found = Handover.objects.select_for_update(of=("self",)).get(pk=handover.pk)
    if found.state != Handover.State.PLANNED or found.day > clock.now().date():
        return
    event: HandoverCompleted | HandoverWithdrawn = _done(found)
    try:
        with transaction.atomic():
            _carry_out(found)
    except (Refused, NotAllowed):
        event = _withdrawn(found, NOBODY)
    emit(event)


@transaction.atomic
def withdraw_handover(*, actor: Member, handover: Handover) -> None:
    """Take back a hand-over before its day; nothing has moved yet."""
    require(can_withdraw_handover(actor, handover))
    found = Handover.objects.select_for_update().get(pk=handover.pk)
    if found.state != Handover.State.PLANNED:
        raise Refused(_("This hand-over is done already; hand the office back instead."))
    emit(_withdrawn(found, actor.person.pk))


@transaction.atomic
def put_note_away(*, actor: Member, handover: Handover) -> None:
    """Take the leaver's note off the successor's desk; it stays on the page of the hand-over."""
    require(actor.person.pk == handover.successor_id)
    Handover.objects.filter(pk=handover.pk, read_at=None).update(read_at=clock.now())
    emit(HandoverNoteRead(group_id=actor.group.pk, handover_id=handover.pk, actor_id=actor.person.pk))


def _require_day(held: Office | Seat, day: date) -> None:
    if day < clock.now().date():
        raise Refused(_("Choose today or a day to come."), field="day")
    if held.until and day > held.until:
        raise Refused(_("It has ended by then: choose an earlier day."), field="day")


def _require_no_other(office: Office | None, seat: Seat | None) -> None:
    waiting = Handover.objects.filter(office=office, seat=seat, state=Handover.State.PLANNED)
    if waiting.exists():
        raise Refused(_("A hand-over of this is planned already: withdraw it first."))


def _carry_out(handover: Handover) -> None:
    group, held = handover.group, handover.office or handover.seat
    assert held  # noqa: S101  (a constraint of the table)
    held.refresh_from_db()
    if not type(held).objects.on(clock.now().date()).filter(pk=held.pk).exists():
        raise Refused(_("It is no longer held: there is nothing to hand over."))
    if isinstance(held, Office):  # whoever hands it over is an officer until it has gone
        _pass_on(handover)
        _move_office(group, held, handover)
    else:  # whoever gets the seat has it when what hangs on it comes
        _move_seat(held, handover)
        _pass_on(handover)
    Handover.objects.filter(pk=handover.pk).update(state=Handover.State.DONE, done_at=clock.now())
    open_epoch(group)


def _pass_on(handover: Handover) -> None:
    pass_on(
        actor=handover.made_by,
        group=handover.group,
        leaver=handover.leaver,
        successor=handover.successor,
        chosen=handover.chosen,
    )


def _done(handover: Handover) -> HandoverCompleted:
    return HandoverCompleted(group_id=handover.group_id, handover_id=handover.pk, actor_id=handover.made_by_id)


def _move_office(group: Group, held: Office, handover: Handover) -> None:
    """Whoever becomes chair is co-chair no more, and the other way round: one person chairs under one title."""
    yesterday = clock.now().date() - DAY
    Office.objects.filter(pk=held.pk).update(until=yesterday)
    own = Office.objects.on(clock.now().date()).filter(group=group, person=handover.successor)
    if held.role in CHAIRING:
        own.filter(role__in=CHAIRING).update(until=yesterday)
    fill_office(group, handover.successor, held.role, None, held.until, acting_for=held.acting_for)


def _move_seat(held: Seat, handover: Handover) -> None:
    today, delegation = clock.now().date(), held.delegation
    hold(delegation)
    Seat.objects.filter(pk=held.pk).update(until=today - DAY)
    own = Seat.objects.on(today).filter(delegation=delegation, person=handover.successor).first()
    if own is None:
        fill_seat(delegation, handover.successor, held.role, None, held.until)
        return
    if held.role == Seat.Role.HEAD:
        keep_one_head(delegation, today, own.until, former_steps_back=False, but=own.pk)
    if own.role != held.role:
        turn_seat(own, held.role, today)


def _withdrawn(handover: Handover, actor_id: int) -> HandoverWithdrawn:
    Handover.objects.filter(pk=handover.pk).update(state=Handover.State.WITHDRAWN, done_at=clock.now())
    return HandoverWithdrawn(group_id=handover.group_id, handover_id=handover.pk, actor_id=actor_id)
