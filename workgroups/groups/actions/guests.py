"""Give guest passes, take them up, end them: what a guest may see begins and ends with the pass, at once."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from workgroups.accounts.actions import join
from workgroups.accounts.models import Person
from workgroups.accounts.queries import holds_address
from workgroups.core import clock, text
from workgroups.core.errors import Refused
from workgroups.core.languages import OFFERED, PLAIN
from workgroups.events.actions import emit
from workgroups.groups.actions.epoch import open_epoch
from workgroups.groups.actions.tenure import NOBODY
from workgroups.groups.events import GuestDoorChanged, GuestPassAccepted, GuestPassEnded, GuestPassGiven
from workgroups.groups.models import Group, GuestPass, Office, Programme
from workgroups.groups.permissions import require, require_officer

LONGEST_PASS = timedelta(days=366)
WRITERS_PASS = timedelta(days=90)


@transaction.atomic
def give_pass(
    *,
    actor: Person,
    group: Group,
    kind: str,
    number: int,
    title: str,
    name: str,
    email: str,
    until: datetime,
    may_write: bool = False,
    language: str = PLAIN,
) -> GuestPass:
    """Let one address into one thread, meeting or draft until an instant; the mail goes out when the event is read."""
    require_officer(actor, group)
    now = clock.now()
    if not now < until <= now + LONGEST_PASS:
        raise Refused(_("The last day must lie ahead, at most a year."), field="until")
    guest = GuestPass.objects.create(
        group=group,
        kind=kind,
        number=number,
        title=text.single_line(title),
        may_write=may_write,
        name=text.single_line(name),
        email=email.strip().lower(),
        language=language if language in OFFERED else PLAIN,
        until=until,
        given_by=actor,
    )
    emit(GuestPassGiven(group_id=group.pk, pass_id=guest.pk, actor_id=actor.pk))
    return guest


@transaction.atomic
def open_to_writer(*, person: Person, group: Group, kind: str, number: int, title: str) -> GuestPass | None:
    """Let somebody from outside follow what they began by writing to the group, who said that it takes letters.

    They are the guest of its secretariat or, without one, of another officer; None where nobody holds an office.
    """
    require(Programme.objects.filter(desk=group).exists())
    offices = Office.objects.on(clock.now().date()).filter(group=group).select_related("person")
    officers = sorted(offices, key=lambda one: (one.role != Office.Role.SECRETARIAT, one.pk))
    if not officers:
        return None
    now = clock.now()
    guest = GuestPass.objects.create(
        group=group,
        kind=kind,
        number=number,
        title=text.single_line(title),
        may_write=True,
        name=person.name,
        email=person.email or "",
        language=person.language,
        until=now + WRITERS_PASS,
        given_by=officers[0].person,
        accepted_at=now,
        accepted_by=person,
    )
    emit(GuestPassGiven(group_id=group.pk, pass_id=guest.pk, actor_id=guest.given_by_id))
    return guest


@transaction.atomic
def accept_pass(*, guest: GuestPass, person: Person) -> None:
    """Take a pass up, once; only for whoever holds the address."""
    require(holds_address(person, guest.email))
    _take_up(guest, person)
    emit(GuestPassAccepted(group_id=guest.group_id, pass_id=guest.pk, person_id=person.pk))


@transaction.atomic
def join_by_pass(*, guest: GuestPass, name: str, password: str, time_zone: str) -> Person:
    """Make the guest's account and take the pass up; the signed link has proved the address."""
    person = join(name=name, email=guest.email, password=password, time_zone=time_zone, language=guest.language)
    _take_up(guest, person)
    emit(GuestPassAccepted(group_id=guest.group_id, pass_id=guest.pk, person_id=person.pk))
    return person


@transaction.atomic
def end_pass(*, actor: Person, guest: GuestPass) -> None:
    """Close the door at once; what the guest said stays."""
    require_officer(actor, guest.group)
    if not GuestPass.objects.filter(pk=guest.pk, ended_at=None).update(ended_at=clock.now()):
        raise Refused(_("This pass has ended already."))
    _shut(guest)
    emit(GuestPassEnded(group_id=guest.group_id, pass_id=guest.pk, actor_id=actor.pk))


@transaction.atomic
def run_out_pass(*, guest: GuestPass) -> None:
    """Close the door when its last instant has come; nothing happens before, or when it was ended by hand."""
    due = GuestPass.objects.filter(pk=guest.pk, ended_at=None, until__lte=clock.now())
    if not due.update(ended_at=F("until")):
        return
    _shut(guest)
    emit(GuestPassEnded(group_id=guest.group_id, pass_id=guest.pk, actor_id=NOBODY))


@transaction.atomic
def tell_guests(*, group_id: int, kind: str, number: int) -> None:
    """Let the open pages of a thing's guests look again: its words or its marking have changed."""
    running = GuestPass.objects.running(clock.now()).filter(group=group_id, kind=kind, number=number)
    for pass_id, person_id in (
        running.exclude(accepted_by=None).order_by("accepted_by").values_list("pk", "accepted_by")
    ):
        emit(GuestDoorChanged(pass_id=pass_id, person_id=person_id))


def _shut(guest: GuestPass) -> None:
    open_epoch(guest.group)
    if guest.accepted_by_id:
        emit(GuestDoorChanged(pass_id=guest.pk, person_id=guest.accepted_by_id))


def _take_up(guest: GuestPass, person: Person) -> None:
    locked = GuestPass.objects.select_for_update().get(pk=guest.pk)
    if not locked.is_open or locked.accepted_at:
        raise Refused(_("This pass was used, ended or has run out. Ask the group's secretariat for a new one."))
    GuestPass.objects.filter(pk=locked.pk).update(accepted_at=clock.now(), accepted_by=person)
    open_epoch(guest.group)
