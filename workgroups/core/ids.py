"""Ids that leave the house: mail, calendars, files, API."""

import uuid


def new_uid() -> uuid.UUID:
    """Return a random UUID (version 4)."""
    return uuid.uuid4()
