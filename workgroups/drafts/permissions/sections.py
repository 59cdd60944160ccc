"""Who gives and locks sections of a draft, who hands one in, and the guarded way to one."""

from collections.abc import Callable

from workgroups.core import clock
from workgroups.core.errors import Missing, NotAllowed
from workgroups.drafts.logic import states
from workgroups.drafts.models import Draft, DraftSection
from workgroups.drafts.permissions.drafts import can_assign, can_read, draft_for
from workgroups.groups.permissions import Member, can_participate


def owns_section(member: Member, section: DraftSection) -> bool:
    """Whether it was given to this person or to a delegation for which they sit; asks for `owners` once."""
    owners = section.owners.all()
    return any(one.person_id == member.person.pk or one.delegation_id in member.delegation_ids for one in owners)


def can_hand_in(member: Member, section: DraftSection, *, gives: bool | None = None) -> bool:
    """Say that a section is written: whoever has it, and whoever gives sections (`gives`, where that is known)."""
    draft = section.draft
    if section.is_handed_in or section.given_at is None or section.removed_at is not None:
        return False
    return _works_on(member, draft) and (owns_section(member, section) or _may_give(member, section, gives))


def can_inherit(member: Member, section: DraftSection) -> bool:
    """Have a section by name after somebody who handed over: who works on the draft, while it is being written."""
    return section.removed_at is None and not section.is_handed_in and _works_on(member, section.draft)


def can_reopen_section(member: Member, section: DraftSection, *, gives: bool | None = None) -> bool:
    """Take that back: whoever gives sections, at any time; whoever handed it in, within `clock.UNDO`."""
    if not section.is_handed_in or section.removed_at is not None:
        return False
    is_recent = section.handed_at is not None and clock.now() < section.handed_at + clock.UNDO
    own = is_recent and section.handed_by_id == member.person.pk and _works_on(member, section.draft)
    return own or _may_give(member, section, gives)


def can_restore_section(member: Member, section: DraftSection) -> bool:
    """Undo that a section was taken from whoever had it, within `clock.UNDO`."""
    is_recent = section.removed_at is not None and clock.now() < section.removed_at + clock.UNDO
    return is_recent and section.given_at is not None and can_assign(member, section.draft)


def _gives(member: Member, section: DraftSection) -> bool:
    return section.removed_at is None and can_assign(member, section.draft)


_ACTS: dict[str, Callable[[Member, DraftSection], bool]] = {
    "assign": _gives,
    "hand_in": can_hand_in,
    "reopen": can_reopen_section,
    "restore": can_restore_section,
}


def section_for(member: Member, number: int, section: int, *, may: str) -> DraftSection:
    """A section of one of the group's drafts. Raises Missing; NotAllowed for what is not theirs to do."""
    draft = draft_for(member, number)
    found = DraftSection.objects.filter(draft=draft, number=section).first()
    if found is None:
        raise Missing
    found.draft = draft
    if not _ACTS[may](member, found):
        raise NotAllowed
    return found


def _may_give(member: Member, section: DraftSection, gives: bool | None) -> bool:  # noqa: FBT001
    return can_assign(member, section.draft) if gives is None else gives


def _works_on(member: Member, draft: Draft) -> bool:
    return can_read(member, draft) and can_participate(member) and draft.state in states.CHOSEN
