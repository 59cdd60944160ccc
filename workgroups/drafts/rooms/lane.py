"""The room over plain HTTP, for networks that let no socket through: frames up, and what is new down, a request each.

Nothing is kept between requests but the rate and the presence: each is admitted anew, enters the room as a connection,
says its frames through the checks of a socket and leaves with what it was sent. Any process can serve any of them.
"""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit
from weakref import WeakKeyDictionary

from django.contrib.auth.models import AnonymousUser

from workgroups.drafts.logic import limits
from workgroups.drafts.logic.preparse import Reader, Refusal
from workgroups.drafts.permissions import opens_line
from workgroups.drafts.rooms import admission, protocol
from workgroups.drafts.rooms.connection import Connection, Message
from workgroups.drafts.rooms.endpoint import outdated, take
from workgroups.drafts.rooms.hub import Hub, hub
from workgroups.drafts.rooms.room import Room
from workgroups.drafts.rooms.writer import in_thread

WAIT = 25.0  # seconds a request waits for news: below the thirty after which proxies give up
GATHER = 0.05
EAGER = 5.0
"""Seconds in which only changed text is news; who came and whose caret moved can wait for so long."""
COMMIT = 20.0
LINGER = 8.0  # seconds between two requests for which somebody counts as here
LARGEST = 4 * limits.FRAME_BYTES

_before: WeakKeyDictionary[Room, dict[object, Connection]] = WeakKeyDictionary()
"""The last connection by this lane of each person, whose rate goes on, and of each of their windows."""


class Turned(Exception):  # noqa: N818  (an answer, not a fault)
    """Turned away with a status of HTTP."""

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status = status


class _Tray:
    """Takes what the room sends, until it is carried out."""

    def __init__(self) -> None:
        self.frames: list[bytes] = []
        self.code = 0
        self.filled = asyncio.Event()

    async def put(self, message: Message) -> None:
        if message["type"] == "websocket.close":
            self.code = message["code"]
        else:
            self.frames.append(message["bytes"])
        self.filled.set()

    def hang_up(self) -> None:
        """Nobody waits for it any more."""
        self.code = self.code or 1001
        self.filled.set()

    async def until(self, done: Callable[[], bool], seconds: float) -> None:
        """Wait until something holds of what came, the connection is closed, or the time is over."""
        ends = asyncio.get_running_loop().time() + seconds
        while not done() and not self.code:
            self.filled.clear()
            try:
                await asyncio.wait_for(self.filled.wait(), ends - asyncio.get_running_loop().time())
            except TimeoutError:
                return


async def lane(
    scope: dict[str, Any], receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
) -> None:
    """`POST /groups/<slug>/drafts/<number>/line/frames`: frames, each with its length before it; so the answer.

    `?wait=1&mark=` is held until there is news. `X-Draft-Mark` names what the asker then has; `X-Draft-Close` is
    the code with which a socket would have been closed. 401, 403, 404, 413 as everywhere.
    """
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    asked = {key: values[0] for key, values in parse_qs(scope["query_string"].decode("latin-1")).items()}
    try:
        given = await _admit(scope, headers)
        frames = _frames(await _body(receive))
    except (Turned, Refusal) as fault:
        await _answer(send, fault.status if isinstance(fault, Turned) else 400)
        return
    if outdated(asked, given):
        await _answer(send, 200, code=protocol.CLOSE_CODES["outdated"])
        return
    here = hub()
    room = await here.room(given.draft_id, given.group_id)
    tray = _Tray()
    connection = Connection(tray.put, given.identity, given.stamp, may_edit=given.may_edit, wants_ack=True)
    window = (given.identity.person_id, asked.get("client", ""))
    _go_on(room, connection, window)
    room.enter(connection)
    if waits := "wait" in asked:
        tray.frames.clear()  # the greeting was said at the first request
    gone = asyncio.ensure_future(receive())
    gone.add_done_callback(lambda _done: tray.hang_up())
    try:
        await _say(here, room, connection, tray, frames, asked)
    finally:
        gone.cancel()
        connection.closing = True
        room.step_out(connection)
        asyncio.get_running_loop().call_later(LINGER, _forget, room, connection, window)
    await _answer(send, 200, tray, mark=mark_of(room) if waits else "")


def _go_on(room: Room, connection: Connection, window: tuple[int, str]) -> None:
    """Let the rate of a person go on where their last request left it."""
    before = _before.setdefault(room, {})
    if last := before.get(window[0]):
        connection.go_on_from(last.spent)
    before[window[0]] = before[window] = connection


def _forget(room: Room, connection: Connection, window: tuple[int, str]) -> None:
    """Nobody is here any more, unless another request of the same window came."""
    if _before.get(room, {}).get(window) is connection:
        del _before[room][window]
        room.leave(connection)
        hub().note_visit(room, connection)


async def _admit(scope: dict[str, Any], headers: dict[str, str]) -> admission.Pass:
    """Leave to enter; raises `Turned`. A page of elsewhere has neither our origin nor the line's ticket."""
    person, session, place = scope.get("user") or AnonymousUser(), scope.get("session"), scope["url_route"]["kwargs"]
    if not person.is_authenticated or session is None:
        raise Turned(401)
    if not headers.get("host") or urlsplit(headers.get("origin", "")).netloc != headers["host"]:
        raise Turned(403)
    given = await in_thread(admission.admit, person, session, place["slug"], place["number"])
    if given is None:
        raise Turned(404)
    if not opens_line(headers.get("x-line", ""), given.identity.person_id, given.draft_id):
        raise Turned(403)
    return given


async def _body(receive: Callable[[], Awaitable[Message]]) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise Turned(400)
        body += message.get("body", b"")
        if len(body) > LARGEST:
            raise Turned(413)
        if not message.get("more_body"):
            return bytes(body)


def _frames(body: bytes) -> list[bytes]:
    reader, found = Reader(body), []
    while reader.pos < reader.end:
        found.append(reader.raw())
    return found


async def _say(
    here: Hub, room: Room, connection: Connection, tray: _Tray, frames: list[bytes], asked: dict[str, str]
) -> None:
    """Say the frames; then wait for the commit of what they bring, or for news."""
    waits = bool(asked.get("wait"))
    same = waits and asked.get("mark") == mark_of(room)
    try:
        for frame in frames:
            connection.count(len(frame))
            if not (same and frame[:2] == bytes((protocol.SYNC, protocol.STEP1))):
                await take(here, room, connection, frame)
    except Refusal as fault:
        connection.refuse(fault)
        await tray.until(lambda: False, 1)
        return
    if waits:
        await tray.until(lambda: any(frame[0] == protocol.SYNC for frame in tray.frames), EAGER)
        await tray.until(lambda: bool(tray.frames), WAIT - EAGER)
        await tray.until(lambda: False, GATHER)
    else:
        await tray.until(lambda: not connection.frames or acknowledged(tray.frames) >= connection.frames, COMMIT)


def acknowledged(frames: list[bytes]) -> int:
    """How many of a connection's changes the acknowledgements among these frames cover."""
    count = 0
    for frame in frames:
        if frame[0] == protocol.ACK:
            reader = Reader(frame, 1)
            reader.uint()
            count = max(count, reader.uint())
    return count


def mark_of(room: Room) -> str:
    """Name what the room's document holds: who has the same mark lacks nothing, deletions included."""
    return hashlib.sha256(room.replica.holdings()).hexdigest()[:32]


async def _answer(
    send: Callable[[Message], Awaitable[None]], status: int, tray: _Tray | None = None, *, code: int = 0, mark: str = ""
) -> None:
    body = b"".join(protocol.sized(frame) for frame in tray.frames) if tray else b""
    code = tray.code if tray and tray.code else code
    headers = [
        (b"content-type", b"application/octet-stream"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    ]
    if mark:
        headers.append((b"x-draft-mark", mark.encode()))
    if code:
        headers.append((b"x-draft-close", str(code).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
