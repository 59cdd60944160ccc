"""Ask all domains at once what waits for these people: one query for all that are rows, whatever their number."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection

from workgroups.core import clock
from workgroups.notifications.registry import waiting
from workgroups.notifications.registry.waiting import Duty, Open, Rows, standing_of

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def open_of(people: Sequence[Any]) -> dict[int, list[Open]]:
    """Return what waits for each of these people, unspoken: dated things first, the soonest on top."""
    found: dict[int, list[Open]] = {person.pk: [] for person in people}
    for one in (*_from_rows(list(found)), *_ready_made(people)):
        found[one.person_id].append(one)
    for own in found.values():
        own.sort(key=_soonest)
    return found


def duties_of(people: Sequence[Any]) -> dict[int, list[Duty]]:
    """Return what waits for each of these people, in words, in the order of `open_of`."""
    return {person_id: [one.duty for one in own] for person_id, own in open_of(people).items()}


def _soonest(one: Open) -> tuple[bool, datetime]:
    return (one.due is None, one.due or EPOCH)


def _from_rows(person_ids: list[int]) -> Iterable[Open]:
    if not person_ids or not waiting.rows:
        return
    tables, params = _tables(person_ids)
    kinds: list[Rows] = list(waiting.rows)
    numbered = (f"SELECT {place} AS kind, own.* FROM ({one.sql}) own" for place, one in enumerate(kinds))  # noqa: S608
    parts = " UNION ALL ".join(numbered)
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH {tables} SELECT told.kind, told.person_id, told.subject_id, told.delegation_id, told.group_id, "  # noqa: S608
            "place.name, place.slug, (extract(epoch FROM told.due) * 1000000)::bigint, told.done_by, told.data::text "
            f"FROM ({parts}) AS told (kind, person_id, subject_id, delegation_id, group_id, due, done_by, data) "
            "JOIN place ON place.id = told.group_id ORDER BY told.kind, told.due, told.subject_id",
            params,
        )
        for kind, person_id, subject_id, delegation_id, group_id, name, slug, due, done_by, data in cursor.fetchall():
            of = kinds[kind]
            yield Open(
                kind=of.kind,
                person_id=person_id,
                subject_id=subject_id,
                delegation_id=delegation_id,
                group_id=group_id,
                group_name=name,
                group_slug=slug,
                due=None if due is None else EPOCH + timedelta(microseconds=due),  # a number is cheap to read
                done_by=done_by or "",
                words=data,
                telling=of.tell,
            )


def _tables(person_ids: list[int]) -> tuple[str, list[Any]]:
    """The tables that rows of duties stand on, as parts of WITH, and their parameters."""
    now = clock.now()
    given = [("ask", "SELECT %s::timestamptz AS now, %s::date AS today", (now, now.date())), *standing_of(person_ids)]
    text = ", ".join(f"{name} AS MATERIALIZED ({sql})" for name, sql, _params in given)
    return text, [value for _name, _sql, params in given for value in params]


def _ready_made(people: Sequence[Any]) -> Iterable[Open]:
    """Give what the domains say as duties ready made, for each of these people."""
    for _order, _name, ask in waiting.made:
        for person_id, part in ask(people).items():
            for duty in part:
                yield Open(
                    kind=duty.kind,
                    person_id=person_id,
                    subject_id=duty.subject_id,
                    delegation_id=duty.delegation_id,
                    group_id=duty.group_id,
                    group_name=duty.group_name,
                    group_slug="",
                    due=duty.due,
                    done_by=duty.done_by,
                    made=duty,
                )
