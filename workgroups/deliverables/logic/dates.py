"""Dates of which only the year or the month is known: ISO 8601 with reduced precision."""

import re
from datetime import date

SHAPE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def is_reduced_date(value: str) -> bool:
    """Whether it is a year, a month or a day that exists: 2021, 2021-11, 2021-11-30."""
    if not SHAPE.fullmatch(value):
        return False
    parts = [int(part) for part in value.split("-")]
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError:
        return False
    return True
