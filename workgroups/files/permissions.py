"""The guarded way to a file."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from workgroups.core.errors import Missing, NotAllowed, Refused
from workgroups.files.models import File, Scan, Upload
from workgroups.files.registry import bringers, readers


def file_for(user: Any, uid: UUID) -> File:
    """Return a file that this user (perhaps anonymous) may read; raises Missing, or NotAllowed while it is closed."""
    file = File.objects.select_related("blob").filter(uid=uid).first()
    if file and (reader := readers.get(file.kind)) and reader(user, file):
        if file.blob.is_closed:
            raise NotAllowed(file.why_closed)
        return file
    raise Missing


def may_bring(user: Any, kind: str, group_id: int) -> bool:
    """Whether the app that owns the kind lets this user upload such a file for a group."""
    found = bringers.get(kind)
    return bool(user.is_authenticated and found and found.may(user, group_id))


def upload_for(user: Any, uid: UUID) -> Upload:
    """Return an upload of this user's own; raises Missing."""
    found = Upload.objects.select_related("file__blob").filter(uid=uid, owner_id=user.pk or 0).first()
    if found is None:
        raise Missing
    return found


def refuse_harmful(file_ids: Iterable[int]) -> None:
    """Raise Refused when a form would take a file in which something harmful was found; no query without files."""
    ids = list(file_ids)
    found = File.objects.filter(pk__in=ids, blob__scan=Scan.HARMFUL).first() if ids else None
    if found:
        raise Refused(harmful_words(found.name), field="files")


def harmful_words(name: str) -> str:
    """Say that a file is not taken, and what to do."""
    return _("Harmful content was found in “%(name)s”, so it is not taken. Bring a clean copy.") % {"name": name}
