"""The permission matrix of sockets, asked: every message, the whole cast, through the real application."""

from collections.abc import Iterator
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator
from django.conf import settings
from django.test import Client

from tests.cast import EVERYONE, Cast, build_cast
from tests.doors import table
from tests.doors.ask import STATUS
from tests.doors.door import FORBIDDEN, IN, MISSING, REFUSED, SIGN_IN, Answer, Socket, everyone

SILENCE = 0.3  # seconds without a word, after which a socket has said what it has to say
SLOW = 10.0  # the same, where it did not say what is declared: the machine may have been busy


@pytest.fixture
def committed_cast(transactional_db: None) -> Iterator[Cast]:
    """The cast, committed: sockets read the database from other threads."""
    return build_cast()


@pytest.mark.parametrize("row", table.sockets(), ids=str)
async def test_socket_answers_each_of_the_cast_as_declared(row: Socket, committed_cast: Cast) -> None:
    from collab.asgi import application  # here, since it reads the settings

    answers = {who: await _answer(application, row, who, committed_cast) for who in EVERYONE}
    for who in (one for one in EVERYONE if answers[one] is not row.hears[one]):
        answers[who] = await _answer(application, row, who, committed_cast, SLOW)
    assert answers == dict(row.hears), str(row)


async def _answer(application: Any, row: Socket, who: str, cast: Cast, silence: float = SILENCE) -> Answer | int:
    path, frames = await sync_to_async(lambda: (row.path(cast), row.say(cast)))()
    cookie = await sync_to_async(_cookie)(who, cast)
    socket = ApplicationCommunicator(application, _scope(path, cookie))
    try:
        await socket.send_input({"type": "websocket.connect"})
        opened = await socket.receive_output(timeout=60)
        if opened["type"] != "websocket.accept":
            return answer_of_code(opened.get("code"))
        for frame in frames:
            await socket.send_input({"type": "websocket.receive", _kind(frame): frame})
        return await _heard(row, socket, silence)
    finally:
        await socket.send_input({"type": "websocket.disconnect", "code": 1000})
        await socket.wait()


def _scope(path: str, cookie: bytes) -> dict[str, Any]:
    """What a server tells the application about a page's handshake."""
    path, _, query = path.partition("?")
    headers = [(b"origin", b"http://testserver"), (b"host", b"testserver"), (b"cookie", cookie)]
    scope = {"type": "websocket", "path": path, "query_string": query.encode(), "headers": headers}
    return scope | {"subprotocols": [], "client": ("127.0.0.1", 50000), "scheme": "ws"}


async def _heard(row: Socket, socket: ApplicationCommunicator, silence: float) -> Answer | int:
    """Everything the socket says until it is silent, read as one answer."""
    heard: list[str | bytes] = []
    while not await socket.receive_nothing(timeout=silence):
        message = await socket.receive_output()
        if message["type"] == "websocket.close":
            return answer_of_code(message.get("code"))
        heard.append(message.get("text") or message.get("bytes") or b"")
    return row.reads(heard)


def answer_of_code(code: int | None) -> Answer | int:
    """What a close code means; one that means nothing here stands for itself."""
    return STATUS.get((code or 1000) - 4000, code or 1000)


def _kind(frame: str | bytes) -> str:
    return "text" if isinstance(frame, str) else "bytes"


def _cookie(who: str, cast: Cast) -> bytes:
    if who == "anonymous":
        return b""
    client = Client()
    client.force_login(cast.person(who))
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}".encode()


def test_close_codes_are_read_as_answers() -> None:
    assert [answer_of_code(code) for code in (4401, 4403, 4404, 1000, None)] == [
        SIGN_IN,
        FORBIDDEN,
        MISSING,
        1000,
        1000,
    ]


async def example(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """A small socket: nobody sees `/hidden/`, whoever says `rude` is put out, everybody else hears an echo."""
    await receive()
    if scope["path"] == "/hidden/":
        return await send({"type": "websocket.close", "code": 4404})
    await send({"type": "websocket.accept"})
    while (message := await receive())["type"] == "websocket.receive":
        rude = message["text"] == "rude"
        await send({"type": "websocket.close", "code": 4409} if rude else {**message, "type": "websocket.send"})
    return None


@pytest.mark.parametrize(
    ("path", "words", "answer"),
    [
        ("/hidden/", [], MISSING),
        ("/", [], IN),
        ("/", ["hello"], IN),
        ("/", ["rude"], REFUSED),
        ("/", ["no"], FORBIDDEN),
    ],
)
async def test_asking_reads_what_a_socket_does(path: str, words: list[str], answer: Answer) -> None:
    row = Socket(
        "example/",
        "word",
        hears=everyone(IN),
        path=lambda cast: path,
        say=lambda cast: words,
        reads=lambda heard: FORBIDDEN if heard == ["no"] else IN,
    )
    assert await _answer(example, row, "anonymous", None) is answer
