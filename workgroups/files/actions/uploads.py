"""Large files over poor lines: opened with a declared size, appended piece by piece, stored when whole."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.core import clock
from workgroups.core.errors import Missing, Refused
from workgroups.files.actions.storing import LARGEST, LARGEST_MB, judged, refuse_lies
from workgroups.files.actions.sweeping import forget_file
from workgroups.files.adapters import parts
from workgroups.files.logic import names, sniff
from workgroups.files.models import IMAGES, File, Upload
from workgroups.files.queries import held_by
from workgroups.files.registry import bringers

KEPT_FOR = timedelta(days=3)  # after the last piece
MOST_AT_ONCE = 20  # unfinished uploads a person
SPARE = 512 * 1024 * 1024  # bytes of the disk that no upload takes


@transaction.atomic
def open_upload(*, owner: AbstractBaseUser, group_id: int | None, kind: str, name: str, length: int) -> Upload:
    """Make room for a file of `length` bytes; raises Refused over the limit, the person's room or the disk's.

    Whether this person may bring one is asked before (`permissions.may_bring`).
    """
    name = names.clean(name)
    _refuse_size(name, length, largest_mb(kind=kind))
    unfinished, held = held_by(owner)
    if unfinished >= MOST_AT_ONCE:
        raise Refused(_("You have many unfinished uploads. Finish or remove one of them first."), field="files")
    if held + length > settings.UPLOAD_ROOM_MB * 1024 * 1024:
        message = _("There is no room for “%(name)s”: what you brought and did not use yet takes it up.")
        raise Refused(message % {"name": name}, field="files")
    if parts.room() - length < SPARE:
        raise Refused(
            _("The disk of this place is nearly full. Tell your secretariat; nothing is lost."), field="files"
        )
    expires_at = clock.now() + KEPT_FOR
    return Upload.objects.create(
        owner_id=owner.pk, group_id=group_id, kind=kind, name=name, length=length, expires_at=expires_at
    )


def largest_mb(*, kind: str) -> int:
    """Return how many MB a file of this kind may have."""
    place: int = settings.UPLOAD_LARGEST_MB
    own = bringers[kind].largest_mb if kind in bringers else None
    return min(own or place, place)


def append_upload(*, upload: Upload, part: parts.Part, pieces: Iterable[bytes]) -> None:
    """Put what came behind what is there, first on the disk, then in the row.

    The part is locked by the caller, who has read the upload's offset under that lock. Raises Refused when the first
    bytes are not what the name promises, Missing when the upload was removed meanwhile.
    """
    before, offset = upload.offset, part.write(upload.offset, pieces)
    now = clock.now()
    if not Upload.objects.filter(pk=upload.pk).update(offset=offset, expires_at=now + KEPT_FOR):
        part.remove()
        raise Missing
    upload.offset, upload.expires_at = offset, now + KEPT_FOR
    if before < sniff.HEAD <= offset and (found := sniff.head_type_of(part.head(sniff.HEAD))) != sniff.ZIP:
        with _refusing(upload, part):
            refuse_lies(upload.name, found)


def resume_upload(*, upload: Upload, part: parts.Part) -> None:
    """Read again, under the part's lock, where an upload stands; what the disk lost has to come again."""
    upload.refresh_from_db()
    if upload.is_open and (kept := min(upload.offset, part.size())) < upload.offset:
        Upload.objects.filter(pk=upload.pk).update(offset=kept)
        upload.offset = kept


def finish_upload(*, upload: Upload, part: parts.Part) -> File:
    """Judge and store what has arrived whole; the file bears the upload's uid. Raises Refused, whose words are kept."""
    with _refusing(upload, part):
        return _finish(upload, part)


@transaction.atomic
def _finish(upload: Upload, part: parts.Part) -> File:
    found = Upload.objects.select_for_update(of=("self",)).select_related("file").get(pk=upload.pk)
    if found.file:
        return found.file
    if part.size() != upload.length:
        raise Refused(_("“%(name)s” was damaged on its way. Send it again.") % {"name": upload.name}, field="files")
    with part.path.open("rb") as stream:
        if upload.length > LARGEST and sniff.type_of(stream) in IMAGES:
            raise _too_large(upload.name, LARGEST_MB)
        blob = judged(upload.name, stream, moved_from=str(part.path))
    owned = {"owner_id": upload.owner_id, "group_id": upload.group_id, "kind": upload.kind}
    upload.file = File.objects.create(uid=upload.uid, blob=blob, name=upload.name, **owned)
    Upload.objects.filter(pk=upload.pk).update(file=upload.file)
    transaction.on_commit(part.remove)
    return upload.file


@contextmanager
def _refusing(upload: Upload, part: parts.Part) -> Iterator[None]:
    try:
        yield
    except Refused as refusal:
        upload.refused = str(refusal)
        Upload.objects.filter(pk=upload.pk).update(refused=upload.refused)
        part.remove()
        raise


@transaction.atomic
def remove_upload(*, upload: Upload) -> None:
    """Forget an upload and what came of it, except what a form has taken. Raises parts.Busy while it is appended to."""
    with parts.locked(upload.uid) as part:
        if upload.file:
            forget_file(file=upload.file)
        Upload.objects.filter(pk=upload.pk).delete()
        part.remove()


def sweep_expired() -> int:
    """Remove uploads whose time is over, unless one is just being continued; return how many went."""
    gone = 0
    for upload in Upload.objects.filter(expires_at__lte=clock.now()).order_by("pk"):
        with suppress(parts.Busy):
            if upload.file_id:
                upload.delete()  # the file itself is swept when nothing took it
            else:
                remove_upload(upload=upload)
            gone += 1
    return gone


def _refuse_size(name: str, length: int, limit: int) -> None:
    if not length:
        raise Refused(_("“%(name)s” is empty.") % {"name": name}, field="files")
    if length > limit * 1024 * 1024:
        raise _too_large(name, limit)


def _too_large(name: str, limit: int) -> Refused:
    message = _("“%(name)s” is larger than %(limit)s MB, the most that is taken here.")
    return Refused(message % {"name": name, "limit": limit}, field="files")
