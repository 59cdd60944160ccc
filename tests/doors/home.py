"""Doors of home: desk and search."""

from tests.doors.door import SIGNED_IN, Door

ROWS = [
    Door("home:desk", get=SIGNED_IN),
    Door("home:search", get=SIGNED_IN, query={"q": "cloud"}),
]
