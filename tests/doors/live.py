"""Doors of the live engine: what a page missed, for those without a socket."""

from tests.doors.door import SIGNED_IN, Door

ROWS = [Door("live:since", get=SIGNED_IN, query={"group:1": "0"})]
