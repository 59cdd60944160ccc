"""File notices and take them back."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from workgroups.core import clock
from workgroups.notifications.models import Delivery, Notice
from workgroups.notifications.registry import renderers

PATIENCE = timedelta(minutes=2)  # a mail of its own waits this long: more may come, or it may be read meanwhile
SOON = "notifications/mail/soon"


@transaction.atomic
def file_notices(
    *,
    kind: str,
    key: str,
    readers: Iterable[int],
    group_id: int | None,
    subject_id: int,
    at: datetime,
    soon: bool = False,
) -> None:
    """Tell these readers (ids of persons) once: one insert whatever their number; again with the same key: nothing.

    `soon` is for what should not wait for the digest (a mention): it goes out in a mail of its own after two minutes,
    unless it was read before or the reader wants no such mail.
    """
    if kind not in renderers:
        raise RuntimeError(f"nobody renders notices of {kind}")
    people = list(dict.fromkeys(readers))
    rows = [
        Notice(kind=kind, key=key, person_id=reader, group_id=group_id, subject_id=subject_id, at=at, soon=soon)
        for reader in people
    ]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    if soon:
        now = clock.now()
        span = int(now.timestamp() // PATIENCE.total_seconds())
        mails = [
            Delivery(key=f"soon:{reader}:{span}", person_id=reader, template=SOON, next_at=now + PATIENCE)
            for reader in people
        ]
        Delivery.objects.bulk_create(mails, ignore_conflicts=True)


def withdraw(*, kind: str, key: str, readers: Iterable[int] | None = None) -> None:
    """Take notices back that no mail has carried yet, from these readers or from all."""
    found = Notice.objects.filter(kind=kind, key=key, told_at=None)
    if readers is not None:
        found = found.filter(person_id__in=list(readers))
    found.delete()
