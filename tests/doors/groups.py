"""Doors of groups."""

from tests.doors.door import PUBLIC, Door, group

ROWS = [
    # Members see their overview, everybody else the public face.
    Door("groups:group-front", args=group, get=PUBLIC),
]
