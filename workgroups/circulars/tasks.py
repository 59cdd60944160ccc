"""The worker's part: circulars as PDF."""

import logging

from celery import shared_task
from django.db import transaction

from workgroups.circulars.actions import finish_print, take_print
from workgroups.circulars.adapters.letter import set_letter
from workgroups.circulars.models import Print
from workgroups.circulars.permissions import PRINTS, can_read_sent
from workgroups.circulars.queries import frozen_letter, waiting_prints
from workgroups.files.actions import store_bytes
from workgroups.groups.permissions import member_of

SCHEDULE = {"workgroups.circulars.tasks.sweep": 15.0}
log = logging.getLogger(__name__)


@shared_task
def build(print_id: int) -> None:
    """Make one PDF, unless another worker does or it is there."""
    wanted = take_print(print_id=print_id)
    if wanted is None:
        return
    try:
        pdf, frozen = _set(wanted)
        with transaction.atomic():  # a worker that dies here leaves neither a file without a row nor two files
            file_id = _stored(wanted, pdf) if pdf else wanted.file_id
            finish_print(made=wanted, file_id=file_id, inputs_hash=frozen)
    except Exception:
        log.exception("PDF %s of a circular failed", wanted.pk)
        finish_print(made=wanted, file_id=None)


@shared_task
def sweep() -> int:
    """Take up PDFs whose hint was lost or whose worker died; return how many."""
    waiting = waiting_prints()
    for print_id in waiting:
        build(print_id)
    return len(waiting)


def _set(wanted: Print) -> tuple[bytes, str]:
    """The PDF and the hash of what it is made from; no bytes where it stands already, neither where it may not be."""
    circular = wanted.circular
    member = member_of(wanted.person, circular.group)
    if member is None or not can_read_sent(member, circular):
        wanted.file_id = None
        return b"", ""
    data, frozen = frozen_letter(member, circular, wanted.language)
    is_there = wanted.file_id and wanted.inputs_hash == frozen
    return b"" if is_there else set_letter(data), frozen


def _stored(wanted: Print, pdf: bytes) -> int:
    circular = wanted.circular
    restricted = "-RESTRICTED" if circular.is_restricted else ""
    stem = f"{circular.group.slug}-circular-{circular.year}-{circular.number}"
    return store_bytes(
        owner=None,
        group_id=circular.group_id,
        name=f"{stem}-{wanted.language}{restricted}.pdf",
        data=pdf,
        kind=PRINTS,
        subject_id=wanted.pk,
        media_type="application/pdf",
    ).pk
