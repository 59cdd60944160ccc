"""Pages packed for the way (RFC 9110, 8.4): Brotli where the reader takes it, else gzip."""

import gzip
import re
from typing import Any

import brotli

SMALL = 800  # bytes under which packing is not worth the while
ACCEPTED = re.compile(r"\b(br|gzip)\b(?!\s*;\s*q=0(\.0+)?\s*(,|$))")


def packed(data: bytes, accept_encoding: str) -> tuple[bytes, str]:
    """Return the bytes and their content coding, which is empty when they stay as they are.

    Safe for public pages only: packing a secret together with words of a stranger would tell it (BREACH).
    """
    accepted = {found[1] for found in ACCEPTED.finditer(accept_encoding)}
    if len(data) < SMALL or not accepted:
        return data, ""
    if "br" in accepted:
        compress: Any = brotli.compress
        return compress(data, quality=4), "br"
    return gzip.compress(data, compresslevel=5, mtime=0), "gzip"
