"""Mail that is never lost: rows, claimed with a lease; `sending` is committed before the transport, `sent` after it."""

import logging
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q, TextField
from django.db.models.functions import Cast

from workgroups.core import clock
from workgroups.notifications.adapters import bell
from workgroups.notifications.adapters.letter import compose
from workgroups.notifications.adapters.transport import Down, Final, Passing, Transport
from workgroups.notifications.logic.backoff import GIVE_UP_AFTER, wait_after
from workgroups.notifications.logic.names import without
from workgroups.notifications.models import Delivery, Mailed, Notice, Preference, Pulse
from workgroups.notifications.queries import SOON, WORKER, Contents, contents_of, wishes_of

log = logging.getLogger(__name__)
BATCH = 50
LEASE = timedelta(seconds=60)
WORKING = LEASE.total_seconds() / 3  # after this long the rest of a batch goes back in the row
State = Delivery.State


@transaction.atomic
def post_mail(
    *,
    key: str,
    template: str,
    context: dict[str, Any],
    to_person: int | None = None,
    to_address: str = "",
    group_id: int | None = None,
) -> None:
    """Let a worker send `<template>.subject.txt`, `.txt` and (when there is one) `.html`, once a key.

    `context` holds JSON values only. The templates also see `base_url` and `product_name`. `group_id` lets the
    officers of a group see what became of a mail that went out on its behalf.
    """
    if (to_person is None) == (not to_address):
        raise ValueError("a mail goes to a person or to an address")
    fields: dict[str, Any] = {"template": template, "context": context, "person_id": to_person, "group_id": group_id}
    fields["address"] = to_address.lower()
    Delivery.objects.bulk_create([Delivery(key=key, **fields)], ignore_conflicts=True)
    transaction.on_commit(bell.wake_sender, robust=True)


@transaction.atomic
def post_letters(*, keys: Mapping[int, str], template: str, context: dict[str, Any], group_id: int) -> None:
    """Post one mail to each of these people (id to key) in one statement; the same key again does nothing.

    Its words are made when it goes out (`registry.letter_kind`). Neither mute nor the rhythm of digests holds it back.
    """
    fields: dict[str, Any] = {"template": template, "context": context, "group_id": group_id}
    rows = [Delivery(key=key, person_id=person_id, **fields) for person_id, key in keys.items()]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)
    transaction.on_commit(bell.wake_sender, robust=True)


@transaction.atomic
def retry_mail(*, delivery: Delivery) -> bool:
    """Try a mail that was given up, or waits after a refusal, once more now; False when it went out or is under way."""
    again = Delivery.objects.filter(pk=delivery.pk, state__in=[State.FAILED, State.WAITING])
    now = clock.now()
    found = again.update(state=State.WAITING, next_at=now, created_at=now, attempts=0)
    transaction.on_commit(bell.wake_sender, robust=True)
    return bool(found)


def forget_mail(*, key: str) -> None:
    """Take a mail's row away, sent or not: its words, and the address of somebody without an account.

    With it go the rows of the keys below it (`key:…`).
    """
    Delivery.objects.filter(Q(key=key) | Q(key__startswith=f"{key}:")).delete()


@transaction.atomic
def forget_reader(*, person_id: int, addresses: Iterable[str], names: Iterable[str], instead: str) -> None:
    """Take away all mail to somebody, sent or waiting; in the words kept for mail to others their name is put away."""
    own = Q(person_id=person_id) | Q(address__in=list(addresses))
    Delivery.objects.filter(own).delete()
    Mailed.objects.filter(address__in=list(addresses)).delete()
    for name in filter(None, names):
        said = Delivery.objects.alias(said=Cast("context", TextField())).filter(said__contains=name)
        for delivery in said:
            delivery.context = without(delivery.context, name, instead)
            delivery.save(update_fields=["context"])


def send_waiting() -> int:
    """Send what waits and is due; return how many mails went out.

    Over SMTP a kill between the transport's yes and our note of it sends one mail twice, with the same Message-ID;
    nothing else is sent twice and nothing is lost.
    """
    sent = 0
    with closing(Transport()) as transport:
        while batch := _claim():
            sent += _send(batch, transport)
    return sent


def beat() -> None:
    """Note that the worker lives."""
    Pulse.objects.update_or_create(name=WORKER, defaults={"at": clock.now()})


@transaction.atomic
def _claim() -> list[Delivery]:
    now = clock.now()
    due = Delivery.objects.filter(state__in=[State.WAITING, State.SENDING], next_at__lte=now)
    rows = list(due.select_for_update(skip_locked=True, of=("self",)).order_by("next_at", "pk")[:BATCH])
    claimed = Delivery.objects.filter(pk__in=[row.pk for row in rows])
    claimed.update(state=State.SENDING, next_at=now + LEASE, attempts=F("attempts") + 1)
    return list(claimed.select_related("person").order_by("next_at", "pk"))


def _send(batch: list[Delivery], transport: Transport) -> int:
    began, sent = time.monotonic(), 0
    contents, batch = _readable(_without_sleepers(batch))
    done: list[tuple[Delivery, Contents]] = []
    try:
        for delivery, left in _with_rest(batch):
            if time.monotonic() - began > WORKING:
                _put_back(left, clock.now())
                break
            content = contents.get(delivery.pk)
            if content is None:
                _note(delivery, state=State.EMPTY)
                continue
            try:
                outcome = _hand_over(delivery, content, transport)
            except Down as silent:
                _put_back(left, clock.now() + wait_after(1), str(silent))
                break
            if outcome:
                sent += 1
                done.append((delivery, content))
    finally:
        _note_told(done)
    return sent


def _without_sleepers(batch: list[Delivery]) -> list[Delivery]:
    """Put back mail at once whose readers have quiet hours now, until these end; circulars and codes never wait."""
    now = clock.now()
    hasty = [one for one in batch if one.template == SOON and one.person]
    wishes = wishes_of([one.person for one in hasty]) if hasty else {}
    sleeping = {one.pk: end for one in hasty if (end := wishes[one.person_id or 0].leaves_at(now)) > now}
    for end in set(sleeping.values()):
        _put_back([one for one in hasty if sleeping.get(one.pk) == end], end)
    return [one for one in batch if one.pk not in sleeping]


def _readable(batch: list[Delivery]) -> tuple[dict[int, Contents], list[Delivery]]:
    """Return the batch's contents; a row whose contents cannot be read waits alone and holds up nobody."""
    try:
        return contents_of(batch), batch
    except Exception:
        log.exception("a batch of mail cannot be read; trying each row alone")
    contents: dict[int, Contents] = {}
    fine: list[Delivery] = []
    for delivery in batch:
        try:
            contents |= contents_of([delivery])
            fine.append(delivery)
        except Exception as error:
            _try_later(delivery, f"{type(error).__name__}: {error}")
    return contents, fine


def _with_rest(batch: list[Delivery]) -> Iterator[tuple[Delivery, list[Delivery]]]:
    for index, delivery in enumerate(batch):
        yield delivery, batch[index:]


def _hand_over(delivery: Delivery, content: Contents, transport: Transport) -> bool:
    """Send one mail and note what became of it; True when the transport took it. Raises Down."""
    try:
        message = compose(content.letter)
    except Exception as error:
        log.exception("mail %s cannot be written", delivery.key)
        _try_later(delivery, f"{type(error).__name__}: {error}")
        return False
    try:
        transport.send(message)
    except Final as refused:
        _note(delivery, state=State.FAILED, error=str(refused)[:500])
        if delivery.person_id:
            flagged = Preference.objects.filter(pk=delivery.person_id, refused_at=None)
            flagged.update(refused_at=clock.now(), refusal=str(refused)[:300])
        return False
    except Passing as refused:
        _try_later(delivery, str(refused))
        return False
    _note_sent(delivery)
    return True


def _try_later(delivery: Delivery, error: str) -> None:
    """Let a mail wait, longer each time; after days it is given up and stays as failed for the operator."""
    late = clock.now() - delivery.created_at > GIVE_UP_AFTER
    state = State.FAILED if late else State.WAITING
    _note(delivery, state=state, next_at=clock.now() + wait_after(delivery.attempts), error=error[:500])


def _note_sent(delivery: Delivery) -> None:
    """Note at once what the transport took: the one statement that every mail pays for, so it is written out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE notifications_delivery SET state = 'sent', sent_at = %s, error = '' "
            "WHERE id = %s AND state = 'sending'",
            [clock.now(), delivery.pk],
        )


def _note(delivery: Delivery, **fields: Any) -> None:
    Delivery.objects.filter(pk=delivery.pk, state=State.SENDING).update(**fields)


def _put_back(rows: list[Delivery], when: datetime, error: str = "") -> None:
    """Give claimed rows back untried: they did nothing wrong."""
    found = Delivery.objects.filter(pk__in=[row.pk for row in rows], state=State.SENDING)
    found.update(state=State.WAITING, next_at=when, attempts=F("attempts") - 1, error=error[:500])


def _note_told(done: list[tuple[Delivery, Contents]]) -> None:
    """Note what these mails carried, in a few statements for the whole batch."""
    if not done:
        return
    now = clock.now()
    told = [notice_id for _, content in done for notice_id in content.notice_ids]
    Notice.objects.filter(pk__in=told).update(told_at=now)
    marks = [
        Preference(person_id=delivery.person_id, duties=content.marks)
        for delivery, content in done
        if delivery.person_id and content.marks is not None
    ]
    Preference.objects.bulk_update(marks, ["duties"])
    reached = [delivery.person_id for delivery, _ in done if delivery.person_id]
    Preference.objects.filter(person_id__in=reached).exclude(refused_at=None).update(refused_at=None, refusal="")
