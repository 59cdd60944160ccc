"""A draft's document as it stands in the database."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from workgroups.core import statements
from workgroups.drafts.adapters import ydoc
from workgroups.drafts.logic import blocks, schema
from workgroups.drafts.models import Draft, DraftUpdate

_STORED = """
WITH newest AS (
  SELECT upto_seq, payload FROM drafts_draftsnapshot WHERE draft_id = %s AND upto_seq <= %s
  ORDER BY upto_seq DESC LIMIT 1
)
SELECT upto_seq, payload, true FROM newest
UNION ALL
SELECT seq, payload, false FROM drafts_draftupdate
WHERE draft_id = %s AND seq > coalesce((SELECT upto_seq FROM newest), 0) AND seq <= %s
ORDER BY 1
"""
_LAST = 2**63 - 1


@dataclass(frozen=True)
class Block:
    """A block's id, the fingerprint under which it may be edited, and its words."""

    block_id: str
    fingerprint: str
    words: str


def payloads(draft_id: int, upto: int | None = None) -> tuple[list[bytes], int]:
    """Snapshot and the contiguous updates after it (up to and with `upto`), and the seq reached.

    Raises RuntimeError on a hole: a document folded over one would lose text without a word.
    """
    last, seq, found = _LAST if upto is None else upto, 0, []
    with statements.kept() as cursor:
        for number, payload, is_snapshot in cursor.execute(_STORED, [draft_id, last, draft_id, last], binary=True):
            if not is_snapshot and number != seq + 1:
                raise RuntimeError(f"draft {draft_id}: update {seq + 1} is missing")
            found.append(payload)
            seq = number
    return found, seq


def updates_after(draft_id: int, seq: int) -> list[tuple[int, bytes]]:
    """Updates after `seq`, oldest first."""
    rows = DraftUpdate.objects.filter(draft_id=draft_id, seq__gt=seq)
    return [(number, bytes(payload)) for number, payload in rows.order_by("seq").values_list("seq", "payload")]


def document_of(draft: Draft) -> schema.Node:
    """The draft as it stands in the database, as checked ProseMirror JSON."""
    found, _seq = payloads(draft.pk)
    return schema.normal(ydoc.read(ydoc.load(found)))


def blocks_in(draft: Draft) -> list[Block]:
    """The draft's top blocks as they stand, with what an edit of each must know."""
    found = document_of(draft).get("content", [])
    return [Block(node["attrs"]["id"], blocks.fingerprint(node), schema.plain(node)) for node in found]


def writers_between(draft_id: int, since: int, upto: int) -> set[int]:
    """Who brought the updates after `since` up to `upto`."""
    rows = DraftUpdate.objects.filter(draft_id=draft_id, seq__gt=since, seq__lte=upto, person__isnull=False)
    return set(rows.values_list("person_id", flat=True).distinct())


def at_rest(before: datetime) -> list[int]:
    """Drafts that changed since that was last announced, and not after `before`."""
    found = Draft.objects.filter(head_seq__gt=F("announced_seq"), changed_at__lte=before)
    return list(found.values_list("pk", flat=True))


def unfolded(tail: int, idle_since: datetime) -> list[int]:
    """Drafts with at least `tail` updates after the last snapshot, or with any and no change after `idle_since`."""
    behind = Draft.objects.filter(head_seq__gt=F("folded_seq"))
    found = behind.filter(Q(head_seq__gte=F("folded_seq") + tail) | Q(changed_at__lte=idle_since))
    return list(found.values_list("pk", flat=True))
