"""The guarded way to a file."""

from typing import Any
from uuid import UUID

from workgroups.core.errors import Missing
from workgroups.files.models import File, Upload
from workgroups.files.registry import bringers, readers


def file_for(user: Any, uid: UUID) -> File:
    """Return a file that this user (perhaps anonymous) may read; raises Missing otherwise."""
    file = File.objects.select_related("blob").filter(uid=uid).first()
    if file and (reader := readers.get(file.kind)) and reader(user, file):
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
