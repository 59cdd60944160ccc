"""What came with a form, and how a stored file goes out."""

from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any
from uuid import UUID

from asgiref.sync import sync_to_async
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponse

from workgroups.core.errors import Refused
from workgroups.files.actions import too_large
from workgroups.files.logic import tus
from workgroups.files.models import File
from workgroups.files.queries import loose_files

CHUNK = 64 * 1024


def uploads(request: HttpRequest, field: str = "files") -> "list[UploadedFile[Any]]":
    """Return what was uploaded under `field`; what was over the limit is not among it (see `refused_uploads`)."""
    return request.FILES.getlist(field)


def refused_uploads(request: HttpRequest) -> list[Refused]:
    """Return a refusal for each file that LimitUpload dropped because it was over the limit."""
    _ = request.FILES  # read the form first
    return [too_large(name) for name in getattr(request, "too_large", ())]


class StoredFileResponse(FileResponse):
    """A file in pieces: under ASGI, Django's own would read it whole before the first byte goes out."""

    file_to_stream: Any

    async def __aiter__(self) -> AsyncIterator[bytes]:
        read = sync_to_async(self.file_to_stream.read)
        while piece := await read(CHUNK):
            yield piece


# What every answer of this app carries, whatever it is: nothing of it runs, is guessed at, framed or kept.
GUARDED = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def tus_response(status: int, words: str = "", **headers: str) -> HttpResponse:
    """Answer in the upload protocol, with words for people where something is refused."""
    response = HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
    for name, value in {"Tus-Resumable": tus.VERSION, **GUARDED}.items():
        response[name] = value
    for name, value in headers.items():
        response[name.replace("_", "-")] = value
    return response


def kept_files(request: HttpRequest, kind: str, field: str = "kept") -> list[File]:
    """Return the files that a form names under `field` (by uid): this person's own that nothing has taken yet.

    They came with an earlier try of the same form, or by resumable upload before it was sent.
    """
    uids: list[UUID] = []
    for value in request.POST.getlist(field):
        with suppress(ValueError):
            uids.append(UUID(value))
    return loose_files(request.user, kind, uids) if uids else []
