"""A run of updates packed into one value, for the shelf: nothing that opens a draft reads it."""

import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from workgroups.drafts.logic.preparse import Reader
from workgroups.drafts.logic.structs import varint

Row = tuple[int, int | None, datetime, bytes]
"""(seq, person or nobody, when, update)"""


def pack(rows: Iterable[Row]) -> bytes:
    """Put rows together, oldest first."""
    body = bytearray()
    for seq, person, at, payload in rows:
        body += varint(seq) + varint(person or 0) + varint(int(at.timestamp() * 1000)) + varint(len(payload))
        body += payload
    return zlib.compress(bytes(body), 6)


def unpack(packed: bytes) -> Iterator[Row]:
    """Yield the rows of a pack."""
    reader = Reader(zlib.decompress(packed))
    while reader.pos < reader.end:
        seq, person, stamp = reader.uint(), reader.uint(), reader.uint()
        yield seq, person or None, datetime.fromtimestamp(stamp / 1000, UTC), reader.raw()
