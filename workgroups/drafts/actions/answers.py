"""Answer proposals: take them into the text as they are or changed, decline them with a reason, undo an answer."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from pycrdt import Doc

from workgroups.core import clock
from workgroups.core.errors import Conflict, Refused
from workgroups.drafts.actions.updates import change_document
from workgroups.drafts.adapters.edits import edited, nodes_of, put_beside, take_back
from workgroups.drafts.events import DraftChanged, ProposalAnswered, ProposalReopened
from workgroups.drafts.logic import blocks, schema
from workgroups.drafts.models import Draft, Proposal
from workgroups.drafts.permissions import can_reopen, holds_pen
from workgroups.events.actions import emit
from workgroups.groups.permissions import Member, require

State = Proposal.State


@transaction.atomic
def accept_proposal(*, actor: Member, proposal: Proposal, answer: str = "") -> None:
    """Write what a proposal changes into the text: done by the pen-holder, its new words written by the proposer.

    Raises Conflict when its block changed since.
    """
    held = _held(actor, proposal)
    changed = _write(actor, held, held.content, held.base_print, writer_id=held.by_id)
    _answer(actor, held, State.ACCEPTED, answer)
    emit(changed)
    emit(_answered(actor, held))


@transaction.atomic
def merge_proposal(
    *, actor: Member, proposal: Proposal, content: list[schema.Node] | str, base: str, answer: str = ""
) -> None:
    """Write something between a proposal and the text of today; no content takes the block out. Words are Markdown.

    `base` is the fingerprint of the block that the pen-holder saw; raises Conflict when it is another one by now.
    """
    held = _held(actor, proposal)
    changed = _write(actor, held, content, base)
    _answer(actor, held, State.MERGED, answer)
    emit(changed)
    emit(_answered(actor, held))


@transaction.atomic
def decline_proposal(*, actor: Member, proposal: Proposal, answer: str) -> None:
    """Decline a proposal, with a reason that its proposer reads."""
    held = _held(actor, proposal)
    if not answer.strip():
        raise Refused(_("Say why: whoever put it forward reads this."), field="answer")
    _answer(actor, held, State.DECLINED, answer)
    emit(_answered(actor, held))


@transaction.atomic
def reopen_proposal(*, actor: Member, proposal: Proposal) -> None:
    """Undo an answer within `clock.UNDO`: what went into the text goes out again, unless it was changed since."""
    draft = Draft.objects.select_for_update(no_key=True).get(pk=proposal.draft_id)
    held = Proposal.objects.select_for_update().get(pk=proposal.pk)
    held.draft = draft
    require(can_reopen(actor, held))
    changed = None if held.state == State.DECLINED else _take_back(actor, held)
    held.state, held.answered_by, held.answered_at, held.answer = State.OPEN, None, None, ""
    held.before, held.written, held.after_block = [], [], ""
    held.save()
    if changed:
        emit(changed)
    emit(
        ProposalReopened(
            group_id=draft.group_id,
            draft_id=draft.pk,
            proposal_id=held.pk,
            actor_id=actor.person.pk,
            marking=draft.marking,
        )
    )


def _held(actor: Member, proposal: Proposal) -> Proposal:
    """The proposal under lock, its draft first, as every writer takes them."""
    draft = Draft.objects.select_for_update(no_key=True).select_related("group").get(pk=proposal.draft_id)
    require(holds_pen(actor, draft))
    held = Proposal.objects.select_for_update().get(pk=proposal.pk)
    held.draft = draft
    if not held.is_open:
        raise Conflict(_("Somebody answered this proposal meanwhile."))
    return held


def _write(
    actor: Member, held: Proposal, new: list[schema.Node] | str, base: str, writer_id: int | None = None
) -> DraftChanged:
    after = held.kind == Proposal.Kind.INSERT

    def put(doc: Doc[Any], content: schema.Node) -> None:
        here = blocks.block_by_id(content, held.block)
        if here is None:
            raise Conflict(_("The block is gone from the text by now."))
        if not after and blocks.fingerprint(here[1]) != base:
            raise Conflict(_("The block changed since this was put forward."))
        above = content["content"][here[0] - 1] if here[0] else {}
        held.after_block = above.get("attrs", {}).get("id", "")
        held.before = [] if after else [here[1]]
        made = new if isinstance(new, list) else nodes_of(new) if after else edited(here[1], new)
        held.written = put_beside(doc, *here, made, after=after)

    return change_document(draft=held.draft, person_id=actor.person.pk, change=put, writer_id=writer_id)


def _take_back(actor: Member, held: Proposal) -> DraftChanged:
    def put(doc: Doc[Any], content: schema.Node) -> None:
        found = [blocks.block_by_id(content, one["attrs"]["id"]) for one in held.written]
        here = [one for one in found if one]
        if [node for _at, node in here] != held.written:
            raise Conflict(_("The text was changed there since: this can no longer be undone."))
        above = blocks.block_by_id(content, held.after_block)
        take_back(doc, [at for at, _node in here], held.before, above[0] + 1 if above else 0)

    return change_document(draft=held.draft, person_id=actor.person.pk, change=put)


def _answer(actor: Member, held: Proposal, state: State, answer: str) -> None:
    held.state, held.answered_by, held.answered_at = state, actor.person, clock.now()
    held.answer = answer.strip()[:2_000]
    held.save()


def _answered(actor: Member, held: Proposal) -> ProposalAnswered:
    return ProposalAnswered(
        group_id=held.draft.group_id,
        draft_id=held.draft_id,
        proposal_id=held.pk,
        actor_id=actor.person.pk,
        state=held.state,
        marking=held.draft.marking,
    )
