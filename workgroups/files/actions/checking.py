"""What people bring is closed until a scanner has looked at it, where one is set; the worker asks it."""

import logging
from datetime import timedelta
from typing import BinaryIO, cast

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from workgroups.core import clock
from workgroups.files.adapters import scanner, storage
from workgroups.files.models import Blob, Extract, File, Scan, Upload
from workgroups.files.permissions import harmful_words
from workgroups.files.queries import unasked_blobs
from workgroups.files.registry import told_text

LEASE = timedelta(minutes=15)  # a worker that asks is taken for dead after it
AWAY = timedelta(seconds=30)  # until an absent scanner is asked again
OVER = timedelta(hours=1)  # the same for a file over the scanner's limit: somebody has to raise that
log = logging.getLogger(__name__)


def await_check(blob: Blob) -> Blob:
    """Close a blob until it has been checked, unless it has been or there is no scanner; return it."""
    if settings.CLAMD_URL and not blob.scan:
        blob.scan = Scan.WAITING
        blob.save(update_fields=["scan"])
    return blob


@transaction.atomic
def take_check() -> Blob | None:
    """Lease the blob that waits longest to be checked, or None."""
    return _leased(Blob.objects.filter(scan=Scan.WAITING))


@transaction.atomic
def take_unasked() -> Blob | None:
    """Lease one of what was brought before there was a scanner, or None; it stays open until it is found harmful."""
    return _leased(unasked_blobs())


def _leased(blobs: QuerySet[Blob]) -> Blob | None:
    now, waiting = clock.now(), blobs.select_for_update(skip_locked=True)
    found = waiting.filter(Q(scan_after=None) | Q(scan_after__lte=now)).order_by("pk").first()
    if found is not None:
        found.scan_after = now + LEASE
        found.save(update_fields=["scan_after"])
    return found


def check(*, blob: Blob) -> bool:
    """Ask the scanner about a leased blob and keep what it says; False when it is away: nothing opens by that."""
    try:
        with storage.open_at(blob.path) as content:
            found = scanner.finding(settings.CLAMD_URL, cast("BinaryIO", content.file))
    except scanner.Away as fault:
        is_over = isinstance(fault, scanner.TooLarge)
        log.warning("blob %s is not checked: %s", blob.pk, fault)
        said = {"scan_after": clock.now() + (OVER if is_over else AWAY), "scan_found": str(fault)[:120]}
        Blob.objects.filter(pk=blob.pk).update(**said)
        return is_over
    _keep(blob, found[:120])
    return True


@transaction.atomic
def _keep(blob: Blob, found: str) -> None:
    state = Scan.HARMFUL if found else Scan.CLEAN
    Blob.objects.filter(pk=blob.pk).update(scan=state, scan_found=found, scan_after=None)
    if not found:
        return
    log.warning("blob %s is harmful: %s", blob.pk, found)
    for file in File.objects.filter(blob_id=blob.pk):
        Upload.objects.filter(file=file).update(refused=harmful_words(file.name))
    closed = {"state": Extract.State.FAILED, "reason": Extract.Reason.CLOSED, "text": "", "picture": None}
    if Extract.objects.filter(blob_id=blob.pk).update(**closed):
        for hear in told_text:
            hear(blob.pk)
