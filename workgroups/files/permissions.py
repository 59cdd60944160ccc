"""The guarded way to a file."""

from typing import Any
from uuid import UUID

from workgroups.core.errors import Missing
from workgroups.files.models import File
from workgroups.files.registry import readers


def file_for(user: Any, uid: UUID) -> File:
    """Return a file that this user (perhaps anonymous) may read; raises Missing otherwise."""
    file = File.objects.select_related("blob").filter(uid=uid).first()
    if file and (reader := readers.get(file.kind)) and reader(user, file):
        return file
    raise Missing
