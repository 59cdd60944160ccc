"""A circular as PDF: wanted by a reader, taken by a worker, kept."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from workgroups.circulars.events import PrintAsked, PrintChanged
from workgroups.circulars.models import Circular, Print
from workgroups.circulars.permissions import can_read_sent
from workgroups.core import clock
from workgroups.events.actions import emit
from workgroups.groups.permissions import Member, require

LEASE = timedelta(minutes=10)
State = Print.State


@transaction.atomic
def ask_print(*, actor: Member, circular: Circular, language: str) -> Print:
    """Want a circular as PDF, as this reader gets it in a language; a worker makes it within seconds."""
    require(can_read_sent(actor, circular))
    wanted, _new = Print.objects.get_or_create(circular=circular, person=actor.person, language=language)
    Print.objects.filter(pk=wanted.pk).update(state=State.WAITING, asked_at=clock.now())
    emit(PrintAsked(circular.group_id, circular.pk, wanted.pk, actor.person.pk))
    return wanted


@transaction.atomic
def take_print(*, print_id: int) -> Print | None:
    """Lease a waiting PDF to a worker; None when another one has it."""
    now = clock.now()
    free = Q(leased_until=None) | Q(leased_until__lte=now)
    waiting = Print.objects.select_for_update(skip_locked=True, of=("self",)).filter(free, state=State.WAITING)
    found = waiting.select_related("circular__group__programme", "circular__by", "person").filter(pk=print_id).first()
    if found is None:
        return None
    Print.objects.filter(pk=found.pk).update(leased_until=now + LEASE)
    emit(PrintChanged(found.circular.group_id, found.circular_id, found.pk, found.person_id))
    return found


@transaction.atomic
def finish_print(*, made: Print, file_id: int | None, inputs_hash: str = "") -> None:
    """Keep the file; without one the PDF could not be made."""
    told = {"state": State.READY if file_id else State.FAILED, "leased_until": None, "inputs_hash": inputs_hash}
    Print.objects.filter(pk=made.pk).update(**told, file_id=file_id)
    circular = made.circular
    emit(PrintChanged(circular.group_id, circular.pk, made.pk, made.person_id))
