"""Doors for machines."""

from tests.doors.door import PUBLIC, Door

ROWS = [
    Door("health-live", get=PUBLIC),
    Door("health-ready", get=PUBLIC),
    Door("offline", get=PUBLIC),
    Door("worker", get=PUBLIC),
    Door("metrics", get=PUBLIC),  # the test client stands on this machine; others need the token
]
