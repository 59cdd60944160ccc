"""Negotiate a text: put words in brackets, stand behind an alternative, clean a bracket, state a position."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from pycrdt import Doc

from workgroups.core import clock
from workgroups.core.errors import Conflict, Refused
from workgroups.drafts import queries
from workgroups.drafts.actions.updates import change_document
from workgroups.drafts.adapters import markdown
from workgroups.drafts.adapters.edits import edited, nodes_of, put_beside
from workgroups.drafts.events import BracketChanged, BracketCleaned, BracketOpened, PositionStated
from workgroups.drafts.logic import blocks, schema
from workgroups.drafts.models import ON_A_TEXT, Alternative, Bracket, Draft, Position, Support
from workgroups.drafts.permissions import can_clean, can_negotiate, can_state, negotiates, speaks_for
from workgroups.events.actions import emit
from workgroups.groups.models import Delegation
from workgroups.groups.permissions import Member, require

LONGEST = 20_000
MOST_ALTERNATIVES = 12


@transaction.atomic
def open_bracket(
    *,
    actor: Member,
    draft: Draft,
    block: str,
    alternative: str,
    words: str = "",
    reason: str = "",
    delegation: Delegation | None = None,
) -> Bracket:
    """Dispute words of a block (all of it without `words`): the text as it stands and an alternative beside it."""
    require(can_negotiate(actor, draft))
    owner = speaks_for(actor, delegation)
    held = Draft.objects.select_for_update(no_key=True).get(pk=draft.pk)
    here = _block(held, block)
    now, words, wanted = markdown.to_text(here), words.strip(), _checked(alternative)
    if words and words not in now:
        raise Refused(
            _("These words do not stand in the block. Copy them from it, or leave the field empty."), field="words"
        )
    if wanted == (words or now):
        raise Refused(_("The alternative says the same as the text."), field="alternative")
    last = Bracket.objects.filter(draft=held).order_by("-number").values_list("number", flat=True).first() or 0
    bracket = Bracket.objects.create(
        draft=held, number=last + 1, block=block, words=words, reason=reason.strip(), owner=owner, by=actor.person
    )
    Alternative.objects.create(bracket=bracket, place=1, words=words or now, by=actor.person)
    other = Alternative.objects.create(bracket=bracket, place=2, words=wanted, delegation=owner, by=actor.person)
    if owner:
        Support.objects.create(bracket=bracket, alternative=other, delegation=owner, by=actor.person)
    emit(BracketOpened(bracket_id=bracket.pk, actor_id=actor.person.pk, **_of(held)))
    return bracket


@transaction.atomic
def add_alternative(
    *, actor: Member, bracket: Bracket, words: str, delegation: Delegation | None = None
) -> Alternative:
    """Put another wording beside those in a bracket; its delegation stands behind it."""
    held = _open(bracket)
    require(can_negotiate(actor, held.draft))
    owner, wanted = speaks_for(actor, delegation), _checked(words)
    here = list(held.alternatives.all())
    if any(one.words == wanted for one in here):
        raise Refused(_("This wording is already there."), field="words")
    if len(here) >= MOST_ALTERNATIVES:
        raise Refused(_("A bracket holds at most twelve alternatives."), field="words")
    made = Alternative.objects.create(
        bracket=held, place=len(here) + 1, words=wanted, delegation=owner, by=actor.person
    )
    if owner:
        given = {"alternative": made, "by": actor.person, "at": clock.now()}
        Support.objects.update_or_create(bracket=held, delegation=owner, defaults=given)
    emit(BracketChanged(bracket_id=held.pk, actor_id=actor.person.pk, **_of(held.draft)))
    return made


@transaction.atomic
def support_alternative(*, actor: Member, bracket: Bracket, place: int, delegation: Delegation | None = None) -> None:
    """Let a delegation stand behind one alternative of a bracket (0: behind none)."""
    held = _open(bracket)
    require(can_negotiate(actor, held.draft))
    party = _party(actor, delegation)
    chosen = held.alternatives.filter(place=place).first()
    if place and chosen is None:
        raise Refused(_("Choose one of the alternatives."))
    if chosen:
        given = {"alternative": chosen, "by": actor.person, "at": clock.now()}
        Support.objects.update_or_create(bracket=held, delegation=party, defaults=given)
    else:
        Support.objects.filter(bracket=held, delegation=party).delete()
    emit(BracketChanged(bracket_id=held.pk, actor_id=actor.person.pk, **_of(held.draft)))


@transaction.atomic
def clean_bracket(*, actor: Member, bracket: Bracket, words: str, base: str, agreed: Iterable[int]) -> None:
    """Write what was agreed into the block (no words take it out), and record which delegations agreed.

    `base` is the fingerprint of the block that the pen-holder saw; raises Conflict when it is another one by now.
    """
    draft = Draft.objects.select_for_update(no_key=True).select_related("group").get(pk=bracket.draft_id)
    require(can_clean(actor, draft))
    held = _open(bracket)
    parties = [one for one in queries.taking_part(draft) if one.pk in set(agreed)]
    if not parties:
        raise Refused(_("Say which delegations agreed."), field="agreed")

    def put(doc: Doc[Any], content: schema.Node) -> None:
        here = blocks.block_by_id(content, held.block)
        if here is None or blocks.fingerprint(here[1]) != base:
            raise Conflict(_("The block changed meanwhile. Look at it as it is now, then clean it."))
        if markdown.to_text(here[1]) != words:
            put_beside(doc, *here, edited(here[1], words), after=False)

    changed = change_document(draft=draft, person_id=actor.person.pk, change=put)
    held.state, held.cleaned_by, held.cleaned_at = Bracket.State.CLEANED, actor.person, clock.now()
    held.outcome = words
    held.save()
    held.agreed.set(parties)
    emit(changed)
    emit(BracketCleaned(bracket_id=held.pk, actor_id=actor.person.pk, **_of(draft)))


@transaction.atomic
def state_position(
    *,
    actor: Member,
    draft: Draft,
    block: str = "",
    kind: str,
    until: date | None = None,
    note: str = "",
    delegation: Delegation | None = None,
) -> None:
    """State how a delegation stands on a block, or on the whole text; no `kind` ends its position.

    What it was before is kept. A pending position has its day; only where a text is negotiated are there others on
    single blocks, and reservations.
    """
    require(can_state(actor, draft) and (negotiates(actor.group) or not (block and kind)))
    party = _party(actor, delegation)
    _check_position(kind, until, Position.Kind.values if negotiates(actor.group) else ON_A_TEXT)
    held = Draft.objects.select_for_update(no_key=True).get(pk=draft.pk)
    if block and kind:
        _block(held, block)
    now = clock.now()
    Position.objects.filter(draft=held, block=block, delegation=party, ended_at=None).update(ended_at=now)
    if kind:
        given = {"kind": kind, "until": until, "note": note.strip()[:2_000], "by": actor.person, "at": now}
        Position.objects.create(draft=held, block=block, delegation=party, **given)
    emit(PositionStated(delegation_id=party.pk, actor_id=actor.person.pk, **_of(held)))


def _check_position(kind: str, until: date | None, kinds: Iterable[str]) -> None:
    """Refuse what is no position, and a pending one without a day that is still to come."""
    if kind and kind not in kinds:
        raise Refused(_("Choose how your delegation stands."), field="kind")
    if until and kind != Position.Kind.PENDING:
        raise Refused(_("Only a pending position has a day until which it is pending."), field="until")
    if kind == Position.Kind.PENDING and (until is None or until < clock.now().date()):
        raise Refused(_("Say until when it is pending: today or a later day."), field="until")


def _of(draft: Draft) -> dict[str, Any]:
    return {"group_id": draft.group_id, "draft_id": draft.pk, "marking": draft.marking}


def _block(draft: Draft, block: str) -> schema.Node:
    here = blocks.block_by_id(queries.document_of(draft), block)
    if here is None:
        raise Conflict(_("The block is gone from the text by now."))
    return here[1]


def _open(bracket: Bracket) -> Bracket:
    held = Bracket.objects.select_for_update(of=("self",)).select_related("draft__group").get(pk=bracket.pk)
    if not held.is_open:
        raise Conflict(_("This bracket was cleaned meanwhile."))
    return held


def _party(actor: Member, delegation: Delegation | None) -> Delegation:
    party = speaks_for(actor, delegation)
    if party is None or party.standing != Delegation.Standing.PARTICIPATING:
        raise Refused(_("Say for which delegation."), field="delegation")
    return party


def _checked(words: str) -> str:
    """Words that a block can hold; raises Refused for a link that leads nowhere."""
    words = words.strip()
    if len(words) > LONGEST:
        raise Refused(_("This is too long for one block."))
    nodes_of(words)
    return words
