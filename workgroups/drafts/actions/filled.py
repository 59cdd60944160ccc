"""Take in what a filled matrix says: only on the word of whoever brought it, row by row, each on its own."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.core import clock
from workgroups.core.errors import Conflict, NotAllowed, Refused
from workgroups.drafts import queries
from workgroups.drafts.actions.answers import accept_proposal, decline_proposal
from workgroups.drafts.actions.comments import add_comment, answer_comment, resolve_comment
from workgroups.drafts.actions.proposals import put_forward
from workgroups.drafts.events import ArrivalBrought, ArrivalChanged
from workgroups.drafts.logic import blocks
from workgroups.drafts.logic.rows import Planned
from workgroups.drafts.logic.rows import mark as mark_of
from workgroups.drafts.models import Arrival, Comment, Draft, FileState, Proposal
from workgroups.drafts.permissions import can_bring, rights_to_bring
from workgroups.events.actions import emit
from workgroups.groups.models import Delegation
from workgroups.groups.permissions import Member, require

LOOK = "look"
"""What is agreed to by whoever only wants to see what the rows would do by now."""


@transaction.atomic
def agree_to_rows(*, actor: Member, arrival: Arrival, mark: str) -> None:
    """Say that the rows of a filled matrix shall do what was shown under this mark; a worker does it.

    Under the mark `LOOK` nothing is done: what the rows would do is worked out anew.
    """
    held = Arrival.objects.select_for_update(of=("self",)).select_related("draft__group").get(pk=arrival.pk)
    if held.draft is None or not held.is_matrix or held.state != FileState.READY or held.used_at:
        raise Refused(_("This file has been used already."))
    require(can_bring(actor, held.draft))
    held.found = {**held.found, "agreed": mark, "moved": False}
    held.state = FileState.WAITING
    held.save(update_fields=["found", "state"])
    emit(ArrivalBrought(held.group_id, held.pk, held.person_id))


@transaction.atomic
def take_rows(*, actor: Member, arrival: Arrival) -> None:
    """Do what was agreed to, and keep row by row what came of it; where it would be something else by now, nothing."""
    held = Arrival.objects.select_for_update(of=("self",)).select_related("draft__group").get(pk=arrival.pk)
    if held.draft is None or held.used_at or not held.found.get("agreed"):
        raise Refused(_("This file has been used already."))
    require(can_bring(actor, held.draft))
    plan = queries.plan_of(held.found, held.draft, held.person_id, rights_to_bring(actor, held.draft))
    found: dict[str, Any] = {**held.found}
    agreed = found.pop("agreed")
    if mark_of(plan) == agreed:
        del found["preview"]
        found["report"] = [*map(_Doer(actor, held.draft).done, plan)]
        held.used_at = clock.now()
    else:
        found |= {"moved": agreed != LOOK, "preview": queries.preview_of(plan)}
    held.found, held.state, held.leased_until = found, FileState.READY, None
    held.save(update_fields=["found", "state", "leased_until", "used_at"])
    emit(ArrivalChanged(held.group_id, held.pk, held.person_id))


class _Doer:
    """Does rows one after the other. `made`: by the row's line, what it made and what its own answer then is about."""

    def __init__(self, actor: Member, draft: Draft) -> None:
        self.actor, self.draft = actor, draft
        self.made: dict[int, Comment | Proposal] = {}

    def done(self, one: Planned) -> dict[str, Any]:
        """What came of a row: where it stands now, or why it could not be done; one that fails leaves others be."""
        kept = {"line": one.line, "act": one.act, "name": one.name, "url": one.url, "why": one.why}
        kept |= {"words": one.words, "reason": one.reason, "kind": one.kind, "delegation": one.delegation}
        if not one.does:
            return kept
        try:
            with transaction.atomic():
                thing = self._act(one)
        except (Refused, Conflict) as refusal:
            return kept | {"act": "fault", "why": str(refusal)}
        except NotAllowed:
            return kept | {"act": "other", "why": _("You may not do this on this draft.")}
        return kept | {"url": thing.get_absolute_url(), "why": ""}

    def _act(self, one: Planned) -> Comment | Proposal:
        if one.act in {"comment", "propose"}:
            self.made[one.line] = thing = (self._comment if one.act == "comment" else self._propose)(one)
            return thing
        model = Comment if one.act in {"answer", "resolve"} else Proposal
        found = model.objects.select_related("draft__group").filter(draft=self.draft)
        made = self.made.get(one.line)
        if not one.code and made is None:
            raise Refused(_("Its row did not come in, so there is nothing to answer."))
        thing = found.get(number=_number(one)) if one.code else found.get(pk=made.pk)  # type: ignore[union-attr]
        if isinstance(thing, Comment):
            _answer(self.actor, thing, one)
        else:
            act = accept_proposal if one.act == "accept" else decline_proposal
            act(actor=self.actor, proposal=thing, answer=one.words)
        return thing

    def _comment(self, one: Planned) -> Comment:
        return add_comment(
            actor=self.actor,
            draft=self.draft,
            anchor={"block": one.block},
            body=one.words,
            delegation=_delegation(one),
            at_once=True,
        ).comment

    def _propose(self, one: Planned) -> Proposal:
        here = blocks.block_by_id(queries.document_of(self.draft), one.block)
        if here is None:
            raise Conflict(_("The block is gone from the text by now."))
        return put_forward(
            actor=self.actor,
            draft=self.draft,
            block=one.block,
            kind=one.kind,
            base=blocks.fingerprint(here[1]),
            content=one.words,
            reason=one.reason,
            delegation=_delegation(one),
        )


def _answer(actor: Member, comment: Comment, one: Planned) -> None:
    if one.act == "answer":
        answer_comment(actor=actor, comment=comment, body=one.words, at_once=True)
    else:
        resolve_comment(actor=actor, comment=comment)


def _delegation(one: Planned) -> Delegation | None:
    return Delegation.objects.get(pk=one.delegation) if one.delegation else None


def _number(one: Planned) -> int:
    """The number in a row's code: 3 in C3-1f9ae2."""
    return int(one.code[1:].partition("-")[0])
