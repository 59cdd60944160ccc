"""Doors of polls, calls for input and decisions."""

from tests.cast import Cast
from tests.doors.door import FORBIDDEN, IN, MEMBERS_ONLY, OFFICERS_ONLY, PARTICIPANTS, Door, Values, but, group
from workgroups.polls import actions
from workgroups.polls.models import Coding, Decision, Option, Poll, Question, Theme
from workgroups.polls.queries import passages_of

SECTIONS = (actions.SectionAsked("Part", (actions.QuestionAsked("Why?"),)),)


def poll(cast: Cast, counted_by: str = Poll.CountedBy.DELEGATION) -> Values:
    decision = actions.open_poll(
        actor=cast.member("chair"), question="Which way?", options=["This", "That"], counted_by=counted_by
    )
    return {"slug": cast.group.slug, "number": decision.number}


def closed_poll(cast: Cast) -> Values:
    found = poll(cast)
    actions.close_poll(actor=cast.member("chair"), decision=Decision.objects.latest("pk"))
    return found


def poll_of_persons(cast: Cast) -> Values:
    return poll(cast, Poll.CountedBy.PERSON)


def answer(cast: Cast) -> Values:
    return {"options": Option.objects.latest("pk").pk}


def question(cast: Cast) -> Values:
    return {
        "question": "Which way?",
        "kind": Poll.Kind.SINGLE,
        "options": "This\nThat",
        "max_choices": 1,
        "counted_by": Poll.CountedBy.PERSON,
        "shown": Poll.Shown.ALWAYS,
    }


def decided(cast: Cast) -> Values:
    return {"title": "We go this way", "how": "consensus", "decided_on": "2026-01-31"}


def elsewhere(cast: Cast) -> Values:
    return {"question": "Which?", "kind": "words", "source": "Report, annex II", "precision": "day", "themes": "Trust"}


def asked(cast: Cast) -> Values:
    return {"title": "Input", "questions": "Why?", "asked_of": "delegation", "shown": "always"}


def call(cast: Cast, shown: str = "always") -> Values:
    """A call that the delegate's delegation has answered."""
    decision = actions.open_call(actor=cast.member("chair"), title="Input", sections=SECTIONS, shown=shown)
    values = {Question.objects.latest("pk").pk: "Because. And because."}
    actions.submit_answer(actor=cast.member("delegate"), decision=decision, values=values)
    return {"slug": cast.group.slug, "number": decision.number}


def call_for_officers(cast: Cast) -> Values:
    return call(cast, "officers")


def words(cast: Cast) -> Values:
    return {f"question-{Question.objects.latest('pk').pk}": "Because."}


def brought(cast: Cast) -> Values:
    return {**words(cast), "whose": f"delegation-{cast.member('chair').seats[0].delegation_id}"}


def bench(cast: Cast) -> Values:
    """A question of a call with two themes, the answer coded to the first."""
    values, asked_one = call(cast), Question.objects.latest("pk")
    decision, chair = asked_one.section.call.decision, cast.member("chair")
    keys = [one.key for one in passages_of(decision, asked_one)]
    theme = actions.add_theme(actor=chair, decision=decision, question=asked_one, label="One", passages=keys)
    actions.code_answer(actor=chair, theme=theme, passage=keys[0], words="Because.")
    actions.add_theme(actor=chair, decision=decision, question=asked_one, label="Two")
    return values | {"question": asked_one.pk}


def theme(cast: Cast) -> Values:
    one, two = Theme.objects.order_by("pk")
    coding = Coding.objects.earliest("pk")
    return {
        "theme": one.pk,
        "into": two.pk,
        "label": "Three",
        "codings": coding.pk,
        "coding": coding.pk,
        "passage": f"r{coding.reply_id}",
    }


# Where delegations are asked, the secretariat has none to speak for.
SPEAKERS = but(PARTICIPANTS, secretariat=FORBIDDEN)


def restricted(cast: Cast) -> Values:
    return {"marking": "restricted"}


ROWS = [
    Door("polls:decision-list", args=group, get=MEMBERS_ONLY),
    Door("polls:decision-marking", args=poll, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=restricted),
    Door("polls:decision-page", case="of a poll", args=poll, get=MEMBERS_ONLY),
    Door("polls:decision-page", case="of a call", args=call, get=MEMBERS_ONLY),
    Door("polls:poll-result", args=poll, get=MEMBERS_ONLY),
    Door("polls:poll-result", case="of a call", args=call, get=but(MEMBERS_ONLY, **dict.fromkeys(
        [who for who, said in MEMBERS_ONLY.items() if said is IN], FORBIDDEN))),
    Door("polls:poll-export", args=poll, get=MEMBERS_ONLY),
    Door("polls:poll-answer", case="of delegations", args=poll, post=SPEAKERS, data=answer),
    Door("polls:poll-answer", case="of persons", args=poll_of_persons, post=PARTICIPANTS, data=answer),
    Door("polls:poll-close", args=poll, post=OFFICERS_ONLY),
    Door("polls:poll-reopen", args=closed_poll, post=OFFICERS_ONLY),
    Door("polls:poll-add", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=question),
    Door("polls:poll-record", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=elsewhere),
    Door("polls:themes-record", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=elsewhere),
    Door("polls:decision-add", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=decided),
    Door("polls:call-add", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=asked),
    Door("polls:call-state", args=call, get=MEMBERS_ONLY),
    Door("polls:call-answer", args=call, get=SPEAKERS, post=SPEAKERS, data=words),
    Door("polls:answer-bring", args=call, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=brought),
    Door("polls:call-compare", case="shown to all", args=call, get=MEMBERS_ONLY),
    Door("polls:call-compare", case="for officers", args=call_for_officers, get=OFFICERS_ONLY),
    Door("polls:call-export", case="shown to all", args=call, get=MEMBERS_ONLY),
    Door("polls:call-export", case="for officers", args=call_for_officers, get=OFFICERS_ONLY),
    Door("polls:call-close", args=call, post=OFFICERS_ONLY),
    Door("polls:theme-list", args=bench, get=OFFICERS_ONLY),
    *(
        Door(f"polls:{name}", args=bench, post=OFFICERS_ONLY, data=theme)
        for name in (
            "theme-add", "theme-rename", "theme-merge", "theme-split", "theme-remove", "answer-code", "answer-recode",
            "coding-undo",
        )
    ),
]  # fmt: skip
