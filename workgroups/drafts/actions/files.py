"""Drafts as files: want a copy, bring a file, and what a worker does with both."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from workgroups.core import clock
from workgroups.core.errors import Refused
from workgroups.drafts.actions.drafts import create_draft
from workgroups.drafts.events import ArrivalBrought, ArrivalChanged, CopyAsked, CopyChanged
from workgroups.drafts.logic import incoming, schema
from workgroups.drafts.models import Arrival, Copy, Draft, FileState
from workgroups.drafts.permissions import can_create_draft, can_edit, can_read
from workgroups.events.actions import emit
from workgroups.groups.permissions import Member, require

LEASE = timedelta(minutes=10)
KEEP = timedelta(days=7)
MOST_WAITING = 10
"""Files of one person that a worker has not read yet."""


@transaction.atomic
def ask_copy(*, actor: Member, draft: Draft, format: str, with_changes: bool, language: str) -> Copy:  # noqa: A002
    """Want a draft as a file; a worker makes it within seconds from the text as it then stands."""
    require(can_read(actor, draft))
    if format not in Copy.Format.values:
        raise Refused(_("Choose a format."), field="format")
    wanted, _new = Copy.objects.get_or_create(
        draft=draft, person=actor.person, format=format, with_changes=with_changes, defaults={"language": language}
    )
    told = {"state": FileState.WAITING, "asked_at": clock.now(), "language": language}
    Copy.objects.filter(pk=wanted.pk).update(**told)
    emit(CopyAsked(draft.group_id, draft.pk, wanted.pk, actor.person.pk))
    return wanted


@transaction.atomic
def take_copy(*, copy_id: int) -> Copy | None:
    """Lease a wanted copy to a worker; None when another one has it or it is there."""
    now = clock.now()
    free = Q(leased_until=None) | Q(leased_until__lte=now)
    waiting = Copy.objects.select_for_update(skip_locked=True, of=("self",)).filter(free, state=FileState.WAITING)
    found = waiting.select_related("draft__group__programme", "person").filter(pk=copy_id).first()
    if found is not None:
        Copy.objects.filter(pk=found.pk).update(leased_until=now + LEASE)
        emit(CopyChanged(found.draft.group_id, found.draft_id, found.pk, found.person_id))
    return found


@transaction.atomic
def finish_copy(*, made: Copy, file_id: int | None, seq: int = 0) -> None:
    """Keep the file; without one the copy could not be made."""
    told = {"state": FileState.READY if file_id else FileState.FAILED, "leased_until": None, "seq": seq}
    Copy.objects.filter(pk=made.pk).update(**told, file_id=file_id, made_at=clock.now())
    emit(CopyChanged(made.draft.group_id, made.draft_id, made.pk, made.person_id))


@transaction.atomic
def bring_file(*, actor: Member, file_id: int, name: str, draft: Draft | None = None) -> Arrival:
    """Take a stored file in to be read: for a new draft, or a marked-up copy of `draft`. Raises Refused."""
    require(can_edit(actor, draft) if draft else can_create_draft(actor))
    if Arrival.objects.filter(person=actor.person, state=FileState.WAITING).count() >= MOST_WAITING:
        raise Refused(_("Your files of before are still being read. Try again in a minute."), field="file")
    brought = Arrival.objects.create(group=actor.group, person=actor.person, draft=draft, file_id=file_id, name=name)
    emit(ArrivalBrought(actor.group.pk, brought.pk, actor.person.pk))
    return brought


@transaction.atomic
def take_arrival(*, arrival_id: int) -> Arrival | None:
    """Lease a file that was brought to a worker; None when another one has it or it has been read."""
    now = clock.now()
    free = Q(leased_until=None) | Q(leased_until__lte=now)
    waiting = Arrival.objects.select_for_update(skip_locked=True, of=("self",)).filter(free, state=FileState.WAITING)
    found = waiting.select_related("file__blob").filter(pk=arrival_id).first()
    if found is not None:
        Arrival.objects.filter(pk=found.pk).update(leased_until=now + LEASE)
        emit(ArrivalChanged(found.group_id, found.pk, found.person_id))
    return found


@transaction.atomic
def finish_arrival(*, made: Arrival, found: dict[str, Any], fault: str = "") -> None:
    """Keep what was read of a file, or why it could not be read."""
    told = {"state": FileState.FAILED if fault else FileState.READY, "fault": fault, "found": found}
    Arrival.objects.filter(pk=made.pk).update(**told, leased_until=None)
    emit(ArrivalChanged(made.group_id, made.pk, made.person_id))


@transaction.atomic
def begin_from_file(
    *, actor: Member, arrival: Arrival, title: str, language: str, marking: str = "", made: bool = False
) -> Draft:
    """Begin a draft with the text of a file: as it was before its tracked changes, or with all of them `made`."""
    held = Arrival.objects.select_for_update().get(pk=arrival.pk)
    if held.state != FileState.READY or held.used_at:
        raise Refused(_("A draft has been begun with this file already."))
    try:
        content = incoming.text_of(held.found, made=made)
    except schema.Unknown:
        raise Refused(_("This file holds something that a draft cannot hold.")) from None
    draft = create_draft(actor=actor, title=title, language=language, content=content, marking=marking)
    held.used_at, held.draft = clock.now(), draft
    held.save(update_fields=["used_at", "draft"])
    return draft


@transaction.atomic
def forget_arrivals() -> int:
    """Let go of files that were read a week ago; return how many."""
    old = Arrival.objects.filter(brought_at__lt=clock.now() - KEEP)
    return old.delete()[0]
