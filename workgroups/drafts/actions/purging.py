"""Let what was deleted from a draft leave for good, on a chair's order."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import F, ProtectedError
from django.utils.translation import gettext as _

from workgroups.core import clock, text
from workgroups.core.errors import Refused
from workgroups.drafts import queries
from workgroups.drafts.actions.moments import keep_moment
from workgroups.drafts.adapters import ydoc
from workgroups.drafts.events import DraftPurged, PurgeOrdered
from workgroups.drafts.logic import blocks, schema
from workgroups.drafts.models import Arrival, Draft, DraftPurge, DraftSnapshot, DraftUpdate, Proposal
from workgroups.drafts.models.files import FileState
from workgroups.drafts.permissions import can_purge
from workgroups.events.actions import emit
from workgroups.groups.permissions import Member, require


@transaction.atomic
def order_purge(*, actor: Member, draft: Draft, reason: str, versions: Collection[int] = ()) -> DraftPurge:
    """Order that everything deleted from a draft leaves its history, and these versions with it; nothing leaves yet."""
    require(can_purge(actor, draft), _("A chair orders that the history of a draft is purged."))
    reason = text.single_line(reason)
    if not reason:
        raise Refused(_("Say why: the reason stays when the words have left."), field="reason")
    numbers = sorted(set(versions) & set(draft.versions.values_list("number", flat=True)))
    order = DraftPurge.objects.create(draft=draft, reason=reason, versions=numbers, by=actor.person)
    emit(
        PurgeOrdered(
            group_id=draft.group_id,
            draft_id=draft.pk,
            purge_id=order.pk,
            actor_id=actor.person.pk,
            marking=draft.marking,
        )
    )
    return order


@transaction.atomic
def carry_out_purge(*, actor: Member, order: DraftPurge) -> None:
    """Keep the text as it stands and nothing of how it came about; open pages load the draft anew.

    The document goes on with its ids and its writers, so that anchors hold; what was deleted is not in its bytes.
    """
    require(can_purge(actor, order.draft), _("A chair orders that the history of a draft is purged."))
    draft = Draft.objects.select_for_update(no_key=True).get(pk=order.draft_id)
    if DraftPurge.objects.select_for_update().get(pk=order.pk).done_at:
        raise Refused(_("This order was carried out already."))
    found, seq = queries.payloads(draft.pk)
    doc = ydoc.load(found)
    left = _drop(draft, order)
    DraftSnapshot.objects.create(
        draft=draft,
        upto_seq=seq,
        payload=ydoc.encode(doc),
        state_vector=ydoc.state(doc),
        sha256=blocks.fingerprint(ydoc.read(doc)),
    )
    _forget_quotations(draft, schema.plain(schema.normal(ydoc.read(doc))))
    Draft.objects.filter(pk=draft.pk).update(epoch=F("epoch") + 1, folded_seq=seq)
    keep_moment(draft_id=draft.pk)
    DraftPurge.objects.filter(pk=order.pk).update(done_at=clock.now(), upto_seq=seq, left=left)
    emit(
        DraftPurged(
            group_id=draft.group_id,
            draft_id=draft.pk,
            purge_id=order.pk,
            actor_id=actor.person.pk,
            marking=draft.marking,
        )
    )


def _drop(draft: Draft, order: DraftPurge) -> dict[str, int]:
    """Everything but the text as it stands, and the versions that the order does not name."""
    named = draft.versions.filter(number__in=order.versions)
    left = {
        "changes": DraftUpdate.objects.filter(draft=draft).count(),
        "states": draft.moments.count(),
        "versions": named.count(),
    }
    try:
        named.delete()
    except ProtectedError:
        raise Refused(
            _("One of these versions stands in a report or was adopted, so it cannot leave. Leave it out of the order.")
        ) from None
    DraftUpdate.objects.filter(draft=draft).delete()
    for shelf in (draft.snapshots, draft.packs, draft.moments):
        shelf.all().delete()
    Arrival.objects.filter(draft=draft).update(found={}, name="…", state=FileState.FAILED)
    return left


def _forget_quotations(draft: Draft, standing: str) -> None:
    """Words of the text that stand beside it: those of answered proposals, and quotations of what is gone."""
    gone = {"type": "paragraph", "content": [{"type": "text", "text": "…"}]}
    for proposal in draft.proposals.exclude(state=Proposal.State.OPEN):
        proposal.base = {**gone, "attrs": {"id": proposal.block}}
        proposal.content = [gone] if proposal.content else []
        proposal.before = proposal.written = []
        proposal.save(update_fields=["base", "content", "before", "written"])
    for comment in draft.comments.exclude(words=""):
        if comment.words not in standing:
            draft.comments.filter(pk=comment.pk).update(words="")
