"""File notices and take them back."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from workgroups.core import clock
from workgroups.notifications.logic.telling import PATIENCE, span_of
from workgroups.notifications.models import Delivery, GroupPreference, Notice
from workgroups.notifications.registry import renderers

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
    if hurry := people if soon else _at_once(people, group_id):
        now = clock.now()
        mails = [
            Delivery(key=f"soon:{reader}:{span_of(now)}", person_id=reader, template=SOON, next_at=now + PATIENCE)
            for reader in hurry
        ]
        Delivery.objects.bulk_create(mails, ignore_conflicts=True)


def _at_once(people: list[int], group_id: int | None) -> list[int]:
    """Return who of these readers wants everything of a group at once."""
    if group_id is None:
        return []
    wanted = GroupPreference.objects.filter(group_id=group_id, person_id__in=people, how=GroupPreference.How.AT_ONCE)
    return list(wanted.values_list("person_id", flat=True))


@transaction.atomic
def withdraw(*, kind: str, key: str, readers: Iterable[int] | None = None) -> None:
    """Take notices back that no mail has carried yet, from these readers or from all."""
    found = Notice.objects.filter(kind=kind, key=key, told_at=None)
    if readers is not None:
        found = found.filter(person_id__in=list(readers))
    found.delete()
