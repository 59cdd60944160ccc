"""What waits for people because of meetings."""

from datetime import date, time, timedelta

import pytest

from tests.cast import Cast
from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.meetings import actions
from workgroups.meetings.notices import AnswerByLink
from workgroups.notifications.registry import Duty, duties_of

pytestmark = pytest.mark.django_db


def own(person: Person, kind: str) -> list[Duty]:
    return [duty for duty in duties_of([person])[person.pk] if duty.kind == kind]


def test_a_task_that_nobody_owes_waits_for_officers_until_it_is_passed_on(cast: Cast) -> None:
    chair = cast.member("chair")
    day = clock.now().date() - timedelta(days=3)
    held = actions.plan_meeting(actor=chair, title="Call", day=day, wall_time=time(9), zone="UTC")
    record = actions.record_meeting(actor=chair, title="Old", day=date(2021, 3, 29), source="Report")
    task = actions.set_task(actor=chair, meeting=held, title="Somebody writes")
    actions.set_task(actor=chair, meeting=held, title="Count less", kind="recommendation")
    actions.set_task(actor=chair, meeting=record, title="Told in a source")
    people = [cast.chair, cast.secretariat, cast.delegate]
    things = [[duty.thing for duty in own(one, "meetings.assign")] for one in people]
    assert things == [["Somebody writes"], ["Somebody writes"], []]
    actions.assign_task(actor=chair, task=task, addressee="The convenor")
    assert own(cast.chair, "meetings.assign") == []


def test_a_meeting_without_hours_asks_for_an_answer_and_names_no_hour(cast: Cast) -> None:
    first = clock.now().date() + timedelta(days=5)
    meeting = actions.plan_meeting(
        actor=cast.member("chair"), title="Workshop", day=first, last_day=first + timedelta(days=2), wall_time=None,
        zone="UTC",
    )  # fmt: skip
    (duty,) = own(cast.delegate, "meetings.answer")
    assert (duty.thing, duty.due) == ("Workshop", None)
    assert "00:00" not in AnswerByLink().describe(cast.delegate, {"meeting": meeting.pk}).detail
