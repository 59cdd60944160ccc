"""Change seats and offices: another role, other dates, renewed, let go, given up; and what the calendar does itself."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core import clock, text
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.actions.epoch import open_epoch
from workgroups.groups.actions.seats import (
    DAY,
    hold,
    keep_one_head,
    require_another_officer,
    require_free,
    require_span,
    turn_seat,
)
from workgroups.groups.events import (
    MemberLeft,
    OfficeChanged,
    OfficeExpired,
    OfficeStarted,
    SeatChanged,
    SeatExpired,
    SeatRoleChanged,
    SeatStarted,
)
from workgroups.groups.models import DateChange, Group, Office, Seat
from workgroups.groups.permissions import Member, can_renew, require, require_officer

NOBODY = 0  # who acts when a day comes by itself


@transaction.atomic
def change_role(
    *, actor: Person, seat: Seat, role: str, since: date | None = None, former_steps_back: bool = False
) -> Seat:
    """Give the holder of a seat another role from a day on (today unless given); the seat so far stays in the history.

    Raises Refused for a day outside of the seat and for a second head, unless `former_steps_back`.
    """
    group = seat.delegation.group
    require_officer(actor, group)
    day = since or clock.now().date()
    hold(seat.delegation)
    seat = Seat.objects.select_related("delegation__group").get(pk=seat.pk)
    if role == seat.role:
        raise Refused(_("They have this role already: choose another."), field="role")
    if day < max(seat.since, clock.now().date()) or (seat.until and day > seat.until):
        raise Refused(_("Choose a day from today on on which the seat is held."), field="since")
    if role == Seat.Role.HEAD:
        keep_one_head(seat.delegation, day, seat.until, former_steps_back=former_steps_back, but=seat.pk)
    turned = turn_seat(seat, role, day)
    open_epoch(group)
    emit(
        SeatRoleChanged(
            group_id=group.pk, seat_id=turned.pk, former_id=seat.pk, person_id=seat.person_id, actor_id=actor.pk
        )
    )
    return turned


@transaction.atomic
def change_seat_dates(*, actor: Person, seat: Seat, since: date, until: date | None, reason: str) -> None:
    """Set the days of a seat anew, with the reason; what they were before is kept. Officers only."""
    group = seat.delegation.group
    require_officer(actor, group)
    hold(seat.delegation)
    seat = Seat.objects.get(pk=seat.pk)
    require_span(since, until)
    others = Seat.objects.filter(delegation=seat.delegation, person=seat.person).exclude(pk=seat.pk)
    require_free(others, since, until, seat.person)
    if seat.role == Seat.Role.HEAD:
        keep_one_head(seat.delegation, since, until, former_steps_back=False, but=seat.pk)
    _keep_dates(actor, reason, seat=seat)
    Seat.objects.filter(pk=seat.pk).update(since=since, until=until, let_end=False)
    open_epoch(group)
    emit(SeatChanged(group_id=group.pk, seat_id=seat.pk, person_id=seat.person_id, actor_id=actor.pk))


@transaction.atomic
def change_office_dates(*, actor: Person, office: Office, since: date, until: date | None, reason: str) -> None:
    """Set the days of an office anew, with the reason; the group keeps an officer on every day. Officers only."""
    group = Group.objects.select_for_update().get(pk=office.group_id)
    require_officer(actor, group)
    require_span(since, until)
    others = Office.objects.filter(group=group, person=office.person, role=office.role).exclude(pk=office.pk)
    if others.touching(since, until).exists():
        raise Refused(_("%(name)s holds this office already.") % {"name": office.person.name}, field="since")
    if office.acting_for_id and until is None:
        raise Refused(_("Say until when they act."), field="until")
    for day in (clock.now().date(), until + DAY if until else None):
        if day and not since <= day <= (until or day):
            require_another_officer(group, day, leaving=[office.pk])
    _keep_dates(actor, reason, office=office)
    Office.objects.filter(pk=office.pk).update(since=since, until=until)
    open_epoch(group)
    emit(OfficeChanged(group_id=group.pk, office_id=office.pk, person_id=office.person_id, actor_id=actor.pk))


@transaction.atomic
def renew_seats(*, actor: Member, seats: Sequence[Seat], until: date) -> None:
    """Give seats that run out a new last day: officers, and the head for their own delegation's others."""
    for seat in seats:
        require(can_renew(actor, seat))
        hold(seat.delegation)
        seat.refresh_from_db()
        if seat.until is None or until <= seat.until:
            raise Refused(_("Choose a day after the present last day."), field="until")
        others = Seat.objects.filter(delegation=seat.delegation, person=seat.person).exclude(pk=seat.pk)
        require_free(others, seat.since, until, seat.person)
        if seat.role == Seat.Role.HEAD:
            keep_one_head(seat.delegation, seat.since, until, former_steps_back=False, but=seat.pk)
        _keep_dates(actor.person, _("Renewed"), seat=seat)
        Seat.objects.filter(pk=seat.pk).update(until=until, let_end=False)
    open_epoch(actor.group)
    for seat in seats:
        emit(_changed(actor, seat))


@transaction.atomic
def let_seat_end(*, actor: Member, seat: Seat) -> None:
    """Say that a seat need not be renewed: it ends on its last day, and nobody is asked again."""
    require(can_renew(actor, seat))
    Seat.objects.filter(pk=seat.pk).update(let_end=True)
    emit(_changed(actor, seat))


@transaction.atomic
def leave_group(*, actor: Member) -> None:
    """Give up all of one's own seats and offices at once; what was said and decided under them stays.

    Raises Refused for the last officer, who hands over first.
    """
    group = Group.objects.select_for_update().get(pk=actor.group.pk)
    today = clock.now().date()
    offices = Office.objects.filter(group=group, person=actor.person).touching(today, None)
    if own := list(offices.values_list("pk", flat=True)):
        require_another_officer(group, today, leaving=own)
    offices.update(until=today - DAY)
    seats = Seat.objects.filter(delegation__group=group, person=actor.person)
    seats.touching(today, None).update(until=today - DAY)
    open_epoch(group)
    emit(MemberLeft(group_id=group.pk, person_id=actor.person.pk, actor_id=actor.person.pk))


@transaction.atomic
def begin_seat(*, seat: Seat) -> None:
    """Let pages notice that a seat's first day has come; nothing happens on any other day."""
    if seat.since != clock.now().date() or (seat.until and seat.until < seat.since):
        return
    open_epoch(seat.delegation.group)
    emit(SeatStarted(group_id=seat.delegation.group_id, seat_id=seat.pk, person_id=seat.person_id, actor_id=NOBODY))


@transaction.atomic
def run_out_seat(*, seat: Seat) -> None:
    """Let pages and sockets notice, at the first instant after a seat's last day; nothing happens on any other."""
    if seat.until != clock.now().date() - DAY:
        return
    open_epoch(seat.delegation.group)
    emit(SeatExpired(group_id=seat.delegation.group_id, seat_id=seat.pk, person_id=seat.person_id, actor_id=NOBODY))


@transaction.atomic
def begin_office(*, office: Office) -> None:
    """Let pages notice that an office's first day has come; nothing happens on any other day."""
    if office.since != clock.now().date() or (office.until and office.until < office.since):
        return
    open_epoch(office.group)
    emit(OfficeStarted(group_id=office.group_id, office_id=office.pk, person_id=office.person_id, actor_id=NOBODY))


@transaction.atomic
def run_out_office(*, office: Office) -> None:
    """Let pages and sockets notice, at the first instant after an office's last day; nothing happens on any other."""
    if office.until != clock.now().date() - DAY:
        return
    open_epoch(office.group)
    emit(OfficeExpired(group_id=office.group_id, office_id=office.pk, person_id=office.person_id, actor_id=NOBODY))


def _keep_dates(actor: Person, reason: str, *, seat: Seat | None = None, office: Office | None = None) -> None:
    words = text.single_line(reason)
    if not words:
        raise Refused(_("Say why the dates change: the history shows it."), field="reason")
    dated = seat or office
    assert dated  # noqa: S101  (one of the two is given)
    DateChange.objects.create(
        seat=seat,
        office=office,
        changed_by=actor,
        since_before=dated.since,
        until_before=dated.until,
        reason=words,
    )


def _changed(actor: Member, seat: Seat) -> SeatChanged:
    return SeatChanged(group_id=actor.group.pk, seat_id=seat.pk, person_id=seat.person_id, actor_id=actor.person.pk)
