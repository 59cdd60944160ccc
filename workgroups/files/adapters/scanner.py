"""A client of ClamAV's daemon (clamd, command INSTREAM): its protocol in a page.

Of the client libraries on the registry the kept one is under the GPL 2, which this project's licence does not go with;
the other has rested since 2014.
Protocol: clamd(8), "zINSTREAM": pieces of a length (four bytes, network order) and bytes, ended by a length of zero;
the answer ends with a NUL.
"""

import socket
import struct
from typing import BinaryIO
from urllib.parse import urlsplit

CHUNK = 256 * 1024
SECONDS = 60.0  # without a sign of life
LONGEST_ANSWER = 4096


class Away(Exception):  # noqa: N818  (an answer)
    """The scanner cannot be reached or gave no verdict; the text is for the log."""


class TooLarge(Away):
    """The scanner takes no file of this size (its StreamMaxLength)."""


def finding(address: str, content: BinaryIO) -> str:
    """Return the name of what a scanner found in a file, empty for a clean one; raises Away."""
    try:
        with _line(address) as line:
            said = _asked(line, content)
    except OSError as fault:
        raise Away(f"{address}: {fault}") from fault
    if said == "stream: OK":
        return ""
    if said.startswith("stream: ") and said.endswith(" FOUND"):
        return said.removeprefix("stream: ").removesuffix(" FOUND")
    if "size limit exceeded" in said:
        raise TooLarge(said)
    raise Away(said or "no answer")


def _line(address: str) -> socket.socket:
    parts = urlsplit(address)
    if parts.scheme == "tcp":
        return socket.create_connection((parts.hostname or "", parts.port or 3310), timeout=SECONDS)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(SECONDS)
    try:
        line.connect(parts.path)
    except OSError:
        line.close()
        raise
    return line


def _asked(line: socket.socket, content: BinaryIO) -> str:
    try:
        line.sendall(b"zINSTREAM\0")
        while piece := content.read(CHUNK):
            line.sendall(struct.pack("!L", len(piece)) + piece)
        line.sendall(struct.pack("!L", 0))
    except (BrokenPipeError, ConnectionResetError):
        pass  # over its limit it answers and hangs up before it has all
    said = b""
    while len(said) < LONGEST_ANSWER and (piece := line.recv(LONGEST_ANSWER)):
        said += piece
    return said.partition(b"\0")[0].decode("utf-8", "replace").strip()
