"""Put a change to a draft forward, take it back, say who holds the pen."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.core import clock
from workgroups.core.errors import Conflict, Refused
from workgroups.drafts import queries
from workgroups.drafts.adapters.edits import edited, nodes_of
from workgroups.drafts.events import PenGiven, ProposalMade, ProposalWithdrawn
from workgroups.drafts.logic import blocks, schema
from workgroups.drafts.logic import proposals as logic
from workgroups.drafts.models import Draft, PenHolder, Proposal
from workgroups.drafts.permissions import can_propose, can_withdraw, speaks_for
from workgroups.events.actions import emit
from workgroups.groups.models import Delegation
from workgroups.groups.permissions import Member, can_manage, require

MOST_OPEN = 500
"""Open proposals that one draft takes; more are a text to be written anew."""
LONGEST_REASON = 2_000


@transaction.atomic
def put_forward(
    *,
    actor: Member,
    draft: Draft,
    block: str,
    kind: str,
    base: str,
    content: list[schema.Node] | str,
    reason: str = "",
    delegation: Delegation | None = None,
) -> Proposal:
    """Put forward a change to one top block; the document stays as it is until a pen-holder takes it in.

    `content` is blocks, or words in Markdown. `base` is the fingerprint of the block that the proposer saw; raises
    Conflict when it is another one by now, or gone. `delegation`: for whom, one's own if not given; officers may bring
    what any delegation sent them. An open proposal of the same person to the same block (not a new block) is replaced
    by this one.
    """
    require(can_propose(actor, draft))
    for_whom = speaks_for(actor, delegation)
    held = Draft.objects.select_for_update(no_key=True).get(pk=draft.pk)
    now = _block_now(held, block, base, needs_same=kind != Proposal.Kind.INSERT)
    if isinstance(content, str):
        content = edited(now, content) if kind == Proposal.Kind.REPLACE else nodes_of(content)
    made = _content(kind, now, content)
    earlier = held.proposals.filter(block=block, kind=kind, by=actor.person, delegation=for_whom, state="open")
    if kind == Proposal.Kind.INSERT:
        earlier = earlier.none()
    replaced = list(earlier.values_list("pk", flat=True))
    if not replaced and held.proposals.filter(state=Proposal.State.OPEN).count() >= MOST_OPEN:
        raise Refused(_("So many proposals are open that no more can be taken; ask the pen-holders to answer some."))
    last = held.proposals.order_by("-number").values_list("number", flat=True).first() or 0
    proposal = Proposal.objects.create(
        draft=held,
        number=last + 1,
        kind=kind,
        block=block,
        base=now,
        base_print=blocks.fingerprint(now),
        content=made,
        reason=reason.strip()[:LONGEST_REASON],
        by=actor.person,
        delegation=for_whom,
        office="" if for_whom else actor.title,
    )
    Proposal.objects.filter(pk__in=replaced).update(state=Proposal.State.SUPERSEDED, successor=proposal)
    emit(ProposalMade(proposal_id=proposal.pk, actor_id=actor.person.pk, **_of(held)))
    return proposal


@transaction.atomic
def withdraw_proposal(*, actor: Member, proposal: Proposal) -> None:
    """Take a proposal back while nobody has answered it."""
    held = Proposal.objects.select_for_update(of=("self",)).select_related("draft").get(pk=proposal.pk)
    if not held.is_open:
        raise Conflict(_("This proposal is no longer open."))
    require(can_withdraw(actor, held))
    held.state, held.answered_at = Proposal.State.WITHDRAWN, clock.now()
    held.save(update_fields=["state", "answered_at"])
    emit(ProposalWithdrawn(proposal_id=held.pk, actor_id=actor.person.pk, **_of(held.draft)))


@transaction.atomic
def give_pen(*, actor: Member, draft: Draft, people: Iterable[int]) -> None:
    """Choose who answers proposals beside the officers; with nobody chosen it is whoever began the draft."""
    require(can_manage(actor))
    held = Draft.objects.select_for_update(no_key=True).get(pk=draft.pk)
    chosen = set(queries.could_hold_pen(held).filter(pk__in=list(people)).values_list("pk", flat=True))
    PenHolder.objects.filter(draft=held).exclude(person__in=chosen).delete()
    fresh = [PenHolder(draft=held, person_id=one, by=actor.person) for one in sorted(chosen)]
    PenHolder.objects.bulk_create(fresh, ignore_conflicts=True)
    emit(PenGiven(actor_id=actor.person.pk, **_of(held)))


def _of(draft: Draft) -> dict[str, Any]:
    return {"group_id": draft.group_id, "draft_id": draft.pk, "marking": draft.marking}


def _block_now(draft: Draft, block: str, base: str, *, needs_same: bool) -> schema.Node:
    here = blocks.block_by_id(queries.document_of(draft), block)
    if here is None:
        raise Conflict(_("The block is gone from the text by now."))
    if needs_same and blocks.fingerprint(here[1]) != base:
        raise Conflict(_("Somebody changed this block while you were writing."))
    return here[1]


def _content(kind: str, base: schema.Node, content: list[schema.Node]) -> list[schema.Node]:
    if kind not in Proposal.Kind.values:
        raise Refused(_("Choose what you propose."), field="kind")
    if kind == Proposal.Kind.DELETE:
        return []
    try:
        made = logic.checked(content, base)
    except schema.Unknown:
        raise Refused(_("This holds something that a draft cannot, or too much of it."), field="words") from None
    if not any(schema.plain(one).strip() or _pictured(one) for one in made):
        words = _("There are no words in it. To take a block out, propose to remove it.")
        raise Refused(words, field="words")
    if kind == Proposal.Kind.REPLACE and [logic.bare(one) for one in made] == [logic.bare(base)]:
        raise Refused(_("This is what the block says already."), field="words")
    return made


def _pictured(block: schema.Node) -> bool:
    return any(node["type"] == "figure" and node.get("attrs", {}).get("file") for node in schema.walk(block))
