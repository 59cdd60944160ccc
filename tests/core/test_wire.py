"""The short ways of a socket say exactly what the long ones say, however the bytes come."""

import asyncio
import random
from typing import Any

import pytest
from uvicorn.config import Config
from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.server import ServerState
from websockets.frames import Frame, Opcode

from workgroups.core.wire import Wire, framed, wire_of

GREETING = (
    b"GET /ws/ HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)


class Line(asyncio.Transport):
    """The other side: keeps what is written."""

    def __init__(self) -> None:
        super().__init__()
        self.written = bytearray()
        self.closed = False
        self.reads = True

    def write(self, data: Any) -> None:
        self.written += data

    def is_closing(self) -> bool:
        return self.closed

    def close(self) -> None:
        self.closed = True

    def pause_reading(self) -> None:
        self.reads = False

    def resume_reading(self) -> None:
        self.reads = True


class Talk:
    """A wire with an application that takes whatever comes, by the short way where `short` says so."""

    def __init__(self, short: Any = None) -> None:
        self.heard: list[bytes] = []
        self.by_hand: list[bytes] = []
        self.short = short
        self.ended = asyncio.Event()
        self.line = Line()
        config = Config(self.app, interface="asgi3", ws_per_message_deflate=False, lifespan="off", log_config=None)
        self.wire = Wire(config, ServerState(), {})

    async def app(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        assert wire_of(scope) is self.wire
        await receive()
        await send({"type": "websocket.accept"})
        if self.short:
            self.wire.taker = self.take
        while (message := await receive())["type"] != "websocket.disconnect":
            self.heard.append(message["bytes"])
        self.ended.set()

    def take(self, data: bytes) -> bool:
        if self.short(data):
            self.heard.append(data)
            self.by_hand.append(data)
            return True
        return False

    async def open(self) -> "Talk":
        self.wire.connection_made(self.line)
        self.wire.data_received(GREETING)
        for _ in range(5):
            await asyncio.sleep(0)
        assert self.line.written.startswith(b"HTTP/1.1 101")
        self.line.written.clear()
        return self

    async def say(self, data: bytes, pieces: list[int]) -> "Talk":
        at = 0
        for size in [*pieces, len(data)]:
            self.wire.data_received(data[at : at + size])
            at += size
            if at % 3 == 0:
                await asyncio.sleep(0)
        await asyncio.wait_for(self.ended.wait(), 10)
        return self


def spoken(dice: random.Random) -> tuple[bytes, list[bytes]]:
    """What a client says, as bytes, and the messages in it: small, large, in fragments, with pings between."""
    out, messages = b"", []
    for _ in range(dice.randrange(1, 30)):
        body = dice.randbytes(dice.choice([0, 1, 20, 125, 126, 700, 65_535, 65_536]))
        messages.append(body)
        cut = dice.randrange(len(body) + 1) if dice.random() < 0.2 else None
        parts = [body] if cut is None else [body[:cut], body[cut:]]
        for place, part in enumerate(parts):
            kind = Opcode.CONT if place else Opcode.BINARY
            out += Frame(kind, part, fin=place == len(parts) - 1).serialize(mask=True)
            if dice.random() < 0.1:
                out += Frame(Opcode.PING, b"?").serialize(mask=True)
    return out + Frame(Opcode.CLOSE, b"\x03\xe8").serialize(mask=True), messages


@pytest.mark.parametrize("seed", range(30))
async def test_every_message_arrives_once_and_in_order_by_either_way(seed: int) -> None:
    dice = random.Random(seed)
    data, messages = spoken(dice)
    cuts = [dice.choice([1, 7, 40, 5000, 200_000]) for _ in range(60)]
    plain = await (await Talk().open()).say(data, cuts)
    mixed = await (await Talk(lambda _data: dice.random() < 0.7).open()).say(data, cuts)
    assert plain.heard == messages
    assert mixed.heard == messages
    assert mixed.line.written == plain.line.written


async def test_a_message_by_the_short_way_never_overtakes_one_that_waits() -> None:
    data = b"".join(Frame(Opcode.BINARY, bytes([n])).serialize(mask=True) for n in range(9))
    talk = await Talk(lambda body: body != b"\x03").open()
    talk.wire.data_received(data)
    assert talk.by_hand == [b"\x00", b"\x01", b"\x02"]  # the third waits for the application, and all after it
    await talk.say(Frame(Opcode.CLOSE, b"\x03\xe8").serialize(mask=True), [])
    assert talk.heard == [bytes([n]) for n in range(9)]


def many(number: int) -> bytes:
    return b"".join(Frame(Opcode.BINARY, n.to_bytes(2, "big")).serialize(mask=True) for n in range(number))


@pytest.mark.parametrize("short", [None, lambda _data: True, lambda data: data[1] % 50 > 0])
async def test_who_says_much_at_once_is_heard_in_portions_and_others_between_them(short: Any) -> None:
    """Seen to fail where all that came is taken in one turn of the loop: 20,000 messages before the other's one."""
    loud, other = await Talk(short).open(), await Talk(lambda _data: True).open()
    loud.wire.data_received(many(20_000))
    assert not loud.line.reads
    other.wire.data_received(many(1))
    assert len(loud.heard) + loud.wire.queue.qsize() < 1_000
    assert other.heard
    turns = 0
    while len(loud.heard) < 20_000:
        await asyncio.sleep(0)
        turns += 1
    assert turns > 20
    assert [int.from_bytes(body, "big") for body in loud.heard] == list(range(20_000))
    await asyncio.sleep(0)
    assert loud.line.reads


async def test_nothing_is_looked_through_any_more_of_who_goes_on_after_the_end() -> None:
    talk = await Talk(lambda _data: True).open()
    await talk.wire.send({"type": "websocket.close", "code": 4429})
    heard = len(talk.heard)
    for _ in range(30):
        talk.wire.data_received(many(1_000))
    assert not talk.line.reads
    assert len(talk.heard) - heard < 15_000
    talk.wire.close_timer.cancel()


@pytest.mark.parametrize("bad", [b"\x82\x01x", b"\xc2\x80\x00\x00\x00\x00", b"\x82\xfe\x00\x05\x00\x00\x00\x00hello"])
async def test_what_no_client_may_send_ends_as_the_library_ends_it(bad: bytes) -> None:
    plain, short = await Talk().open(), await Talk(lambda _data: True).open()
    for talk in (plain, short):
        talk.wire.data_received(bad)
    assert short.line.written == plain.line.written
    assert short.by_hand == []
    assert short.line.closed == plain.line.closed


@pytest.mark.parametrize("size", [0, 125, 126, 65_535, 65_536])
async def test_a_frame_made_once_is_what_the_library_would_write(size: int) -> None:
    body = bytes(size)
    assert framed(body) == Frame(Opcode.BINARY, body).serialize(mask=False)
    talk = await Talk().open()
    assert talk.wire.put(framed(body))
    assert talk.line.written == framed(body)


async def test_nothing_is_written_to_who_does_not_read_or_has_gone() -> None:
    talk = await Talk().open()
    talk.wire.pause_writing()
    assert not talk.wire.put(framed(b"late"))
    talk.wire.resume_writing()
    assert talk.wire.put(framed(b"in time"))
    talk.line.close()
    with pytest.raises(ClientDisconnected):
        talk.wire.put(framed(b"too late"))
    assert talk.line.written == framed(b"in time")
