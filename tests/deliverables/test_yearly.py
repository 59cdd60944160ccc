"""The yearly report: what was recorded in the time asked for, in sentences, in the language asked for; nothing else."""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.groups.plans import a_milestone
from workgroups.core import clock
from workgroups.core.errors import NotAllowed, Refused
from workgroups.deliverables.actions import draft_year
from workgroups.drafts.queries import document_of
from workgroups.groups.actions import close_milestone, move_milestone
from workgroups.groups.logic.yearly import Told, as_markdown, quoted
from workgroups.groups.models import Marking
from workgroups.groups.queries import year_told
from workgroups.meetings.actions import answer_meeting, plan_meeting
from workgroups.meetings.models import Meeting
from workgroups.polls.actions import record_decision
from workgroups.polls.models import Decision


def today() -> date:
    return clock.now().date()


def lived(cast: Cast, times: int = 1) -> None:
    """A meeting that was held, a decision, a milestone that was moved and reached: so many of each."""
    chair, day = cast.member("chair"), today() - timedelta(days=30)
    for number in range(times):
        with clock.at(clock.now() - timedelta(days=40)):
            meeting = plan_meeting(
                actor=chair, title=f"Call *{number}*", day=day, wall_time=time(9), zone="UTC", minutes=60
            )
            answer_meeting(actor=cast.member("delegate"), meeting=meeting, answer="yes")
        record_decision(actor=chair, title=f"Scope {number}", body="", how="consensus", decided_on=day)
        step = a_milestone(cast, f"Outline {number}", today())
        move_milestone(actor=cast.chair, milestone=step, due=today() + timedelta(days=9), reason="More time.")
        step.refresh_from_db()
        close_milestone(actor=cast.chair, milestone=step)


def test_it_tells_what_was_recorded_and_counts_it(cast: Cast) -> None:
    lived(cast)
    told = year_told(cast.group, today() - timedelta(days=60), today())
    for words in (
        "1 meeting was held; 0 were cancelled.",
        r"Call \*0\*",
        "| Westland | 1 / 1 |",
        "1 decision was recorded.",
        "No. 1: Scope 0",
        "1 milestone was reached",
        "(More time.)",
    ):
        assert words in told, words


def test_what_lies_outside_the_time_is_not_told(cast: Cast) -> None:
    lived(cast)
    told = year_told(cast.group, today() - timedelta(days=365), today() - timedelta(days=200))
    assert "0 meetings were held" in told
    assert not any(words in told for words in ("Call", "Scope", "Outline"))


def test_nothing_restricted_goes_in(cast: Cast) -> None:
    lived(cast)
    for model in (Meeting, Decision):
        model.objects.update(marking=Marking.RESTRICTED)
    told = year_told(cast.group, today() - timedelta(days=60), today())
    assert not any(words in told for words in ("Call", "Scope", "Westland |"))


def test_it_becomes_a_draft_in_its_language(cast: Cast) -> None:
    lived(cast)
    first = today() - timedelta(days=60)
    draft = draft_year(actor=cast.member("chair"), title="Our year", since=first, until=today(), language="fr")
    assert "1 réunion a été tenue" in str(document_of(draft))
    assert draft.language == "fr"


def test_officers_alone_draft_it_of_a_time_that_was(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        draft_year(actor=cast.member("delegate"), title="T", since=today(), until=today(), language="en")
    for since, until in ((today(), today() - timedelta(days=1)), (today() + timedelta(days=1),) * 2):
        with pytest.raises(Refused):
            draft_year(actor=cast.member("chair"), title="T", since=since, until=until, language="en")


def test_a_fuller_year_asks_no_more_queries(cast: Cast) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            year_told(cast.group, today() - timedelta(days=60), today())
        return len(seen)

    lived(cast)
    few = asked()
    lived(cast, 6)
    assert asked() == few


def test_words_of_people_stay_words() -> None:
    assert quoted("A *b* [c](d)\n# e | f") == r"A \*b\* \[c\](d) \# e \| f"
    assert as_markdown([Told("H", ["S."], ["p"], [["a"], ["b"]])]) == "## H\n\nS.\n\n- p\n\n| a |\n| --- |\n| b |"
