"""Take files in, judged by their bytes."""

import io
from typing import Any, BinaryIO, cast

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import File as Content
from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.core.errors import Refused
from workgroups.files.actions.checking import await_check
from workgroups.files.adapters import image, storage
from workgroups.files.logic import harm, names, sniff
from workgroups.files.models import IMAGES, Blob, File

LARGEST_MB = 25
LARGEST = LARGEST_MB * 1024 * 1024


@transaction.atomic
def store(
    *,
    owner: AbstractBaseUser,
    group_id: int | None,
    name: str,
    content: "Content[Any]",
    kind: str,
    subject_id: int | None = None,
) -> File:
    """Store what a person brings: limited in size, judged by its bytes, images written anew; raises Refused."""
    name = names.clean(name)
    if (content.size or 0) > LARGEST:
        raise too_large(name)
    if not content.size:
        raise Refused(_("“%(name)s” is empty.") % {"name": name}, field="files")
    blob = judged(name, cast("BinaryIO", content.file))
    ids = {"owner_id": owner.pk, "group_id": group_id, "subject_id": subject_id}
    return File.objects.create(blob=blob, name=name, kind=kind, **ids)


def judged(name: str, stream: BinaryIO, *, moved_from: str = "") -> Blob:
    """Return the blob of what a person brought under a clean name; raises Refused for what lies or does harm.

    `moved_from` is where the stream's own file lies: it is moved into the store instead of copied.
    """
    media_type = sniff.type_of(stream)
    refuse_lies(name, media_type)
    if media_type in IMAGES:
        return _blob(_write_anew(name, stream), media_type)
    refuse_harm(name, harm.harm_in(stream, media_type))
    return await_check(_blob(stream, media_type, moved_from))


@transaction.atomic
def store_bytes(
    *,
    owner: AbstractBaseUser | None,
    group_id: int | None,
    name: str,
    data: bytes,
    kind: str,
    subject_id: int | None = None,
    media_type: str | None = None,
) -> File:
    """Store what the product itself made, byte for byte."""
    stream = io.BytesIO(data)
    return File.objects.create(
        blob=_blob(stream, media_type or sniff.type_of(stream)),
        name=names.clean(name),
        owner_id=owner.pk if owner else None,
        group_id=group_id,
        kind=kind,
        subject_id=subject_id,
    )


@transaction.atomic
def store_blob(*, data: bytes, media_type: str) -> Blob:
    """Store bytes that the product made and that bear no name of their own."""
    return _blob(io.BytesIO(data), media_type)


@transaction.atomic
def store_stream(
    *,
    owner: AbstractBaseUser | None,
    group_id: int | None,
    name: str,
    stream: BinaryIO,
    kind: str,
    subject_id: int,
    media_type: str,
) -> File:
    """Store what the product itself made, however large: read in pieces from a seekable stream."""
    return File.objects.create(
        blob=_blob(stream, media_type),
        name=names.clean(name),
        owner_id=owner.pk if owner else None,
        group_id=group_id,
        kind=kind,
        subject_id=subject_id,
    )


@transaction.atomic
def store_picture(
    *, owner: AbstractBaseUser, name: str, content: "Content[Any]", kind: str, group_id: int | None = None
) -> tuple[File, int, int]:
    """Store a picture for public pages, small enough for a slow line; return it with its width and height in pixels.

    What comes is judged by its bytes and written anew as WebP; raises Refused.
    """
    name = names.clean(name)
    if (content.size or 0) > LARGEST:
        raise too_large(name)
    try:
        data, width, height = image.fit(cast("BinaryIO", content.file))
    except image.TooManyPixels as error:
        message = _("“%(name)s” has too many pixels: send it at half its width and height.")
        raise Refused(message % {"name": name}, field="file") from error
    except image.NotAnImage as error:
        raise Refused(_("“%(name)s” is not a picture (PNG, JPEG or WebP).") % {"name": name}, field="file") from error
    stem = name.rpartition(".")[0] or name
    stored = store_bytes(owner=owner, group_id=group_id, name=f"{stem}.webp", data=data, kind=kind)
    return stored, width, height


def too_large(name: str) -> Refused:
    """Return the refusal of a file over the limit, in words."""
    message = _("“%(name)s” is larger than %(limit)s MB, the most an attachment may have. The rest is kept.")
    return Refused(message % {"name": names.clean(name), "limit": LARGEST_MB}, field="files")


def refuse_lies(name: str, media_type: str) -> None:
    """Raise Refused where a name's ending promises something else than what the bytes are."""
    ending = names.ending_of(name)
    if sniff.keeps_promise(ending, media_type):
        return
    if sniff.promises_image(ending):
        raise Refused(_("“%(name)s” is named as an image but is not one.") % {"name": name}, field="files")
    message = _("“%(name)s” is not what its ending %(ending)s says.")
    raise Refused(message % {"name": name, "ending": ending}, field="files")


def refuse_harm(name: str, found: str) -> None:
    """Raise Refused where a file would run or fetch something on the machine of whoever opens it."""
    if found == harm.MACROS:
        message = _("“%(name)s” holds macros. Save it without them (as .docx, .xlsx, .pptx or PDF) and bring it again.")
        raise Refused(message % {"name": name}, field="files")
    if found == harm.REMOTE:
        message = _(
            "“%(name)s” would load a part of itself from another address when it is opened. Remove that link, "
            "or save it as PDF, and bring it again."
        )
        raise Refused(message % {"name": name}, field="files")


def _write_anew(name: str, stream: BinaryIO) -> BinaryIO:
    try:
        return image.write_anew(stream)
    except image.TooManyPixels as error:
        message = _("“%(name)s” has too many pixels: send it at half its width and height.")
        raise Refused(message % {"name": name}, field="files") from error
    except image.TooManyFrames as error:
        message = _("“%(name)s” is a moving image of too many pictures: send a shorter one, or a still.")
        raise Refused(message % {"name": name}, field="files") from error
    except image.NotAnImage as error:
        message = _("“%(name)s” is a broken image and cannot be shown.")
        raise Refused(message % {"name": name}, field="files") from error


def _blob(stream: BinaryIO, media_type: str, moved_from: str = "") -> Blob:
    sha256, size = storage.hash_of(stream)
    if blob := Blob.objects.select_for_update().filter(sha256=sha256).first():  # the sweeper waits
        return blob
    path = storage.move(moved_from, sha256) if moved_from else storage.write(stream, sha256)
    fresh = {"size": size, "type": media_type, "path": path}
    return Blob.objects.get_or_create(sha256=sha256, defaults=fresh)[0]
