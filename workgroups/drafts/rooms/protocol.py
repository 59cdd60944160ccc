"""The y-websocket wire: frames in and out (varint message type, then its body)."""

import json
from dataclasses import dataclass
from typing import Any, Final

from workgroups.drafts.logic import limits
from workgroups.drafts.logic.anchors import position
from workgroups.drafts.logic.preparse import Reader, Refusal

SYNC: Final = 0
AWARENESS: Final = 1
ASK_AWARENESS: Final = 3
ACK: Final = 8
PING: Final = 9
"""Asked by a page that has heard nothing for a while, and answered with itself."""
STEP1: Final = 0
STEP2: Final = 1
UPDATE: Final = 2

CLOSE_CODES: Final = {
    "malformed": 4400,
    "content": 4400,
    "depth": 4400,
    "signed-out": 4401,
    "forbidden": 4403,
    "unknown": 4404,
    "gap": 4409,
    "foreign": 4409,
    "lost": 4409,
    "size": 4413,
    "crowded": 4423,
    "locked": 4424,
    "outdated": 4426,
    "rate": 4429,
    "storage": 4503,
    "slow": 4408,
}


@dataclass(frozen=True, slots=True)
class Presence:
    """One client's awareness state as it came; `state` is raw JSON, `null` when it left."""

    client_id: int
    clock: int
    state: str


def varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(128 | (value & 127))
        value >>= 7
    out.append(value)
    return bytes(out)


def sized(body: bytes) -> bytes:
    return varint(len(body)) + body


def sync_frame(kind: int, body: bytes) -> bytes:
    return bytes((SYNC, kind)) + sized(body)


def ack_frame(seq: int, count: int) -> bytes:
    """Type 8: the committed sequence, then how many of this connection's sync frames it covers."""
    return bytes((ACK,)) + varint(seq) + varint(count)


def presence_frame(states: list[Presence]) -> bytes:
    body = varint(len(states)) + b"".join(
        varint(one.client_id) + varint(one.clock) + sized(one.state.encode()) for one in states
    )
    return bytes((AWARENESS,)) + sized(body)


def read_presence(reader: Reader) -> list[Presence]:
    """An awareness message; raises `Refusal`."""
    inner = Reader(reader.raw())
    count = inner.uint()
    if count > limits.CLIENTS:
        raise Refusal("size", "too many presences")
    return [Presence(inner.uint(), inner.uint(), inner.text(limits.PRESENCE_BYTES)) for _ in range(count)]


def cursor_of(state: str) -> dict[str, Any] | None:
    """The one part of a presence that is the client's to say: where its caret is (two relative positions).

    None when it has left or says nothing readable; everything else in it is dropped.
    """
    try:
        given = json.loads(state)
    except (ValueError, RecursionError):
        return None
    cursor = given.get("cursor") if isinstance(given, dict) else None
    if not isinstance(cursor, dict):
        return None
    ends = {end: position(cursor.get(end)) for end in ("anchor", "head")}
    return ends if all(ends.values()) else None
