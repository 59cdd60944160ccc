"""Doors of polls and decisions."""

from tests.cast import Cast
from tests.doors.door import FORBIDDEN, MEMBERS_ONLY, OFFICERS_ONLY, PARTICIPANTS, Door, Values, but, group
from workgroups.polls.actions import open_poll
from workgroups.polls.models import Option, Poll


def poll(cast: Cast, counted_by: str = Poll.CountedBy.DELEGATION) -> Values:
    decision = open_poll(
        actor=cast.member("chair"), question="Which way?", options=["This", "That"], counted_by=counted_by
    )
    return {"slug": cast.group.slug, "number": decision.number}


def poll_of_persons(cast: Cast) -> Values:
    return poll(cast, Poll.CountedBy.PERSON)


def answer(cast: Cast) -> Values:
    return {"options": Option.objects.latest("pk").pk}


def question(cast: Cast) -> Values:
    return {
        "question": "Which way?",
        "options": "This\nThat",
        "max_choices": 1,
        "counted_by": Poll.CountedBy.PERSON,
        "shown": Poll.Shown.ALWAYS,
    }


def decided(cast: Cast) -> Values:
    return {"title": "We go this way", "how": "consensus", "decided_on": "2026-01-31"}


ROWS = [
    Door("polls:decision-list", args=group, get=MEMBERS_ONLY),
    Door("polls:decision-page", args=poll, get=MEMBERS_ONLY),
    Door("polls:poll-result", args=poll, get=MEMBERS_ONLY),
    # Where delegations are counted, the secretariat has none to speak for.
    Door(
        "polls:poll-answer",
        case="of delegations",
        args=poll,
        post=but(PARTICIPANTS, secretariat=FORBIDDEN),
        data=answer,
    ),
    Door("polls:poll-answer", case="of persons", args=poll_of_persons, post=PARTICIPANTS, data=answer),
    Door("polls:poll-close", args=poll, post=OFFICERS_ONLY),
    Door("polls:poll-add", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=question),
    Door("polls:decision-add", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=decided),
]
