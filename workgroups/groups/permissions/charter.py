"""Who reads terms of reference and who closes milestones, and the guarded way to them."""

from django.db.models import QuerySet

from workgroups.groups.models import Charter, Delegation, Group, Milestone
from workgroups.groups.permissions.members import Member, can_manage, can_speak, or_missing, require, require_officer


def charters_read(member: Member) -> QuerySet[Charter]:
    """Return the versions that a member reads, newest first: what was agreed, and to officers the drafts."""
    found = Charter.objects.filter(group=member.group).select_related("group", "drafted_by")
    return found if can_manage(member) else found.filter(state=Charter.State.AGREED)


def charter_for(member: Member, number: int, *, may: str = "read") -> Charter:
    """Return a version of the terms of reference; raises Missing, or NotAllowed for `may="change"`."""
    found = or_missing(charters_read(member).filter(number=number).first())
    if may == "change":
        require_officer(member.person, member.group)
    return found


def public_charters(group: Group) -> QuerySet[Charter]:
    """Return the versions that everybody reads, newest first; none of a group without a public face."""
    found = Charter.objects.filter(group=group, is_public=True, state=Charter.State.AGREED)
    return found if group.is_public else found.none()


def public_charter_for(slug: str, number: int) -> Charter:
    """Return a version that everybody reads, or raise Missing."""
    found = Charter.objects.filter(group__slug=slug, group__is_public=True, is_public=True, number=number)
    return or_missing(found.filter(state=Charter.State.AGREED).select_related("group__programme").first())


def can_close_milestone(member: Member, milestone: Milestone) -> bool:
    """Say that a milestone is under way, done, or not done after all: who holds it, and officers."""
    if member.group.pk != milestone.group_id or not can_speak(member):
        return False
    by_seat = any(
        seat.delegation_id == milestone.delegation_id and seat.delegation.standing != Delegation.Standing.OBSERVING
        for seat in member.seats
    )
    return can_manage(member) or milestone.person_id == member.person.pk or by_seat


def milestone_for(member: Member, number: int, *, may: str = "read") -> Milestone:
    """Return a milestone of the member's group; raises Missing, or NotAllowed for `close` and `change`."""
    found = Milestone.objects.filter(group=member.group, number=number)
    milestone = or_missing(found.select_related("group", "delegation__body", "person").first())
    if may == "close":
        require(can_close_milestone(member, milestone))
    elif may == "change":
        require_officer(member.person, member.group)
    return milestone
