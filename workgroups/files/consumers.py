"""The door through which an upload's bytes come: a plain ASGI application, since Django gathers a body before a view.

Nothing is held but the pieces of one flush; what came before a line broke is on the disk and stays.
A cross-site page cannot reach it: neither the method nor the header `Tus-Resumable` passes without asking first.
"""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.utils import translation
from django.utils.translation import gettext as _

from workgroups.core.errors import Missing, Refused
from workgroups.files.actions import append_upload, finish_upload, resume_upload
from workgroups.files.adapters import parts
from workgroups.files.http import GUARDED
from workgroups.files.logic import tus
from workgroups.files.models import Upload
from workgroups.files.permissions import upload_for

FLUSH = 1024 * 1024  # bytes held before they go to the disk
SILENCE = 20.0  # seconds without a byte after which a line counts as broken
WORKERS = 8

T = TypeVar("T")
Message = dict[str, Any]
_threads = ThreadPoolExecutor(WORKERS, thread_name_prefix="upload")


class Answer(Exception):  # noqa: N818  (the way out of the conversation)
    """The conversation ends with a status and words."""

    def __init__(self, status: int, words: str = "") -> None:
        super().__init__(words)
        self.status, self.words = status, words


class Broken(Exception):  # noqa: N818  (nobody is there to be answered)
    """The line is gone."""


async def receive_piece(
    scope: dict[str, Any], receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
) -> None:
    """`PATCH /files/uploads/<uid>`: append what comes; 204 with the new offset, or a refusal in words."""
    user = scope["user"]
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    uid: UUID = scope["url_route"]["kwargs"]["uid"]
    held: parts.Part | None = None
    try:
        piece = _asked(headers)
        part, upload = await _in_thread(_begin, user, uid, piece)
        held = part
        await _take(_Line(receive), upload, part, piece)
        answer = 204, "", _standing(upload)
    except (Answer, Missing) as end:
        answer = (end.status, end.words, []) if isinstance(end, Answer) else (404, "", [])
    except Broken:
        return
    finally:
        if held:
            held.close()
    await _say(send, *answer)


@dataclass
class _Piece:
    """What the headers promise."""

    offset: int
    checksum: tus.Checksum | None
    length: int | None


@dataclass
class _Line:
    """The body as it comes; `ended` after its last byte."""

    receive: Callable[[], Awaitable[Message]]
    ended: bool = False
    broken: bool = False

    async def read(self) -> bytes:
        """Return the next bytes (perhaps none); a line that says nothing for long counts as broken."""
        try:
            message = await asyncio.wait_for(self.receive(), SILENCE)
        except TimeoutError:
            message = {"type": "http.disconnect"}
        if message["type"] == "http.disconnect":
            self.ended = self.broken = True
            return b""
        self.ended = not message.get("more_body", False)
        body: bytes = message.get("body", b"")
        return body


@dataclass
class _Taken:
    """Pieces waiting for the next flush, and their hash."""

    digest: Any
    pieces: list[bytes] = field(default_factory=list)
    size: int = 0

    def add(self, piece: bytes) -> None:
        self.pieces.append(piece)
        self.size += len(piece)
        if self.digest:
            self.digest.update(piece)


def _asked(headers: dict[str, str]) -> _Piece:
    if headers.get("tus-resumable") != tus.VERSION:
        raise Answer(412, f"This is tus {tus.VERSION}.")
    if headers.get("content-type") != tus.BODY:
        raise Answer(415, f"The body must be {tus.BODY}.")
    try:
        length = headers.get("content-length")
        return _Piece(
            tus.number(headers.get("upload-offset"), "Upload-Offset"),
            tus.checksum(headers.get("upload-checksum")),
            tus.number(length, "Content-Length") if length is not None else None,
        )
    except tus.Malformed as fault:
        raise Answer(400, str(fault)) from fault


def _begin(user: Any, uid: UUID, piece: _Piece) -> tuple[parts.Part, Upload]:
    """Lock the upload and see that the piece fits behind what is there."""
    if not user.is_authenticated:
        raise Answer(401)
    upload = upload_for(user, uid)
    try:
        part = parts.Part(uid)
    except parts.Busy as busy:
        raise Answer(423, _("Another line is still sending this file.")) from busy
    try:
        resume_upload(upload=upload, part=part)
        if upload.refused:
            raise Answer(422, upload.refused)
        if piece.offset != upload.offset:
            raise Answer(409, f"The next byte is {upload.offset}.")
        if piece.length is not None and piece.length > upload.length - upload.offset:
            raise Answer(413, "More than the declared length.")
    except BaseException:
        part.close()
        raise
    return part, upload


async def _take(line: _Line, upload: Upload, part: parts.Part, piece: _Piece) -> None:
    checked = piece.checksum
    taken = _Taken(hashlib.new(checked.algorithm, usedforsecurity=False) if checked else None)
    while not line.ended:
        taken.add(await line.read())
        if upload.offset + taken.size > upload.length:
            raise Answer(413, "More than the declared length.")
        if taken.size >= FLUSH and not checked:
            await _in_thread(_flush, upload, part, taken)
    if checked and not line.broken and taken.digest.digest() != checked.digest:
        raise Answer(tus.MISMATCH, "Checksum mismatch.")
    if not (checked and line.broken):
        await _in_thread(_flush, upload, part, taken)
    if line.broken:
        raise Broken
    if upload.offset == upload.length and not upload.file_id:
        await _in_thread(_finish, upload, part)


def _flush(upload: Upload, part: parts.Part, taken: _Taken) -> None:
    pieces, taken.pieces, taken.size = taken.pieces, [], 0
    if any(pieces):
        _refusing(upload, lambda: append_upload(upload=upload, part=part, pieces=pieces))


def _finish(upload: Upload, part: parts.Part) -> None:
    _refusing(upload, lambda: finish_upload(upload=upload, part=part))


def _refusing(upload: Upload, act: Callable[[], object]) -> None:
    with translation.override(getattr(upload.owner, "language", None) or "en"):
        try:
            act()
        except Refused as refusal:
            raise Answer(422, str(refusal)) from refusal


async def _in_thread(work: Callable[..., T], *args: Any) -> T:
    """Run disk and database work off the event loop and give the connection back to the pool."""

    def run() -> T:
        try:
            return work(*args)
        finally:
            connection.close()

    return await asyncio.get_running_loop().run_in_executor(_threads, run)


def _standing(upload: Upload) -> list[tuple[str, str]]:
    return [("Upload-Offset", str(upload.offset)), ("Upload-Expires", tus.expires(upload.expires_at))]


async def _say(
    send: Callable[[Message], Awaitable[None]], status: int, words: str, more: list[tuple[str, str]]
) -> None:
    body = words.encode()
    told = [("Tus-Resumable", tus.VERSION), ("Tus-Version", tus.VERSION), *more, *GUARDED.items()]
    if status != 204:
        told += [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))]
    headers = [(name.lower().encode(), value.encode()) for name, value in told]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
