"""Read what open pages missed: for the hub of sockets, and for pages that cannot open one."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session

from workgroups.core import clock
from workgroups.events.events import StreamRef
from workgroups.events.models import Entry
from workgroups.events.queries import entries_after, heads_of
from workgroups.live.logic import frames
from workgroups.live.logic.frames import KEEP, Item
from workgroups.live.registry import Roster, Standing, epochs, rosters


@dataclass(frozen=True)
class Look:
    """What one look at the database says about the open streams, groups and sessions."""

    heads: dict[StreamRef, int]
    epochs: dict[int, int]
    sessions: set[str]
    keys: dict[int, set[str]]


def items_after(ref: StreamRef, cursor: int, head: int | None = None) -> list[Item]:
    """Return the stream's entries after `cursor` (up to `head`), at most `KEEP`."""
    limit = KEEP if head is None else min(KEEP, head - cursor)
    return [_item(entry) for entry in entries_after(ref, cursor, limit)]


def look(refs: Collection[StreamRef], session_keys: Iterable[str], person_ids: Iterable[int]) -> Look:
    """Ask for all that may have changed without a hint, in four queries whatever the number of sockets."""
    groups = [ref.ref_id for ref in refs if ref.kind == "group"]
    valid = Session.objects.filter(session_key__in=list(session_keys), expire_date__gt=clock.now())
    sessions = set(valid.values_list("session_key", flat=True))
    return Look(heads_of(refs), epochs(groups), sessions, auth_keys(person_ids))


def auth_keys(person_ids: Iterable[int]) -> dict[int, set[str]]:
    """Return what a session of each of these people must hold to be theirs today: it changes with their password.

    Whoever was deactivated is left out; one query.
    """
    active = get_user_model().objects.filter(pk__in=list(person_ids), is_active=True)
    return {person.pk: {person.get_session_auth_hash(), *person.get_session_auth_fallback_hash()} for person in active}


def _item(entry: Entry) -> Item:
    event = entry.event()
    topics = event.topics() if event else ()
    return Item(entry.seq, entry.name, topics, entry.audience_kind, entry.audience_id)


def frames_since(person_id: int, cursors: dict[StreamRef, int | None]) -> list[dict[str, Any]]:
    """Return, for each stream, the message that brings a page from its cursor to the head; none when it is there."""
    heads = heads_of(cursors)
    groups = rosters(ref.ref_id for ref in cursors if ref.kind == "group")
    found: list[dict[str, Any]] = []
    for ref, cursor in cursors.items():
        standing = _standing(person_id, ref, groups)
        if standing is None:
            found.append(frames.gone(ref))
        elif cursor != heads[ref]:
            found.append(_frame(person_id, ref, cursor, heads[ref], standing))
    return found


def _standing(person_id: int, ref: StreamRef, groups: dict[int, Roster]) -> Standing | None:
    if ref.kind == "person":
        return Standing() if ref.ref_id == person_id else None
    roster = groups.get(ref.ref_id)
    return roster.people.get(person_id) if roster else None


def _frame(person_id: int, ref: StreamRef, cursor: int | None, head: int, standing: Standing) -> dict[str, Any]:
    if cursor is None or not 0 <= head - cursor <= frames.KEEP:
        return frames.snapshot(ref, head)
    items: Iterable[Item] = items_after(ref, cursor, head)
    return frames.batch(ref, cursor, head, (item for item in items if item.is_for(person_id, standing)))
