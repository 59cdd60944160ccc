"""Read stored files."""

from collections.abc import Iterable
from typing import Any, BinaryIO, cast

from django.core.files.base import File as Content
from django.db.models import QuerySet

from workgroups.core import slots
from workgroups.files.adapters import storage
from workgroups.files.models import Blob, File


def open_file(file: File) -> "Content[Any]":
    """Open a file's bytes; the caller closes it."""
    return storage.open_at(file.blob.path)


def bytes_of(file: File) -> bytes:
    """Return a file's bytes, for what is small."""
    with open_file(file) as content:
        data: bytes = content.read()
    return data


def files_of(kind: str, subject_ids: Iterable[int]) -> QuerySet[File]:
    """Return the files of these subjects with their blobs, in the order in which they came."""
    found = File.objects.filter(kind=kind, subject_id__in=list(subject_ids))
    return found.select_related("blob").order_by("pk")


@slots.fill("verify", order=20)
def faults_of_the_store() -> list[str]:
    """Return which stored bytes are gone or no longer what they were."""
    faults = []
    for blob in Blob.objects.order_by("pk").iterator():
        try:
            with storage.open_at(blob.path) as content:
                found = storage.hash_of(cast("BinaryIO", content))
        except OSError as error:
            faults.append(f"blob {blob.pk}: cannot be read: {error}")
            continue
        if found != (blob.sha256, blob.size):
            faults.append(f"blob {blob.pk}: {found[1]} bytes of {found[0]}, not {blob.size} of {blob.sha256}")
    return faults
