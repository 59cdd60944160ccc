"""On what happens to seats, offices and hand-overs: set their timers, tell people."""

from datetime import timedelta

from django.utils import translation

from workgroups.accounts.events import RulesChanged
from workgroups.accounts.models import Person
from workgroups.core import clock, dates
from workgroups.events.subscribe import on
from workgroups.groups.actions import (
    begin_office,
    begin_seat,
    complete_handover,
    run_out_office,
    run_out_seat,
)
from workgroups.groups.actions.epoch import open_epoch
from workgroups.groups.events import (
    HandoverCompleted,
    HandoverPlanned,
    HandoverWithdrawn,
    MemberLeft,
    OfficeChanged,
    OfficeEnded,
    OfficeTaken,
    SeatChanged,
    SeatEnded,
    SeatExpired,
    SeatRoleChanged,
    SeatTaken,
)
from workgroups.groups.models import Group, Handover, Office, Seat
from workgroups.groups.queries import begins, midnight, officers_of, renewers_of, runs_out
from workgroups.notifications.actions import file_notices, post_mail
from workgroups.timers.actions import cancel_timer, set_timer
from workgroups.timers.registry import handles

REMINDERS = (timedelta(days=30), timedelta(days=7))


@on(RulesChanged, reader="rights")
def ask_officers_anew(event: RulesChanged) -> None:
    """Whoever has a draft open as an officer without a second factor types no more, or types again."""
    for group in Group.objects.filter(offices__isnull=False).distinct():
        open_epoch(group)


@on(SeatTaken, reader="timers")
def time_a_seat(event: SeatTaken) -> None:
    """Notice its first and last day, and remind before the last."""
    _time_seat(event.seat_id)


@on(SeatChanged, reader="timers")
def time_a_changed_seat(event: SeatChanged) -> None:
    """Its days are others now."""
    _time_seat(event.seat_id)


@on(SeatRoleChanged, reader="timers")
def time_a_turned_seat(event: SeatRoleChanged) -> None:
    """The seat so far ends, another begins."""
    _time_seat(event.former_id)
    _time_seat(event.seat_id)


@on(SeatEnded, reader="timers")
def forget_a_seat(event: SeatEnded) -> None:
    """It ended by hand: no day of it is still to come."""
    _time_seat(event.seat_id)


@on(OfficeTaken, reader="timers")
def time_an_office(event: OfficeTaken) -> None:
    """Notice its first and last day."""
    _time_office(event.office_id)


@on(OfficeChanged, reader="timers")
def time_a_changed_office(event: OfficeChanged) -> None:
    """Its days are others now."""
    _time_office(event.office_id)


@on(OfficeEnded, reader="timers")
def forget_an_office(event: OfficeEnded) -> None:
    """It ended by hand: no day of it is still to come."""
    _time_office(event.office_id)


@on(MemberLeft, reader="timers")
def forget_what_they_held(event: MemberLeft) -> None:
    """Their seats and offices have ended."""
    for seat in Seat.objects.filter(person=event.person_id, delegation__group=event.group_id):
        _time_seat(seat.pk)
    for office in Office.objects.filter(person=event.person_id, group=event.group_id):
        _time_office(office.pk)


@on(HandoverPlanned, reader="timers")
def time_a_handover(event: HandoverPlanned) -> None:
    """Carry it out when its day begins."""
    planned = Handover.objects.get(pk=event.handover_id)
    set_timer(kind="groups.handover", subject_id=planned.pk, due=midnight(planned.day))


@on(HandoverWithdrawn, reader="timers")
def forget_a_handover(event: HandoverWithdrawn) -> None:
    """Nothing is carried out any more."""
    cancel_timer(kind="groups.handover", subject_id=event.handover_id)


@on(HandoverCompleted, reader="timers")
def time_what_was_handed_over(event: HandoverCompleted) -> None:
    """The old office or seat has ended, the new one may have a last day."""
    done = Handover.objects.get(pk=event.handover_id)
    for seat in Seat.objects.filter(person__in=[done.leaver_id, done.successor_id], delegation__group=done.group_id):
        _time_seat(seat.pk)
    for office in Office.objects.filter(person__in=[done.leaver_id, done.successor_id], group=done.group_id):
        _time_office(office.pk)


@handles("groups.seat_begins")
def begin_seat_in_time(seat_id: int) -> None:
    """Its first day has come."""
    if seat := Seat.objects.select_related("delegation__group").filter(pk=seat_id).first():
        begin_seat(seat=seat)


@handles("groups.seat_ends")
def run_out_seat_in_time(seat_id: int) -> None:
    """Its last day is over."""
    if seat := Seat.objects.select_related("delegation__group").filter(pk=seat_id).first():
        run_out_seat(seat=seat)


@handles("groups.office_begins")
def begin_office_in_time(office_id: int) -> None:
    """Its first day has come."""
    if office := Office.objects.select_related("group").filter(pk=office_id).first():
        begin_office(office=office)


@handles("groups.office_ends")
def run_out_office_in_time(office_id: int) -> None:
    """Its last day is over."""
    if office := Office.objects.select_related("group").filter(pk=office_id).first():
        run_out_office(office=office)


@handles("groups.handover")
def hand_over_in_time(handover_id: int) -> None:
    """Its day has come."""
    if planned := Handover.objects.filter(pk=handover_id).first():
        complete_handover(handover=planned)


@handles("groups.seat_reminder")
def remind_of_a_last_day(seat_id: int) -> None:
    """Tell whoever can renew the seat, and whoever holds it; then wait for the next reminder."""
    seat = Seat.objects.select_related("delegation").filter(pk=seat_id).first()
    if seat is None or seat.until is None or seat.let_end or seat.until < clock.now().date():
        return
    file_notices(
        kind="groups.seat_running_out",
        key=f"{seat.pk}:{seat.until.isoformat()}:{(seat.until - clock.now().date()).days}",
        readers=sorted(renewers_of(seat)),
        group_id=seat.delegation.group_id,
        subject_id=seat.pk,
        at=clock.now(),
    )
    _time_reminder(seat)


@on(SeatExpired, reader="notifications")
def tell_that_a_seat_ran_out(event: SeatExpired) -> None:
    """Tell the officers, in their digest, and the person by mail: they are no member who could be told here."""
    seat = Seat.objects.select_related("delegation__group", "delegation__body", "person").get(pk=event.seat_id)
    group = seat.delegation.group
    file_notices(
        kind="groups.seat_ran_out",
        key=str(seat.pk),
        readers=sorted(set(officers_of(group).values_list("person_id", flat=True)) - {seat.person_id}),
        group_id=group.pk,
        subject_id=seat.pk,
        at=clock.now(),
    )
    with translation.override(seat.person.language):
        words = {
            "name": seat.person.name,
            "group": group.name,
            "body": seat.delegation.body.shown,
            "day": dates.long_day(seat.until) if seat.until else "",
            "language": seat.person.language,
        }
    post_mail(
        key=f"seat_ran_out:{seat.pk}:{seat.until}",
        template="groups/mail/seat_ran_out",
        context=words,
        to_person=seat.person_id,
    )


@on(HandoverPlanned, reader="notifications")
def tell_of_a_planned_handover(event: HandoverPlanned) -> None:
    """Tell the successor and the leaver what will happen on which day."""
    _mail_handover(event.handover_id)


@on(HandoverCompleted, reader="notifications")
def tell_of_a_handover(event: HandoverCompleted) -> None:
    """Tell the successor and the leaver, who may be no member any more, by mail."""
    _mail_handover(event.handover_id)


@on(HandoverWithdrawn, reader="notifications")
def tell_of_a_withdrawn_handover(event: HandoverWithdrawn) -> None:
    """Tell the successor and the leaver that nothing has moved."""
    _mail_handover(event.handover_id)


def _time_seat(seat_id: int) -> None:
    seat = Seat.objects.get(pk=seat_id)
    _time(seat, "groups.seat_begins", "groups.seat_ends")
    _time_reminder(seat)


def _time_office(office_id: int) -> None:
    _time(Office.objects.get(pk=office_id), "groups.office_begins", "groups.office_ends")


def _time(held: Seat | Office, first: str, last: str) -> None:
    """Set what is still to come and take back what is not; a seat that was given for days past has nothing to come."""
    now, never = clock.now(), held.until is not None and held.until < held.since
    end = runs_out(held)
    for kind, due in ((first, begins(held)), (last, end)):
        if due and due > now and not never:
            set_timer(kind=kind, subject_id=held.pk, due=due)
        else:
            cancel_timer(kind=kind, subject_id=held.pk)


def _time_reminder(seat: Seat) -> None:
    end = runs_out(seat)
    coming = [end - before for before in REMINDERS if end and end - before > clock.now()]
    if coming and not seat.let_end and end and end > begins(seat):
        set_timer(kind="groups.seat_reminder", subject_id=seat.pk, due=min(coming))
    else:
        cancel_timer(kind="groups.seat_reminder", subject_id=seat.pk)


def _mail_handover(handover_id: int) -> None:
    related = ("group", "leaver", "successor", "office", "seat__delegation__body")
    handover = Handover.objects.select_related(*related).get(pk=handover_id)
    for person, other in ((handover.successor, handover.leaver), (handover.leaver, handover.successor)):
        with translation.override(person.language):
            words = _words_of(handover, person, other)
        post_mail(
            key=f"handover:{handover.pk}:{handover.state}:{person.pk}",
            template="groups/mail/handover",
            context=words,
            to_person=person.pk,
        )


def _words_of(handover: Handover, person: Person, other: Person) -> dict[str, str | bool]:
    return {
        "name": person.name,
        "other": other.name,
        "group": handover.group.name,
        "what": handover.what,
        "day": dates.long_day(handover.day),
        "state": handover.state,
        "gets": person.pk == handover.successor_id,
        "has_note": bool(handover.note),
        "path": handover.get_absolute_url(),
        "language": person.language,
    }
