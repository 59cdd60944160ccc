"""The worker's part: read what is asked for, let go of what nobody used."""

import logging

from celery import shared_task

from workgroups.files.actions import keep_extract, store_blob, sweep_expired, sweep_left_behind, take_extract
from workgroups.files.adapters import reading
from workgroups.files.logic.reading import Read
from workgroups.files.models import Extract
from workgroups.files.registry import told_text

SCHEDULE = {"workgroups.files.tasks.sweep": 3600.0, "workgroups.files.tasks.read": 4.0}
MOST_AT_ONCE = 20  # so that one call of beat does not keep a worker for long
log = logging.getLogger(__name__)


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
        _read(found)
    return MOST_AT_ONCE


def _read(found: Extract) -> None:
    try:
        told = reading.read(found.blob)
    except Exception:
        log.exception("blob %s could not be read", found.pk)
        told = Read(reason=Extract.Reason.BROKEN)
    picture = store_blob(data=told.picture, media_type="image/png") if told.picture else None
    keep_extract(extract=found, read=told, picture=picture)
    for hear in told_text:
        hear(found.pk)
