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
from workgroups.drafts.logic.words import WORDS
from workgroups.drafts.models import Arrival, Bracket, Draft, DraftPurge, DraftSnapshot, DraftUpdate, Proposal
from workgroups.drafts.models.files import FileState
from workgroups.drafts.permissions import can_purge
from workgroups.events.actions import emit
from workgroups.groups.permissions import Member, require

_GONE: schema.Node = {"type": "paragraph", "content": [{"type": "text", "text": "…"}]}


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
    _forget_quotations(draft, schema.normal(ydoc.read(doc)))
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


def _forget_quotations(draft: Draft, content: schema.Node) -> None:
    """Words of the text that stand beside it: in proposals, and in quotations of what is gone."""
    standing = schema.plain(content)
    for proposal in draft.proposals.exclude(state=Proposal.State.OPEN):
        proposal.base = {**_GONE, "attrs": {"id": proposal.block}}
        proposal.content = [_GONE] if proposal.content else []
        proposal.before = proposal.written = []
        proposal.save(update_fields=["base", "content", "before", "written"])
    for proposal in draft.proposals.filter(state=Proposal.State.OPEN):
        _forget_base(proposal, content, standing)
    for comment in draft.comments.exclude(words=""):
        if comment.words not in standing:
            draft.comments.filter(pk=comment.pk).update(words="")
    for bracket in draft.brackets.prefetch_related("alternatives"):
        _forget_in_bracket(bracket, standing)


def _forget_in_bracket(bracket: Bracket, standing: str) -> None:
    """What it quotes of the text; what delegations put beside that stays while they negotiate."""
    for place in bracket.alternatives.all():
        if place.words not in standing and (not bracket.is_open or place.words == bracket.words):
            bracket.alternatives.filter(pk=place.pk).update(words="…")
    bracket.words, bracket.outcome = (one if one in standing else "…" for one in (bracket.words, bracket.outcome))
    bracket.save(update_fields=["words", "outcome"])


def _forget_base(proposal: Proposal, content: schema.Node, standing: str) -> None:
    """An open proposal goes on from the block as it stands; what it had of words that are gone is left out of it."""
    found = blocks.block_by_id(content, proposal.block)
    if found and blocks.fingerprint(found[1]) == proposal.base_print:
        return
    gone = set(WORDS.findall(schema.plain(proposal.base))) - set(WORDS.findall(standing))
    proposal.base = found[1] if found else {**_GONE, "attrs": {"id": proposal.block}}
    proposal.base_print = blocks.fingerprint(proposal.base)
    proposal.content = [_without(node, gone) for node in proposal.content]
    proposal.save(update_fields=["base", "base_print", "content"])


def _without(node: schema.Node, gone: set[str]) -> schema.Node:
    if node["type"] == "text":
        return {**node, "text": "".join("…" if word in gone else word for word in WORDS.findall(node["text"]))}
    return {**node, "content": [_without(one, gone) for one in node["content"]]} if "content" in node else node
