"""Who negotiates a text: brackets and positions, only in groups of the negotiating profile."""

from workgroups.core.errors import Missing, NotAllowed
from workgroups.drafts.logic import states
from workgroups.drafts.models import Bracket, Draft
from workgroups.drafts.permissions.drafts import can_edit, can_read, draft_for, holds_pen
from workgroups.groups.models import Group
from workgroups.groups.permissions import Member, can_participate


def negotiates(group: Group) -> bool:
    """Brackets and positions exist only in groups of the negotiating profile."""
    return group.profile == Group.Profile.NEGOTIATING


def can_negotiate(member: Member, draft: Draft) -> bool:
    """Put words in brackets: who may edit the draft, in a group that negotiates."""
    return negotiates(member.group) and can_edit(member, draft) and member.guest is None


def can_state(member: Member, draft: Draft) -> bool:
    """State how a delegation stands: participating delegations and officers, also while a text is only reviewed."""
    is_open = can_read(member, draft) and draft.state in states.COMMENTING
    return is_open and can_participate(member) and member.guest is None


def can_clean(member: Member, draft: Draft) -> bool:
    """Clean a bracket: who holds the pen, in a group that negotiates."""
    return negotiates(member.group) and holds_pen(member, draft)


def negotiated_draft_for(member: Member, number: int, *, may: str = "read") -> Draft:
    """A draft of a group that negotiates. Raises Missing in every other; NotAllowed for may="negotiate", "state"."""
    if not negotiates(member.group):
        raise Missing
    draft = draft_for(member, number)
    if may == "negotiate" and not can_negotiate(member, draft):
        raise NotAllowed
    if may == "state" and not can_state(member, draft):
        raise NotAllowed
    return draft


def bracket_for(member: Member, number: int, bracket: int, *, may: str = "read") -> Bracket:
    """A bracket in one of the group's drafts. Raises Missing; NotAllowed for may="negotiate" or "clean"."""
    draft = negotiated_draft_for(member, number, may="negotiate" if may == "negotiate" else "read")
    if may == "clean" and not can_clean(member, draft):
        raise NotAllowed
    found = (
        Bracket.objects.filter(draft=draft)
        .select_related("owner__body", "by", "cleaned_by")
        .filter(number=bracket)
        .first()
    )
    if found is None:
        raise Missing
    found.draft = draft
    return found
