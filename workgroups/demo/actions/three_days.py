"""The three days of the expert group meeting, as its report records them."""

from workgroups.demo.actions.stage import Stage
from workgroups.demo.logic import asked, expert_meeting, scripts
from workgroups.demo.logic.asked import Figure, Recorded
from workgroups.groups.permissions import Member
from workgroups.meetings import actions
from workgroups.meetings.actions import Entry, Item
from workgroups.meetings.models import Meeting, Session
from workgroups.polls.actions import RecordedResult, record_poll, record_themes
from workgroups.polls.models import Decision

Sessions = dict[str, Session]


def record_days(own: Stage, member: Member) -> None:
    """Set down sessions, agenda, participants, what was asked, and what was recommended."""
    meeting = actions.record_meeting(
        actor=member,
        title=expert_meeting.TITLE,
        day=expert_meeting.FIRST,
        last_day=expert_meeting.LAST,
        zone=expert_meeting.ZONE,
        source=expert_meeting.SOURCE,
    )
    own.meetings["meeting"] = meeting
    sessions = _sessions(member, meeting)
    _agenda(member, meeting, sessions)
    entries = [
        Entry(function, organisation, country)
        for function in expert_meeting.PARTICIPANTS
        for organisation, country in expert_meeting.participants(function)
    ]
    actions.add_participants(actor=member, meeting=meeting, entries=entries)
    _asked(own, member, meeting, sessions)
    for title, addressee in expert_meeting.RECOMMENDATIONS:
        actions.set_task(
            actor=member,
            meeting=meeting,
            title=title,
            addressee=addressee,
            kind="recommendation",
            session=sessions["closing"],
        )


def _sessions(member: Member, meeting: Meeting) -> Sessions:
    words = scripts.parts("meeting/sessions")
    made: Sessions = {}
    for part in expert_meeting.SESSIONS:
        made[part.key] = actions.add_session(
            actor=member,
            meeting=meeting,
            kind=part.kind,
            title=part.title,
            day=part.day,
            parent=made.get(part.within),
            words=words.get(part.key, ""),
            parallel=1 if part.within else None,
        )
    return made


def _agenda(member: Member, meeting: Meeting, sessions: Sessions) -> None:
    items = [
        Item(title, None, session=sessions[part.key], words=words)
        for part in expert_meeting.SESSIONS
        for title, words in part.items
    ]
    actions.set_agenda(actor=member, meeting=meeting, items=items)


def _asked(own: Stage, member: Member, meeting: Meeting, sessions: Sessions) -> None:
    """What was asked before, during and after, and the suggestions as they were coded."""
    for question in asked.QUESTIONS:
        decision = own.decisions[question.key] = _question(member, question)
        actions.attach_decision(
            actor=member, meeting=meeting, decision=decision, role=question.role, session=sessions[question.session]
        )
    for figure in asked.FIGURES:
        decision = own.decisions[figure.key] = _figure(member, figure)
        actions.attach_decision(
            actor=member, meeting=meeting, decision=decision, role="question", session=sessions["third"]
        )


def _question(member: Member, question: Recorded) -> Decision:
    return record_poll(
        actor=member,
        question=question.question,
        kind=question.kind,
        source=question.source,
        results=[RecordedResult(label, percent) for label, percent in question.results],
        type_words=question.type_words,
        max_choices=question.most,
        asked_on=question.asked_on,
        note=question.note,
    )


def _figure(member: Member, figure: Figure) -> Decision:
    return record_themes(
        actor=member,
        title=figure.title,
        question=figure.question,
        themes=figure.themes,
        source=figure.source,
        asked_on=expert_meeting.LAST,
        note=figure.note,
    )
