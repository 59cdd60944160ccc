"""The worker's part: read what is asked for, let go of what nobody used."""

from celery import shared_task
from django.conf import settings

from workgroups.files.actions import check as ask_about
from workgroups.files.actions import (
    read_extract,
    sweep_expired,
    sweep_left_behind,
    take_check,
    take_extract,
    take_unasked,
)

SCHEDULE = {"workgroups.files.tasks.sweep": 3600.0, "workgroups.files.tasks.read": 4.0}
if settings.CLAMD_URL:
    SCHEDULE["workgroups.files.tasks.check"] = 3.0
    SCHEDULE["workgroups.files.tasks.check_older"] = 60.0
MOST_AT_ONCE = 20  # so that one call of beat does not keep a worker for long


@shared_task
def sweep() -> int:
    """Delete uploads that nobody finished and files that were brought with a form and never used; return how many."""
    return sweep_expired() + sweep_left_behind()


@shared_task
def read() -> int:
    """Read what waits to be read; return how many."""
    for number in range(MOST_AT_ONCE):
        if (found := take_extract()) is None:
            return number
        read_extract(extract=found)
    return MOST_AT_ONCE


@shared_task
def check() -> int:
    """Have the scanner look at what waits for it; return how many it has answered for."""
    for number in range(MOST_AT_ONCE):
        if (found := take_check()) is None or not ask_about(blob=found):
            return number
    return MOST_AT_ONCE


@shared_task
def check_older() -> int:
    """Have the scanner look at some of what was brought before there was one; return how many it has answered for.

    Each answer is kept on its row, so that the next call goes on where a worker ended.
    """
    for number in range(MOST_AT_ONCE):
        if (found := take_unasked()) is None or not ask_about(blob=found):
            return number
    return MOST_AT_ONCE
