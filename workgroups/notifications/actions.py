"""File notices and put mail in the row of what must go out."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from workgroups.notifications.adapters import bell
from workgroups.notifications.models import Delivery, Notice
from workgroups.notifications.registry import renderers


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
    unless it was read before.
    """
    if kind not in renderers:
        raise RuntimeError(f"nobody renders notices of {kind}")
    rows = [
        Notice(kind=kind, key=key, person_id=reader, group_id=group_id, subject_id=subject_id, at=at, soon=soon)
        for reader in dict.fromkeys(readers)
    ]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)


def withdraw(*, kind: str, key: str, readers: Iterable[int] | None = None) -> None:
    """Take notices back that no digest has carried yet, from these readers or from all."""
    found = Notice.objects.filter(kind=kind, key=key, told_at=None)
    if readers is not None:
        found = found.filter(person_id__in=list(readers))
    found.delete()


@transaction.atomic
def post_mail(
    *,
    key: str,
    template: str,
    context: dict[str, Any],
    to_person: int | None = None,
    to_address: str = "",
) -> None:
    """Let a worker send `<template>.subject.txt`, `.txt` and `.html` to a person or an address, once a key.

    `context` holds JSON values only. The templates also see `person` (None for an address), `base_url`, `product_name`.
    """
    if (to_person is None) == (not to_address):
        raise ValueError("a mail goes to a person or to an address")
    fields = {"template": template, "context": context, "person_id": to_person, "address": to_address.lower()}
    Delivery.objects.bulk_create([Delivery(key=key, **fields)], ignore_conflicts=True)
    transaction.on_commit(bell.wake_sender, robust=True)
