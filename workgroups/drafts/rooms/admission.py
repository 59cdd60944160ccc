"""Who may enter a room and what they may do there: asked at the door, and again whenever the group's epoch moves."""

import json
import secrets
from contextlib import suppress
from dataclasses import dataclass

from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db import IntegrityError

from workgroups.accounts.models import Person
from workgroups.core import clock, statements
from workgroups.core.errors import Missing
from workgroups.drafts import actions, queries
from workgroups.drafts.models import Draft
from workgroups.drafts.permissions import can_read, can_type, draft_for
from workgroups.drafts.rooms.connection import Identity, Stamp
from workgroups.groups.permissions import Member, member_for, member_of
from workgroups.live.queries import auth_keys


@dataclass(frozen=True, slots=True)
class Pass:
    """Leave to enter: which draft, as whom, and whether to write."""

    draft_id: int
    group_id: int
    schema_version: int
    epoch: int
    identity: Identity
    stamp: Stamp
    may_edit: bool


def admit(person: Person, session: SessionBase, slug: str, number: int) -> Pass | None:
    """Leave for a person at a draft's address, or None when for them there is no such draft."""
    try:
        member = member_for(person, slug)
        draft = draft_for(member, number)
    except Missing:
        return None
    return Pass(
        draft_id=draft.pk,
        group_id=draft.group_id,
        schema_version=draft.schema_version,
        epoch=draft.epoch,
        identity=identity_of(member, session),
        stamp=(member.group.epoch, clock.now().date(), f"{draft.state} {draft.editing} {draft.marking}"),
        may_edit=can_type(member, draft),
    )


def identity_of(member: Member, session: SessionBase) -> Identity:
    """Name and delegation as others in the room see them."""
    delegation = str(member.delegation) if member.delegation else ""
    key = str(session.get(HASH_SESSION_KEY, ""))
    return Identity(member.person.pk, member.person.name, delegation, session.session_key or "", key)


def open_draft(draft_id: int) -> tuple[list[bytes], int, int, list[str], int]:
    """Snapshot and tail, the sequence reached, the epoch, the locked headings, and a client id for the room's own.

    Epoch and locks are asked first: a purge or a lock meanwhile is seen later.
    """
    with statements.kept() as cursor:
        found = cursor.execute("SELECT epoch, locks::text FROM drafts_draft WHERE id = %s", [draft_id]).fetchone()
    if found is None:
        raise Missing
    return *queries.payloads(draft_id), found[0], json.loads(found[1]), _own_client(draft_id)


def _own_client(draft_id: int) -> int:
    """Under this the room mends. Bound to nobody before it passes anything on: what it passed on and could not store
    any more, because it was killed, would else be taken for words of whoever brings it back."""
    while True:
        drawn = secrets.randbits(31) | 1 << 30
        if bind(draft_id, [drawn], None)[drawn] is None:
            return drawn


def bind(draft_id: int, client_ids: list[int], person_id: int | None) -> dict[int, int | None]:
    return actions.bind_clients(draft_id=draft_id, client_ids=client_ids, person_id=person_id)


def note_visit(draft_id: int, person_id: int, seq: int) -> None:
    """What `note_visit` does, unless draft or person went meanwhile."""
    with suppress(IntegrityError):
        actions.note_visit(draft_id=draft_id, person_id=person_id, seq=seq)


_STANDING = """
SELECT d.id, d.head_seq, d.epoch, d.locks::text, concat_ws(' ', d.state, d.editing, d.marking), g.id, g.epoch,
  (SELECT count(*) FROM django_session WHERE session_key = ANY(%s) AND expire_date > %s),
  (SELECT md5(string_agg(concat_ws(' ', id, is_active, password), ',' ORDER BY id))
   FROM accounts_person WHERE id = ANY(%s))
FROM drafts_draft d JOIN groups_group g ON g.id = d.group_id WHERE d.id = ANY(%s)
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the database says, once a second, about everything that is open here."""

    group_epochs: dict[int, int]
    draft_heads: dict[int, tuple[int, int, list[str], str]]
    """draft → (head seq, epoch, locked headings, state and marking)"""
    sessions: frozenset[str]
    keys: dict[int, set[str]]
    """person → what their session must hold; it changes with their password"""
    asked: tuple[object, ...] = ()
    """Of whom `sessions` and `keys` tell, and what they rest on: while it is the same, so are they."""


def standing(
    draft_ids: list[int], session_keys: list[str], people: list[int], before: Standing | None = None
) -> Standing:
    """One query while nobody came, went or signed out since `before`, else three; whatever the number of rooms."""
    with statements.kept() as cursor:
        cursor.execute(_STANDING, [session_keys, clock.now(), people, draft_ids])
        rows = cursor.fetchall()
    asked = (tuple(session_keys), tuple(people), *(rows[0][7:] if rows else ()))
    if before is None or before.asked != asked:
        live = Session.objects.filter(session_key__in=session_keys, expire_date__gt=clock.now())
        sessions, keys = frozenset(live.values_list("session_key", flat=True)), auth_keys(people)
    else:
        sessions, keys = before.sessions, before.keys
    heads = {pk: (head, epoch, json.loads(locks), shown) for pk, head, epoch, locks, shown, *_rest in rows}
    return Standing({row[5]: row[6] for row in rows}, heads, sessions, keys, asked)


def rights(draft_id: int, person_ids: list[int]) -> dict[int, bool | None]:
    """person → may edit, or None when they may no longer read."""
    draft = Draft.objects.select_related("group").get(pk=draft_id)
    found: dict[int, bool | None] = dict.fromkeys(person_ids)
    for person in Person.objects.filter(pk__in=person_ids):
        if (member := member_of(person, draft.group)) and can_read(member, draft):
            found[person.pk] = can_type(member, draft)
    return found
