"""Ask for an archive, make it, take it away."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from workgroups.core import clock
from workgroups.core.errors import Refused
from workgroups.documents.events import ArchiveAsked, ArchiveChanged
from workgroups.documents.models import Archive
from workgroups.documents.queries import documents_visible_to
from workgroups.events.actions import emit
from workgroups.groups.permissions import Member, require

LASTS = timedelta(days=2)
LEASE = timedelta(minutes=10)
MOST = 5000  # documents in one archive


@transaction.atomic
def ask_archive(*, actor: Member, document_ids: Iterable[int]) -> Archive:
    """Ask for these documents as one file; what the actor may not read, or was withdrawn, is left out."""
    require(actor.group is not None)
    readable = documents_visible_to(actor).filter(pk__in=list(document_ids), withdrawn_at=None)
    ids = list(readable.order_by("year", "serial", "part", "part_number").values_list("pk", flat=True)[: MOST + 1])
    if not ids:
        raise Refused(_("Choose at least one document."), field="documents")
    if len(ids) > MOST:
        raise Refused(_("An archive holds at most %s documents: narrow the list first.") % MOST, field="documents")
    archive = Archive.objects.create(group=actor.group, person=actor.person, document_ids=ids, asked_at=clock.now())
    emit(ArchiveAsked(group_id=actor.group.pk, person_id=actor.person.pk, archive_id=archive.pk))
    return archive


@transaction.atomic
def take_archive(*, archive_id: int) -> Archive | None:
    """Lease an archive that waits to a worker; None when there is nothing to do."""
    now = clock.now()
    free = Archive.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        Q(leased_until=None) | Q(leased_until__lt=now), pk=archive_id, state=Archive.State.WAITING
    )
    archive = free.select_related("group", "person").first()
    if archive is None:
        return None
    archive.leased_until, archive.done = now + LEASE, 0
    archive.save(update_fields=["leased_until", "done"])
    emit(_changed(archive))
    return archive


@transaction.atomic
def step_archive(*, archive: Archive, done: int) -> None:
    """Note how far a worker is."""
    Archive.objects.filter(pk=archive.pk).update(done=done, leased_until=clock.now() + LEASE)
    emit(_changed(archive))


@transaction.atomic
def finish_archive(*, archive: Archive, file_id: int | None, document_ids: list[int]) -> None:
    """Hand an archive to who asked for it; without a file it has failed. `document_ids` are those that are in it.

    What is missing in it stands on `archive` already (`left_out`, `gone`).
    """
    Archive.objects.filter(pk=archive.pk).update(
        state=Archive.State.READY if file_id else Archive.State.FAILED,
        file_id=file_id,
        document_ids=document_ids,
        left_out=archive.left_out,
        gone=archive.gone,
        leased_until=None,
        expires_at=clock.now() + LASTS,
    )
    emit(_changed(archive))


@transaction.atomic
def expire_archive(*, archive_id: int) -> list[int]:
    """Let go of an archive's file, and return its id."""
    archive = Archive.objects.select_for_update(of=("self",)).filter(pk=archive_id).first()
    if archive is None or archive.state == Archive.State.EXPIRED:
        return []
    files = [archive.file_id] if archive.file_id else []
    Archive.objects.filter(pk=archive.pk).update(state=Archive.State.EXPIRED, file=None)
    emit(_changed(archive))
    return files


def _changed(archive: Archive) -> ArchiveChanged:
    return ArchiveChanged(group_id=archive.group_id, person_id=archive.person_id, archive_id=archive.pk)
