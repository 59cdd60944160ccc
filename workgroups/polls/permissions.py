"""Who may see, answer and close a poll, and record a decision."""

from workgroups.core.errors import Missing
from workgroups.groups.permissions import Member, can_manage, can_participate, require
from workgroups.polls.models import Decision, Poll
from workgroups.polls.queries import voting_delegation_id


def can_answer(member: Member, poll: Poll) -> bool:
    """Participating delegations answer; a person who only holds an office answers where persons are counted."""
    if not can_participate(member):
        return False
    return poll.counted_by == Poll.CountedBy.PERSON or voting_delegation_id(member) is not None


def can_see_result(member: Member, poll: Poll) -> bool:
    """See the count: always where it is shown while the poll runs, else when it has closed."""
    return poll.shown == Poll.Shown.ALWAYS or poll.closed_at is not None


def can_open_poll(member: Member) -> bool:
    """Ask a question: officers."""
    return can_manage(member)


def can_record_decision(member: Member) -> bool:
    """Write a decision into the register: officers."""
    return can_manage(member)


def decision_for(member: Member, number: int, *, may: str = "read") -> Decision:
    """Return a decision of the member's group; raises Missing, or NotAllowed when it may be read and nothing more."""
    found = Decision.objects.select_related("poll", "group", "by").filter(group=member.group, number=number).first()
    if found is None:
        raise Missing
    if may == "answer":
        require(found.kind == Decision.Kind.POLL and can_answer(member, found.poll))
    elif may == "close":
        require(found.kind == Decision.Kind.POLL and can_manage(member))
    return found
