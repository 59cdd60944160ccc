"""Take updates into a draft's log, say that it came to rest, fold it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from pycrdt import Doc

from workgroups.core import clock, statements
from workgroups.core.errors import NotAllowed, Refused
from workgroups.drafts import queries
from workgroups.drafts.adapters import ydoc
from workgroups.drafts.events import DraftChanged
from workgroups.drafts.logic import blocks, schema, sections
from workgroups.drafts.models import Draft, DraftClient, DraftSnapshot
from workgroups.events.actions import emit

_APPEND = """
WITH held AS (SELECT id FROM drafts_draft WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE),
moved AS (
  UPDATE drafts_draft d SET head_seq = d.head_seq + v.size, changed_at = %s
  FROM held, unnest(%s::bigint[], %s::bigint[]) AS v(id, size)
  WHERE d.id = held.id AND v.id = held.id RETURNING d.id, d.head_seq - v.size AS before, d.head_seq
),
written AS (
  INSERT INTO drafts_draftupdate (draft_id, seq, payload, person_id, at)
  SELECT moved.id, moved.before + r.place, r.payload, r.person_id, %s
  FROM moved, unnest(%s::bigint[], %s::bigint[], %s::bigint[], %b::bytea[]) AS r(draft_id, place, person_id, payload)
  WHERE r.draft_id = moved.id
)
SELECT id, before + 1, head_seq FROM moved
"""

_BIND = """
WITH bound AS (
  INSERT INTO drafts_draftclient (draft_id, client_id, person_id, at)
  SELECT %s, client_id, %s, %s FROM unnest(%s::bigint[]) AS client_id
  ON CONFLICT DO NOTHING RETURNING client_id, person_id
)
SELECT client_id, person_id FROM bound
UNION ALL SELECT client_id, person_id FROM drafts_draftclient WHERE draft_id = %s AND client_id = ANY(%s)
"""

KEEP_SNAPSHOTS = 3


@dataclass(frozen=True)
class Batch:
    """Updates of one draft to be written in order: (person or nobody, bytes)."""

    draft_id: int
    rows: tuple[tuple[int | None, bytes], ...]


def append_updates(*, batches: list[Batch]) -> dict[int, tuple[int, int]]:
    """Write accepted updates of several drafts in one statement; return draft → (first seq, last seq).

    The rows of `Draft` are locked in order of id, so that two processes cannot wait for each other.
    """
    sizes = {batch.draft_id: len(batch.rows) for batch in batches}
    rows = [(batch.draft_id, at, *row) for batch in batches for at, row in enumerate(batch.rows, 1)]
    drafts, places, people, payloads = zip(*rows, strict=True) if rows else ((), (), (), ())
    columns: list[list[Any]] = [list(drafts), list(places), list(people), list(payloads)]
    now = clock.now()
    with statements.kept() as cursor:
        cursor.execute(_APPEND, [list(sizes), now, list(sizes), list(sizes.values()), now, *columns])
        return {draft_id: (first, last) for draft_id, first, last in cursor.fetchall()}


def bind_clients(*, draft_id: int, client_ids: list[int], person_id: int | None) -> dict[int, int | None]:
    """Bind Yjs client ids to who used them first; return whose each is."""
    with statements.kept() as cursor:
        cursor.execute(_BIND, [draft_id, person_id, clock.now(), client_ids, draft_id, client_ids])
        found: dict[int, int | None] = dict(cursor.fetchall())
    if len(found) < len(client_ids):  # somebody bound one at this moment: the statement did not see it yet
        rows = DraftClient.objects.filter(draft_id=draft_id, client_id__in=client_ids)
        return dict(rows.values_list("client_id", "person_id"))
    return found


def _own_client(draft_id: int, person_id: int) -> int:
    """A client id for this one edit, bound to its writer (32 bits, as browsers draw them)."""
    client_id = int(blocks.fingerprint([draft_id, person_id, blocks.new_id()])[:8], 16) | 1 << 16
    bind_clients(draft_id=draft_id, client_ids=[client_id], person_id=person_id)
    return client_id


@transaction.atomic
def change_document(
    *, draft: Draft, person_id: int, change: Callable[[Doc[Any], schema.Node], None], writer_id: int | None = None
) -> DraftChanged:
    """Let `change` write on the document as one person's new operations; return the event, which the caller emits.

    `change` gets the document and its checked content and may raise Conflict or Refused: then nothing is written, as
    where it would change a locked section.
    `writer_id`: whose the new words are, where somebody writes what another put forward.
    Open pages receive the operations within a second, through the log. Call it inside the action's transaction.
    """
    held = Draft.objects.select_for_update(no_key=True).get(pk=draft.pk)
    if held.editing == Draft.Editing.NOBODY:
        raise NotAllowed(_("Nobody writes in this draft as it stands now; an officer can move it to another state."))
    found, _seq = queries.payloads(draft.pk)
    doc = ydoc.load(found, _own_client(draft.pk, writer_id or person_id))
    before = ydoc.state(doc)
    content = schema.normal(ydoc.read(doc))
    change(doc, content)
    if held.locks:
        _check_locks(held, content, schema.normal(ydoc.read(doc)))
    rows = Batch(draft.pk, ((person_id, ydoc.encode(doc, before)),))
    ((_since, upto),) = append_updates(batches=[rows]).values()
    Draft.objects.filter(pk=draft.pk).update(announced_seq=upto)
    return DraftChanged(
        group_id=held.group_id,
        draft_id=held.pk,
        since_seq=held.announced_seq,
        upto_seq=upto,
        marking=held.marking,
    )


def _check_locks(draft: Draft, before: schema.Node, after: schema.Node) -> None:
    title = sections.changed(before, after, draft.locks)
    if title is not None:
        words = _("“%(title)s” is locked while it is settled: this would change it. Whoever holds the pen unlocks it.")
        raise Refused(words % {"title": title})


@transaction.atomic
def announce_change(*, draft_id: int) -> None:
    """Say that a draft came to rest, when it changed since that was last said."""
    draft = Draft.objects.select_for_update(no_key=True).get(pk=draft_id)
    since, upto = draft.announced_seq, draft.head_seq
    if upto > since:
        Draft.objects.filter(pk=draft_id).update(announced_seq=upto)
        emit(
            DraftChanged(
                group_id=draft.group_id, draft_id=draft_id, since_seq=since, upto_seq=upto, marking=draft.marking
            )
        )


@transaction.atomic
def fold_draft(*, draft_id: int) -> DraftSnapshot:
    """Write the log's contiguous run so far as one snapshot; nothing is dropped from the log.

    It is read back and compared, in state and in content, before it is kept. Raises RuntimeError if it differs.
    """
    found, seq = queries.payloads(draft_id)
    doc = ydoc.load(found)
    content = blocks.fingerprint(ydoc.read(doc))
    folded = ydoc.encode(doc)
    again = ydoc.load([folded])
    if ydoc.clocks(ydoc.state(again)) != ydoc.clocks(ydoc.state(doc)):
        raise RuntimeError(f"draft {draft_id}: folding changed the state")
    if blocks.fingerprint(ydoc.read(again)) != content:
        raise RuntimeError(f"draft {draft_id}: folding changed the content")
    snapshot, _made = DraftSnapshot.objects.get_or_create(
        draft_id=draft_id,
        upto_seq=seq,
        defaults={"payload": folded, "state_vector": ydoc.state(doc), "sha256": content},
    )
    Draft.objects.filter(pk=draft_id, folded_seq__lt=seq).update(folded_seq=seq)
    kept = DraftSnapshot.objects.filter(draft_id=draft_id).order_by("-upto_seq").values_list("pk", flat=True)
    DraftSnapshot.objects.filter(draft_id=draft_id).exclude(pk__in=list(kept[:KEEP_SNAPSHOTS])).delete()
    return snapshot
