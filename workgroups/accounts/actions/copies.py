"""Ask for a copy of one's data, make it, take it away."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from workgroups.accounts.events import CopyAsked, CopyChanged
from workgroups.accounts.models import DataCopy, Person
from workgroups.core import clock
from workgroups.events.actions import emit

LASTS = timedelta(days=3)
LEASE = timedelta(minutes=10)
TRIES = 3
State = DataCopy.State


@transaction.atomic
def ask_copy(*, person: Person) -> DataCopy:
    """Ask for a copy of everything kept about oneself; while one is made or can be fetched, that is the one."""
    copy, _made = DataCopy.objects.select_for_update().get_or_create(person=person, defaults={"state": State.GONE})
    if copy.state in {State.WAITING, State.READY}:
        return copy
    copy.state, copy.asked_at, copy.leased_until = State.WAITING, clock.now(), None
    copy.done, copy.total, copy.attempts, copy.file, copy.expires_at = 0, 0, 0, None, None
    copy.save()
    emit(CopyAsked(person_id=person.pk, copy_id=copy.pk))
    return copy


@transaction.atomic
def take_copy(*, copy_id: int) -> DataCopy | None:
    """Lease a copy that waits to a worker; None when there is nothing to do, or it was begun too often."""
    now = clock.now()
    free = DataCopy.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        Q(leased_until=None) | Q(leased_until__lt=now), pk=copy_id, state=State.WAITING
    )
    copy = free.select_related("person").first()
    if copy is None:
        return None
    if copy.attempts >= TRIES:  # it takes its worker with it each time
        copy.state, copy.leased_until = State.FAILED, None
    else:
        copy.leased_until, copy.done, copy.attempts = now + LEASE, 0, copy.attempts + 1
    copy.save(update_fields=["state", "leased_until", "done", "attempts"])
    emit(_changed(copy))
    return copy if copy.state == State.WAITING else None


@transaction.atomic
def step_copy(*, copy: DataCopy, done: int, total: int) -> None:
    """Note how far a worker is, in kinds of things and files."""
    DataCopy.objects.filter(pk=copy.pk).update(done=done, total=total, leased_until=clock.now() + LEASE)
    emit(_changed(copy))


@transaction.atomic
def finish_copy(*, copy: DataCopy, file_id: int | None) -> None:
    """Hand a copy to its person; without a file it has failed. One that was taken back meanwhile stays so."""
    state = State.READY if file_id else State.FAILED
    waiting = DataCopy.objects.filter(pk=copy.pk, state=State.WAITING)
    waiting.update(state=state, file_id=file_id, leased_until=None, expires_at=clock.now() + LASTS)
    emit(_changed(copy))


@transaction.atomic
def remove_copy(*, person: Person) -> list[int]:
    """Take one's copy away, ready or still being made; return the ids of the files that nothing needs now."""
    copy = DataCopy.objects.select_for_update().filter(person=person).exclude(state=State.GONE).first()
    if copy is None:
        return []
    files = _let_go(copy)
    emit(_changed(copy))
    return files


@transaction.atomic
def expire_copy(*, copy_id: int) -> list[int]:
    """Let go of a copy's file, and return its id."""
    copy = DataCopy.objects.select_for_update(of=("self",)).filter(pk=copy_id).first()
    if copy is None or copy.state == State.GONE:
        return []
    files = _let_go(copy)
    emit(_changed(copy))
    return files


def _let_go(copy: DataCopy) -> list[int]:
    DataCopy.objects.filter(pk=copy.pk).update(state=State.GONE, file=None, leased_until=None)
    return [copy.file_id] if copy.file_id else []


def _changed(copy: DataCopy) -> CopyChanged:
    return CopyChanged(person_id=copy.person_id, copy_id=copy.pk)
