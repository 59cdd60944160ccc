"""What came with a form, and how a stored file goes out."""

from collections.abc import AsyncIterator
from typing import Any

from asgiref.sync import sync_to_async
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest

from workgroups.core.errors import Refused
from workgroups.files.actions import too_large

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
