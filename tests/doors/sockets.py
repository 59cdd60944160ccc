"""Doors of sockets: one row for each message that a page may say, and `open` for coming in at all."""

from tests.doors.door import Socket

ROWS: list[Socket] = []
