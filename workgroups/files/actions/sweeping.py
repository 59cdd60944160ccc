"""Files that nothing needs go, and with the last of them their bytes."""

import logging
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import ProtectedError

from workgroups.core import clock
from workgroups.files.adapters import storage
from workgroups.files.models import Blob, Extract, File
from workgroups.files.queries import is_loose, left_behind

LOOSE_FOR = timedelta(days=7)  # as long as somebody may come back to a form that was refused
log = logging.getLogger(__name__)


@transaction.atomic
def forget_file(*, file: File) -> bool:
    """Delete a file that no form has taken, and its bytes if no other file has them; say whether it went."""
    if not is_loose(file):
        return False
    blob = Blob.objects.select_for_update().get(pk=file.blob_id)
    try:
        with transaction.atomic():
            file.delete()
    except ProtectedError:
        return False
    _forget_blob(blob)
    return True


def forget_files(*, file_ids: Iterable[int]) -> None:
    """Delete those of these files that nothing needs any more."""
    for file in File.objects.filter(pk__in=list(file_ids)).order_by("pk"):
        forget_file(file=file)


def _forget_blob(blob: Blob) -> None:
    """Let go of bytes that no file has and that are no picture of a page, and of their own such picture."""
    if blob.files.exists() or Extract.objects.filter(picture=blob).exists():
        return
    picture = Blob.objects.filter(pk__in=Extract.objects.filter(pk=blob.pk).values("picture_id")).first()
    blob.delete()
    transaction.on_commit(lambda: storage.remove(blob.path))
    if picture:
        _forget_blob(picture)


def sweep_left_behind() -> int:
    """Delete what was uploaded and never used; return how many files went."""
    return sum(forget_file(file=file) for file in left_behind(clock.now() - LOOSE_FOR))
