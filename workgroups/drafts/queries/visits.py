"""What changed in a draft since somebody was last there."""

from workgroups.drafts.adapters import ydoc
from workgroups.drafts.logic import schema
from workgroups.drafts.models import Draft, DraftVisit
from workgroups.drafts.queries.documents import document_of, payloads


def visit_of(draft: Draft, person_id: int) -> DraftVisit | None:
    """When a person last left the draft, and what they had seen."""
    return DraftVisit.objects.filter(draft=draft, person_id=person_id).first()


def text_at(draft: Draft, seq: int) -> schema.Node | None:
    """The document after the change `seq`, or the kept state before it where the log was packed; None before both."""
    try:
        found, reached = payloads(draft.pk, seq)
    except RuntimeError:  # a hole: the log begins later
        reached = -1
    if reached == seq:
        return schema.normal(ydoc.read(ydoc.load(found)))
    kept = draft.moments.filter(seq__lte=seq).order_by("-seq").first()
    return kept.pm_json if kept else None


def blocks_since(draft: Draft, seq: int) -> tuple[list[str], int]:
    """The ids of top blocks that are new or other than after the change `seq`, in reading order; how many are gone."""
    old = text_at(draft, seq) or {"content": []}
    before = {node.get("attrs", {}).get("id"): node for node in old.get("content", [])}
    now = {node.get("attrs", {}).get("id"): node for node in document_of(draft).get("content", [])}
    changed = [block_id for block_id, node in now.items() if block_id and before.get(block_id) != node]
    return changed, len(before.keys() - now.keys())
