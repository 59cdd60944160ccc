"""Who may read, edit and freeze drafts, propose changes and take them in, and the guarded way to each."""

from typing import Any

from django.core import signing

from workgroups.accounts.models import Person
from workgroups.core import clock, slots
from workgroups.core.errors import Missing, NotAllowed
from workgroups.drafts.logic import states
from workgroups.drafts.models import Draft, DraftPurge, DraftVersion, PenHolder, Proposal, Reference
from workgroups.drafts.queries import FIGURES
from workgroups.files.models import File
from workgroups.files.registry import reader_of
from workgroups.groups.models import Delegation, GuestPass, Marking
from workgroups.groups.permissions import (
    Member,
    can_participate,
    can_read_marking,
    can_sign_off,
    can_speak,
    guest_writes,
    has_pass,
    is_held_up,
    markings_read,
    member_of,
)

_LINE, _LINE_AGE = "drafts.line", 24 * 3600


def can_read(member: Member, draft: Draft) -> bool:
    """Every member of the group whom its marking lets know of it."""
    return draft.group_id == member.group.pk and can_read_marking(member, draft.marking)


def can_create_draft(member: Member) -> bool:
    """Begin a draft: who may edit one."""
    return can_participate(member)


def can_edit(member: Member, draft: Draft) -> bool:
    """Write in a draft: participating delegations, officers and its writing guests, as far as its state lets them."""
    if not can_read(member, draft) or draft.state not in states.CHOSEN:
        return False
    if draft.editing == Draft.Editing.OFFICERS:
        return member.is_officer and can_participate(member)
    is_open = draft.editing == Draft.Editing.PARTICIPANTS
    return is_open and (can_participate(member) or guest_writes(member, GuestPass.Kind.DRAFT, draft.number))


def can_type(member: Member, draft: Draft) -> bool:
    """Edit in the page: the rule that keeps an officer without a second factor from posting holds for sockets too."""
    return can_edit(member, draft) and not is_held_up(member)


def can_move(member: Member, draft: Draft) -> bool:
    """Bring a draft from state to state: the chairs and the secretariat, while the group is open."""
    return can_read(member, draft) and member.is_officer and can_participate(member)


def can_move_to(member: Member, draft: Draft, state: str) -> bool:
    """Adopt a text, or open an adopted one again: a chair; every other move: whoever moves drafts."""
    is_solemn = Draft.State.ADOPTED in {draft.state, state}
    return can_move(member, draft) and (can_sign_off(member) or not is_solemn)


def can_purge(member: Member, draft: Draft) -> bool:
    """Order that deleted text leaves for good, and carry it out: a chair."""
    return can_read(member, draft) and can_sign_off(member) and can_participate(member)


def purge_for(member: Member, number: int, purge: int) -> DraftPurge:
    """An order to purge one of the group's drafts: for the chairs. Raises Missing, NotAllowed."""
    draft = draft_for(member, number, may="purge")
    found = DraftPurge.objects.select_related("draft__group", "by").filter(draft=draft, pk=purge)
    if order := found.first():
        return order
    raise Missing


def can_choose_states(member: Member) -> bool:
    """Say who may write in which state: the chairs and the secretariat, while the group is open."""
    return member.is_officer and can_participate(member)


def can_name_version(member: Member, draft: Draft) -> bool:
    """Freeze a state under a name: who may edit it, and the officers as long as it is not closed."""
    return can_edit(member, draft) or (can_move(member, draft) and draft.state in states.CHOSEN)


def draft_for(member: Member, number: int, *, may: str = "read") -> Draft:
    """The group's draft of that number; its marking says who reads it.

    Raises Missing, or NotAllowed for may="edit", "propose", "answer", "purge" or "assign".
    """
    draft = Draft.objects.filter(group=member.group, number=number, marking__in=markings_read(member)).first()
    if draft is None:
        raise Missing
    draft.group = member.group
    acts = {
        "edit": can_edit,
        "propose": can_propose,
        "answer": holds_pen,
        "purge": can_purge,
        "assign": can_assign,
    }
    allowed = acts.get(may, can_read)
    if not allowed(member, draft):
        raise NotAllowed
    return draft


def line_ticket(member: Member, draft: Draft) -> str:
    """Leave for a page of this person to use the draft's line over HTTP, for a day; each use is admitted anew."""
    return signing.dumps([member.person.pk, draft.pk], salt=_LINE)


def opens_line(ticket: str, person_id: int, draft_id: int) -> bool:
    """Whether a ticket was given to this person for this draft."""
    try:
        return bool(signing.loads(ticket, salt=_LINE, max_age=_LINE_AGE) == [person_id, draft_id])
    except signing.BadSignature:
        return False


def draft_for_guest(member: Member) -> Draft:
    """Return the draft that a guest's pass opens; Missing for another kind of pass and for what is restricted."""
    guest = member.guest
    if guest is None or guest.kind != GuestPass.Kind.DRAFT:
        raise Missing
    found = Draft.objects.select_related("group").filter(group=member.group, number=guest.number)
    if draft := found.exclude(marking=Marking.RESTRICTED).first():
        return draft
    raise Missing


def version_for(member: Member, number: int, version: int) -> DraftVersion:
    """A named version of one of the group's drafts."""
    found = DraftVersion.objects.select_related("draft__group", "by").filter(
        draft__group=member.group, draft__number=number, number=version, draft__marking__in=markings_read(member)
    )
    if version_found := found.first():
        return version_found
    raise Missing


def can_propose(member: Member, draft: Draft) -> bool:
    """Put forward a change: every member who may speak, observers too, while group and draft are open."""
    return can_read(member, draft) and draft.state in states.PROPOSING and can_speak(member)


def holds_pen(member: Member, draft: Draft) -> bool:
    """Answer proposals: officers, and those who were given the pen (with nobody chosen, whoever began the draft)."""
    if not can_edit(member, draft) or member.guest is not None:
        return False
    chosen = set(PenHolder.objects.filter(draft=draft).values_list("person_id", flat=True))
    return member.is_officer or member.person.pk in (chosen or {draft.created_by_id})


def can_assign(member: Member, draft: Draft) -> bool:
    """Give a section to somebody, lock it, unlock it: officers and pen-holders, until the text is adopted."""
    return draft.state in states.CHOSEN and (can_move(member, draft) or holds_pen(member, draft))


def can_withdraw(member: Member, proposal: Proposal) -> bool:
    """Take a proposal back while it is open: who put it forward, and their delegation."""
    own = proposal.by_id == member.person.pk or proposal.delegation_id in member.delegation_ids
    return proposal.is_open and own and can_propose(member, proposal.draft)


def can_reopen(member: Member, proposal: Proposal) -> bool:
    """Undo an answer within `clock.UNDO`: who may give one."""
    answered = proposal.state in {Proposal.State.ACCEPTED, Proposal.State.MERGED, Proposal.State.DECLINED}
    is_recent = proposal.answered_at is not None and clock.now() < proposal.answered_at + clock.UNDO
    return answered and is_recent and holds_pen(member, proposal.draft)


def proposal_for(member: Member, number: int, proposal: int, *, may: str = "read") -> Proposal:
    """A proposal to one of the group's drafts. Raises Missing; NotAllowed for may="answer", "withdraw" or "reopen"."""
    related = ("draft__group", "by", "delegation__body", "answered_by", "successor")
    found = Proposal.objects.select_related(*related).filter(
        draft__group=member.group, draft__number=number, number=proposal, draft__marking__in=markings_read(member)
    )
    one = found.first()
    if one is None:
        raise Missing
    if may == "answer" and not holds_pen(member, one.draft):
        raise NotAllowed
    if may == "withdraw" and not can_withdraw(member, one):
        raise NotAllowed
    if may == "reopen" and not can_reopen(member, one):
        raise NotAllowed
    return one


@reader_of(FIGURES)
def can_see_picture(user: Any, file: File) -> bool:
    """Who reads the draft to which it was brought sees a picture, and everybody one that stands in a published work."""
    draft = Draft.objects.select_related("group").filter(pk=file.subject_id or 0).first()
    if draft is None:
        return False
    if any(slots.gather("drafts.published_picture", draft, file)):
        return True
    if not isinstance(user, Person):
        return False
    if member := member_of(user, draft.group):
        return can_read(member, draft)
    is_open = draft.marking != Marking.RESTRICTED
    return is_open and has_pass(user, draft.group, GuestPass.Kind.DRAFT, draft.number)


def speaks_for(member: Member, delegation: Delegation | None) -> Delegation | None:
    """For whom a member acts: their own delegation if none is given; officers may act for any. Raises NotAllowed."""
    if delegation is None:
        return member.delegation
    is_theirs = member.is_officer and delegation.group_id == member.group.pk
    if delegation.pk not in member.delegation_ids and not is_theirs:
        raise NotAllowed
    return delegation


def can_keep_references(member: Member) -> bool:
    """Add, edit and remove the works that the group's drafts cite: who may begin a draft."""
    return can_participate(member)


def reference_for(member: Member, key: str, *, may: str = "read") -> Reference:
    """A work of the group's list. Raises Missing, or NotAllowed for may="keep"."""
    found = Reference.objects.filter(group=member.group, key=key).first()
    if found is None:
        raise Missing
    if may == "keep" and not can_keep_references(member):
        raise NotAllowed
    return found
