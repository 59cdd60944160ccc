"""Write drafts: begin one, take updates into its log, edit a block, name a version."""

from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from workgroups.core import clock, text
from workgroups.core.errors import Conflict, Refused
from workgroups.drafts import queries
from workgroups.drafts.adapters import markdown, ydoc
from workgroups.drafts.events import DraftChanged, DraftCreated, DraftMarked, VersionNamed
from workgroups.drafts.logic import blocks, schema
from workgroups.drafts.models import Draft, DraftClient, DraftSnapshot, DraftVersion
from workgroups.drafts.permissions import can_create_draft, can_edit, can_name_version
from workgroups.events.actions import emit
from workgroups.groups.actions import next_number, tell_guests
from workgroups.groups.models import GuestPass
from workgroups.groups.permissions import Member, first_marking, require, require_marking, require_remarking

SEED_CLIENT = 1
"""Writes a draft's first text, always under the same id: seeding twice could not double it."""

KEEP_SNAPSHOTS = 3

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
  FROM moved, unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::bytea[]) AS r(draft_id, place, person_id, payload)
  WHERE r.draft_id = moved.id
)
SELECT id, before + 1, head_seq FROM moved
"""


@dataclass(frozen=True)
class Batch:
    """Updates of one draft to be written in order: (person or nobody, bytes)."""

    draft_id: int
    rows: tuple[tuple[int | None, bytes], ...]


@transaction.atomic
def create_draft(*, actor: Member, title: str, language: str = "en", words: str = "", marking: str = "") -> Draft:
    """Begin a draft with a first text (Markdown); it is seeded here, in this transaction, and never again."""
    require(can_create_draft(actor))
    marking = marking or first_marking(actor)
    require_marking(actor, marking)
    title = text.single_line(title)
    if not title:
        raise Refused(_("Give the draft a title."), field="title")
    draft = Draft.objects.create(
        group=actor.group,
        number=next_number(group=actor.group, kind="draft", marking=marking),
        marking=marking,
        title=title,
        language=language,
        schema_version=schema.VERSION,
        created_by=actor.person,
    )
    doc = ydoc.new(SEED_CLIENT)
    ydoc.write(doc, blocks.with_ids(_nodes(words) or [{"type": "paragraph"}]))
    bind_clients(draft_id=draft.pk, client_ids=[SEED_CLIENT], person_id=actor.person.pk)
    append_updates(batches=[Batch(draft.pk, ((actor.person.pk, ydoc.encode(doc)),))])
    Draft.objects.filter(pk=draft.pk).update(announced_seq=1)
    draft.refresh_from_db()
    emit(DraftCreated(group_id=actor.group.pk, draft_id=draft.pk, actor_id=actor.person.pk, marking=marking))
    return draft


def append_updates(*, batches: list[Batch]) -> dict[int, tuple[int, int]]:
    """Write accepted updates of several drafts in one statement; return draft → (first seq, last seq).

    The rows of `Draft` are locked in order of id, so that two processes cannot wait for each other.
    """
    sizes = {batch.draft_id: len(batch.rows) for batch in batches}
    rows = [(batch.draft_id, at, *row) for batch in batches for at, row in enumerate(batch.rows, 1)]
    drafts, places, people, payloads = zip(*rows, strict=True) if rows else ((), (), (), ())
    columns: list[list[Any]] = [list(drafts), list(places), list(people), list(payloads)]
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(_APPEND, [list(sizes), now, list(sizes), list(sizes.values()), now, *columns])
        return {draft_id: (first, last) for draft_id, first, last in cursor.fetchall()}


def bind_clients(*, draft_id: int, client_ids: list[int], person_id: int | None) -> dict[int, int | None]:
    """Bind Yjs client ids to who used them first; return whose each is."""
    fresh = [DraftClient(draft_id=draft_id, client_id=one, person_id=person_id) for one in client_ids]
    DraftClient.objects.bulk_create(fresh, ignore_conflicts=True)
    found = DraftClient.objects.filter(draft_id=draft_id, client_id__in=client_ids)
    return dict(found.values_list("client_id", "person_id"))


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
def edit_block(*, actor: Member, draft: Draft, block_id: str, base: str, words: str) -> None:
    """Give one block new words (Markdown) as new operations on the document.

    `base` is the fingerprint of the block that the writer saw. Raises Conflict when it is another one by now, or gone.
    """
    require(can_edit(actor, draft))
    Draft.objects.select_for_update(no_key=True).get(pk=draft.pk)
    found, _seq = queries.payloads(draft.pk)
    client_id = _own_client(draft.pk, actor.person.pk)
    doc = ydoc.load(found, client_id)
    here = blocks.block_by_id(schema.normal(ydoc.read(doc)), block_id)
    if here is None or blocks.fingerprint(here[1]) != base:
        raise Conflict(_("Somebody changed this block while you were writing."))
    before = ydoc.state(doc)
    _put(doc, here[0], here[1], _nodes(words) or ([] if len(ydoc.root(doc).children) > 1 else [{"type": "paragraph"}]))
    change = ydoc.encode(doc, before)
    ((since, upto),) = append_updates(batches=[Batch(draft.pk, ((actor.person.pk, change),))]).values()
    Draft.objects.filter(pk=draft.pk).update(announced_seq=upto)
    emit(
        DraftChanged(
            group_id=draft.group_id, draft_id=draft.pk, since_seq=since - 1, upto_seq=upto, marking=draft.marking
        )
    )


@transaction.atomic
def name_version(*, actor: Member, draft: Draft, label: str) -> DraftVersion:
    """Freeze the draft as it stands in the database under a name."""
    require(can_name_version(actor, draft))
    label = text.single_line(label)
    if not label:
        raise Refused(_("Give the version a name."), field="label")
    held = Draft.objects.select_for_update(no_key=True).get(pk=draft.pk)
    found, seq = queries.payloads(draft.pk)
    doc = ydoc.load(found)
    content = schema.normal(ydoc.read(doc))
    version = DraftVersion.objects.create(
        draft=held,
        number=held.versions.count() + 1,
        label=label,
        seq=seq,
        schema_version=held.schema_version,
        pm_json=content,
        update=ydoc.encode(doc),
        text_sha256=blocks.fingerprint(content),
        by=actor.person,
    )
    emit(
        VersionNamed(
            group_id=held.group_id,
            draft_id=held.pk,
            version_id=version.pk,
            actor_id=actor.person.pk,
            marking=held.marking,
        )
    )
    return version


@transaction.atomic
def mark_draft(*, actor: Member, draft: Draft, marking: str) -> None:
    """Give a draft another marking; open editors of those who may no longer know of it close within a second."""
    held = Draft.objects.select_for_update(no_key=True).get(pk=draft.pk)
    require_remarking(actor, held.marking, marking)
    Draft.objects.filter(pk=held.pk).update(marking=marking)
    tell_guests(group_id=held.group_id, kind=GuestPass.Kind.DRAFT, number=held.number)
    emit(
        DraftMarked(
            group_id=held.group_id,
            draft_id=held.pk,
            actor_id=actor.person.pk,
            marking=marking,
            before=held.marking,
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
    kept = DraftSnapshot.objects.filter(draft_id=draft_id).order_by("-upto_seq").values_list("pk", flat=True)
    DraftSnapshot.objects.filter(draft_id=draft_id).exclude(pk__in=list(kept[:KEEP_SNAPSHOTS])).delete()
    return snapshot


def _nodes(words: str) -> list[schema.Node]:
    try:
        made = schema.normal({"type": "doc", "content": markdown.to_nodes(words)})
    except schema.Unknown:
        raise Refused(
            _("A link in this text leads nowhere that a draft may point to. Use http, https or mailto."), field="words"
        ) from None
    fixed = schema.repaired(made) if made.get("content") else None
    return list(fixed["content"]) if fixed else []


def _put(doc: Any, index: int, old: schema.Node, new: list[schema.Node]) -> None:
    """Replace a block by none, one or several; what is still the same kind of block keeps its id and its place."""
    if not new:
        ydoc.swap_block(doc, index, [])
        return
    first, rest = new[0], blocks.with_ids(new[1:]) if len(new) > 1 else []
    keeps_id = {**first, "attrs": {**first.get("attrs", {}), "id": old["attrs"]["id"]}}
    inner = blocks.with_ids([keeps_id])[0]
    if first["type"] == old["type"]:
        ydoc.replace_content(doc, index, inner)
    else:
        ydoc.swap_block(doc, index, [inner])
    if rest:
        ydoc.write(doc, rest, index + 1)


def _own_client(draft_id: int, person_id: int) -> int:
    """A client id for this one edit, bound to its writer (32 bits, as browsers draw them)."""
    client_id = int(blocks.fingerprint([draft_id, person_id, blocks.new_id()])[:8], 16) | 1 << 16
    bind_clients(draft_id=draft_id, client_ids=[client_id], person_id=person_id)
    return client_id
