"""Read stored files."""

from collections.abc import Iterable
from typing import Any

from django.core.files.base import File as Content
from django.db.models import QuerySet

from workgroups.files.adapters import storage
from workgroups.files.models import File


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
