"""A meeting's pack: wanted, taken by a worker, made step by step."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from workgroups.core import clock
from workgroups.events.actions import emit
from workgroups.groups.permissions import Member, require
from workgroups.meetings.events import PackAsked, PackStepped
from workgroups.meetings.models import Meeting, Pack
from workgroups.meetings.permissions import can_read_meeting, pack_audience

LEASE = timedelta(minutes=15)


@transaction.atomic
def ask_pack(*, actor: Member, meeting: Meeting) -> Pack:
    """Want the pack of one's own audience; from then on it is made again whenever it is no longer right."""
    require(can_read_meeting(actor, meeting))
    pack, _made = Pack.objects.get_or_create(meeting=meeting, audience=pack_audience(actor))
    _wait(pack)
    emit(PackAsked(**_of(pack)))
    return pack


@transaction.atomic
def renew_packs(*, meeting_id: int) -> None:
    """Let the packs that somebody wanted once be made again: something in them changed."""
    for pack in Pack.objects.select_related("meeting").filter(meeting_id=meeting_id):
        _wait(pack)
        emit(PackAsked(**_of(pack)))


def _wait(pack: Pack) -> None:
    Pack.objects.filter(pk=pack.pk).update(state=Pack.State.WAITING, asked_at=clock.now(), step=0, steps=0)
    pack.state = Pack.State.WAITING


@transaction.atomic
def take_pack(*, pack_id: int) -> Pack | None:
    """Lease a waiting pack to a worker; None when another one has it."""
    now = clock.now()
    free = Q(leased_until=None) | Q(leased_until__lte=now)
    waiting = Pack.objects.select_for_update(skip_locked=True, of=("self",)).filter(free, state=Pack.State.WAITING)
    pack = waiting.select_related("meeting__group").filter(pk=pack_id).first()
    if pack is None:
        return None
    Pack.objects.filter(pk=pack.pk).update(leased_until=now + LEASE)
    emit(PackStepped(**_of(pack)))
    return pack


@transaction.atomic
def step_pack(*, pack: Pack, step: int, steps: int) -> None:
    """Say how far the worker is."""
    Pack.objects.filter(pk=pack.pk).update(step=step, steps=steps, leased_until=clock.now() + LEASE)
    emit(PackStepped(**_of(pack)))


@transaction.atomic
def finish_pack(*, pack: Pack, made: dict[str, Any] | None, failed: bool = False) -> None:
    """Keep what came out (`file`, `pages`, `inputs`, `inputs_hash`, `document_ids`); None: the present file is right.

    A pack that was asked for again meanwhile waits on.
    """
    again = Pack.objects.filter(pk=pack.pk, asked_at__gt=pack.asked_at).exists()
    state = Pack.State.FAILED if failed else Pack.State.READY
    told: dict[str, Any] = {"state": Pack.State.WAITING if again else state, "leased_until": None}
    if made:
        told |= {**made, "built_at": clock.now()}
    Pack.objects.filter(pk=pack.pk).update(**told)
    emit(PackStepped(**_of(pack)))


def _of(pack: Pack) -> dict[str, Any]:
    meeting = pack.meeting
    marking = {"marking": meeting.marking}
    return {"group_id": meeting.group_id, "meeting_id": meeting.pk, "pack_id": pack.pk, **marking}
