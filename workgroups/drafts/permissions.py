"""Who may read, edit and freeze drafts, and the guarded way to one."""

from workgroups.core.errors import Missing, NotAllowed
from workgroups.drafts.models import Draft, DraftVersion
from workgroups.groups.models import GuestPass, Marking
from workgroups.groups.permissions import Member, can_participate, can_read_marking, guest_writes, markings_read


def can_read(member: Member, draft: Draft) -> bool:
    """Every member of the group whom its marking lets know of it."""
    return draft.group_id == member.group.pk and can_read_marking(member, draft.marking)


def can_create_draft(member: Member) -> bool:
    """Begin a draft: who may edit one."""
    return can_participate(member)


def can_edit(member: Member, draft: Draft) -> bool:
    """Write in a draft: participating delegations, officers and its writing guests, while group and draft are open."""
    is_open = can_read(member, draft) and draft.state == Draft.State.OPEN
    return is_open and (can_participate(member) or guest_writes(member, GuestPass.Kind.DRAFT, draft.number))


def can_name_version(member: Member, draft: Draft) -> bool:
    """Freeze a state under a name: who may edit it."""
    return can_edit(member, draft)


def draft_for(member: Member, number: int, *, may: str = "read") -> Draft:
    """The group's draft of that number; its marking says who reads it. Raises Missing, or NotAllowed for may="edit"."""
    found = Draft.objects.select_related("group").filter(group=member.group, marking__in=markings_read(member))
    draft = found.filter(number=number).first()
    if draft is None:
        raise Missing
    if may == "edit" and not can_edit(member, draft):
        raise NotAllowed
    return draft


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
