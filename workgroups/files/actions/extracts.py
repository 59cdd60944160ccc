"""What files say: asked for once a blob, read by a worker."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from workgroups.core import clock
from workgroups.files.actions.storing import store_blob
from workgroups.files.adapters import reading
from workgroups.files.logic.reading import Read
from workgroups.files.models import Blob, Extract, Scan
from workgroups.files.registry import told_text

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 2  # a file that takes its worker down twice is broken


def want_text(*, blob: Blob) -> Extract:
    """Ask that a blob be read (text and first page); the worker does it within seconds, once however often asked."""
    return Extract.objects.get_or_create(blob=blob)[0]


@transaction.atomic
def take_extract() -> Extract | None:
    """Lease the one that waits longest, or None; one whose worker died twice is given up in words."""
    now = clock.now()
    closed = [Scan.HARMFUL, Scan.WAITING] if settings.CLAMD_URL else [Scan.HARMFUL]
    waiting = Extract.objects.select_for_update(skip_locked=True, of=("self",)).select_related("blob")
    waiting = waiting.exclude(blob__scan__in=closed)
    free = waiting.filter(Q(leased_until=None) | Q(leased_until__lte=now), state=Extract.State.WAITING)
    found = free.order_by("asked_at", "pk").first()
    if found is None:
        return None
    found.attempts += 1
    found.leased_until = now + LEASE
    found.save(update_fields=["attempts", "leased_until"])
    if found.attempts > MOST_ATTEMPTS:
        keep_extract(extract=found, read=Read(reason=Extract.Reason.BROKEN))
        return take_extract()
    return found


def keep_extract(*, extract: Extract, read: Read, picture: Blob | None = None) -> None:
    """Store what was read, or why nothing was."""
    state = Extract.State.FAILED if read.reason else Extract.State.DONE
    told = {"state": state, "reason": read.reason, "text": read.text, "is_cut": read.is_cut, "pages": read.pages}
    Extract.objects.filter(pk=extract.pk).update(**told, picture=picture, leased_until=None)


def read_extract(*, extract: Extract) -> None:
    """Read a blob, keep what it says or why it does not, and tell whoever wants to know; seconds for a large one."""
    try:
        read = reading.read(extract.blob)
    except Exception:
        log.exception("blob %s could not be read", extract.pk)
        read = Read(reason=Extract.Reason.BROKEN)
    picture = store_blob(data=read.picture, media_type="image/png") if read.picture else None
    keep_extract(extract=extract, read=read, picture=picture)
    for hear in told_text:
        hear(extract.pk)


def text_now(*, blob: Blob) -> Extract:
    """Return what a blob says, read in this process if nobody has done it: for a worker that needs it.

    Of a closed file nothing is kept: what it says is asked for again once it is open.
    """
    if blob.is_closed:
        return Extract(blob=blob, state=Extract.State.FAILED, reason=Extract.Reason.CLOSED)
    extract = want_text(blob=blob)
    if extract.state == Extract.State.WAITING:
        read_extract(extract=extract)
        extract.refresh_from_db()
    return extract
