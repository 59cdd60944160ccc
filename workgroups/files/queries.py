"""Read stored files."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, BinaryIO, cast
from uuid import UUID

from django.core.files.base import File as Content
from django.db.models import Count, QuerySet, Sum

from workgroups.core import slots
from workgroups.files.adapters import storage
from workgroups.files.models import IMAGES, Blob, Extract, File, Scan, Upload
from workgroups.files.registry import bringers, loose


def open_file(file: File) -> "Content[Any]":
    """Open a file's bytes; the caller closes it."""
    return open_blob(file.blob)


def open_blob(blob: Blob) -> "Content[Any]":
    """Open a blob's bytes; the caller closes it."""
    return storage.open_at(blob.path)


def bytes_of(file: File) -> bytes:
    """Return a file's bytes, for what is small."""
    with open_file(file) as content:
        data: bytes = content.read()
    return data


def files_of(kind: str, subject_ids: Iterable[int]) -> QuerySet[File]:
    """Return the files of these subjects with their blobs, in the order in which they came."""
    found = File.objects.filter(kind=kind, subject_id__in=list(subject_ids))
    return found.select_related("blob").order_by("pk")


def held_by(owner: Any) -> tuple[int, int]:
    """Return how many uploads of a person are unfinished, and how many bytes they and their loose files take up."""
    uploads = Upload.objects.filter(owner_id=owner.pk, file=None, refused="")
    waiting = uploads.aggregate(number=Count("pk"), size=Sum("length"))
    brought = sum(_size(narrow(File.objects.filter(owner_id=owner.pk, kind=kind))) for kind, narrow in loose.items())
    return waiting["number"], (waiting["size"] or 0) + brought


def _size(files: QuerySet[File]) -> int:
    return files.aggregate(size=Sum("blob__size"))["size"] or 0


def loose_files(owner: Any, kind: str, uids: Iterable[UUID]) -> list[File]:
    """Return those of a person's files of this kind that no form has taken yet, in the order in which they came."""
    found = File.objects.filter(owner_id=owner.pk, kind=kind, uid__in=list(uids))
    return list(loose[kind](found).select_related("blob").order_by("pk"))


def loose_of_owner(owner: Any) -> list[int]:
    """Return the ids of a person's files that no form has taken, of every kind."""
    kinds = loose.items()
    return [pk for kind, narrow in kinds for pk in _own(narrow, owner, kind).values_list("pk", flat=True)]


def _own(narrow: Callable[[QuerySet[File]], QuerySet[File]], owner: Any, kind: str) -> QuerySet[File]:
    return narrow(File.objects.filter(owner_id=owner.pk, kind=kind))


def is_loose(file: File) -> bool:
    """Whether no form has taken a file yet."""
    narrow = loose.get(file.kind)
    return narrow is not None and narrow(File.objects.filter(pk=file.pk)).exists()


def left_behind(before: datetime) -> Iterator[File]:
    """Return the files that no form has taken since an instant."""
    for kind, narrow in loose.items():
        yield from narrow(File.objects.filter(kind=kind, stored_at__lt=before)).order_by("pk").distinct()


def unasked_blobs() -> QuerySet[Blob]:
    """Return what people brought before there was a scanner: nobody has asked about it yet, and it stands open.

    What the product makes is not among it, nor are pictures, which were written anew when they came.
    """
    brought = File.objects.filter(kind__in=list(bringers)).values("blob_id")
    return Blob.objects.filter(scan="", pk__in=brought).exclude(type__in=IMAGES)


def harmful_blobs() -> QuerySet[Blob]:
    """Return what a scanner found harmful; nobody can open it."""
    return Blob.objects.filter(scan=Scan.HARMFUL)


def text_of(blob: Blob) -> Extract | None:
    """Return what a blob says (`text`, or `words` why not, or still waiting); None when nobody asked for it."""
    return Extract.objects.select_related("picture").filter(pk=blob.pk).first()


def texts_of(blob_ids: Iterable[int]) -> dict[int, Extract]:
    """Return what these blobs say, by blob; one query."""
    return Extract.objects.in_bulk(list(blob_ids))


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
