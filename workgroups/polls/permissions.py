"""Who may see, answer and close polls and calls, code answers, and record a decision."""

from workgroups.core import clock
from workgroups.core.errors import Missing
from workgroups.groups.permissions import (
    Member,
    can_manage,
    can_participate,
    can_read_marking,
    can_speak,
    markings_read,
    require,
)
from workgroups.polls.models import Call, Coding, Decision, Poll, Question, Theme
from workgroups.polls.queries import voice_of, voting_delegation_id


def can_answer(member: Member, poll: Poll) -> bool:
    """Participating delegations answer; a person who only holds an office answers where persons are counted."""
    if not can_participate(member) or not can_read_marking(member, poll.decision.marking):
        return False
    return poll.counted_by == Poll.CountedBy.PERSON or voting_delegation_id(member) is not None


def can_answer_call(member: Member, call: Call) -> bool:
    """Answer a call: whom it asks, while the group is open."""
    return can_speak(member) and can_read_marking(member, call.decision.marking) and voice_of(member, call) is not None


def can_see_result(member: Member, poll: Poll) -> bool:
    """See the count: always where it is shown while the poll runs, else when it has closed."""
    return poll.shown == Poll.Shown.ALWAYS or poll.closed_at is not None


def are_answers_shown(call: Call) -> bool:
    """Whether every member sees the answers to a call now."""
    return call.shown == Call.Shown.ALWAYS or (call.shown == Call.Shown.AFTER and call.closed_at is not None)


def can_see_answers(member: Member, call: Call) -> bool:
    """See what others answered to a call: officers always, members as it was announced."""
    return can_manage(member) or are_answers_shown(call)


def can_see_themes(member: Member, decision: Decision) -> bool:
    """See what was coded: whoever sees the answers."""
    if decision.kind == Decision.Kind.CALL:
        return can_see_answers(member, decision.call)
    return can_manage(member) or can_see_result(member, decision.poll)


def can_open_poll(member: Member) -> bool:
    """Ask a question or call for input: officers, while the group is open."""
    return can_manage(member) and can_speak(member)


def can_reopen_poll(member: Member, poll: Poll) -> bool:
    """Undo a closing before the poll's time: officers, within `clock.UNDO` of it, unless it has shown the result."""
    if poll.closed_at is None or poll.shown == Poll.Shown.AFTER or not can_open_poll(member):
        return False
    was_early = poll.closes_at is None or poll.closes_at > clock.now()
    return was_early and clock.now() < poll.closed_at + clock.UNDO


def can_record_decision(member: Member) -> bool:
    """Write a decision, or a poll of elsewhere, into the register: officers."""
    return can_manage(member)


def can_code(member: Member) -> bool:
    """Sort open answers into themes: officers."""
    return can_manage(member)


def decision_for(member: Member, number: int, *, may: str = "read") -> Decision:
    """Return a decision of the member's group; raises Missing, or NotAllowed when it may be read and nothing more.

    `may` is read, answer, close (a poll), respond (to a call), manage (a call), code (open answers; those of a poll
    not before its result is shown: it was promised to be shown to nobody).
    """
    related = ("poll", "call", "recording", "group", "by")
    known = Decision.objects.select_related(*related).filter(group=member.group, marking__in=markings_read(member))
    found = known.filter(number=number).first()
    if found is None:
        raise Missing
    if may == "answer":
        require(found.kind == Decision.Kind.POLL and can_answer(member, found.poll))
    elif may == "close":
        require(found.kind == Decision.Kind.POLL and can_manage(member))
    elif may == "respond":
        require(found.kind == Decision.Kind.CALL and can_answer_call(member, found.call))
    elif may == "compare":
        require(found.kind == Decision.Kind.CALL and can_see_answers(member, found.call))
    elif may == "manage":
        require(found.kind == Decision.Kind.CALL and can_manage(member))
    elif may == "code":
        require(found.kind != Decision.Kind.RECORDED and can_code(member))
        require(found.kind != Decision.Kind.POLL or can_see_result(member, found.poll))
    return found


def question_for(decision: Decision, question_id: int | None) -> Question | None:
    """Return the question of a call whose answers are coded; None for a poll of open words. Raises Missing."""
    if decision.kind == Decision.Kind.POLL:
        if question_id is not None or decision.poll.kind != Poll.Kind.WORDS:
            raise Missing
        return None
    found = Question.objects.filter(section__call__decision=decision, pk=question_id or 0)
    found = found.filter(kind=Question.Kind.WORDS)
    if question := found.select_related("section").first():
        return question
    raise Missing


def theme_for(decision: Decision, question: Question | None, theme_id: int) -> Theme:
    """Return a theme of this question; raises Missing."""
    found = Theme.objects.filter(decision=decision, question=question, pk=theme_id).first()
    if found is None:
        raise Missing
    return found


def coding_for(decision: Decision, question: Question | None, coding_id: int) -> Coding:
    """Return one coded answer of this question; raises Missing."""
    found = Coding.objects.filter(theme__decision=decision, theme__question=question, pk=coding_id)
    coding = found.select_related("theme").first()
    if coding is None:
        raise Missing
    return coding
