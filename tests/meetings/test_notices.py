"""What waits for people because of meetings."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from tests.cast import Cast
from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.events.actions import catch_up
from workgroups.meetings import actions
from workgroups.meetings.models import Meeting
from workgroups.meetings.notices import AnswerByLink
from workgroups.notifications.models import Notice
from workgroups.notifications.queries.readers import lines_of
from workgroups.notifications.registry import Duty, duties_of
from workgroups.timers.actions import fire_due

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


def told(person: Person, *, soon: bool = False) -> list[str]:
    """What the next mail of a kind says to somebody."""
    catch_up()
    notices = Notice.objects.filter(person=person, soon=soon, told_at=None).select_related("person", "group")
    lines = lines_of(list(notices))
    return [lines[one.pk].title for one in notices if one.pk in lines]


def in_a_week(cast: Cast, **said: str) -> Meeting:
    day = clock.now().date() + timedelta(days=7)
    return actions.plan_meeting(
        actor=cast.member("chair"), title="Call", day=day, wall_time=time(9), zone="UTC", **said
    )


def move(cast: Cast, meeting: Meeting, **said: Any) -> None:
    values: dict[str, Any] = {
        "title": meeting.title, "day": meeting.day, "wall_time": meeting.wall_time, "zone": "UTC", "minutes": 60,
        "place": meeting.place,
    }  # fmt: skip
    actions.move_meeting(actor=cast.member("chair"), meeting=meeting, **(values | said))


def test_a_planned_meeting_is_told_in_the_digest_to_all_but_whoever_planned_it(cast: Cast) -> None:
    in_a_week(cast)
    assert [told(one) for one in (cast.delegate, cast.observer, cast.chair, cast.outsider)] == [
        ["Planned: Call"], ["Planned: Call"], [], [],
    ]  # fmt: skip


def test_a_move_is_told_at_once_and_once_with_the_new_hour_and_place(cast: Cast) -> None:
    meeting = in_a_week(cast)
    move(cast, meeting, wall_time=time(11))
    assert told(cast.delegate, soon=True) == ["Moved: Call"]
    move(cast, meeting, wall_time=time(12), place="Room 4")
    assert told(cast.delegate, soon=True) == ["Moved: Call"]
    notices = Notice.objects.filter(person=cast.delegate, soon=True).select_related("person", "group")
    (line,) = lines_of(list(notices)).values()
    assert "12:00" in line.detail
    assert line.detail.endswith("Room 4")


def test_a_move_after_the_first_was_told_is_told_again(cast: Cast) -> None:
    meeting = in_a_week(cast)
    move(cast, meeting, wall_time=time(11))
    assert told(cast.delegate, soon=True) == ["Moved: Call"]
    Notice.objects.filter(soon=True).update(told_at=clock.now())
    move(cast, meeting, wall_time=time(12))
    assert told(cast.delegate, soon=True) == ["Moved: Call"]


def test_another_title_moves_nobody(cast: Cast) -> None:
    move(cast, in_a_week(cast), title="Monthly call")
    assert told(cast.delegate, soon=True) == []
    assert told(cast.delegate) == ["Planned: Monthly call"]


def test_a_cancelled_meeting_is_told_once_it_can_no_longer_be_undone(cast: Cast) -> None:
    meeting = in_a_week(cast)
    move(cast, meeting, wall_time=time(11))
    actions.cancel_meeting(actor=cast.member("chair"), meeting=meeting)
    assert told(cast.delegate, soon=True) == []
    with clock.at(clock.now() + clock.UNDO + timedelta(seconds=1)):
        fire_due()
        assert told(cast.delegate, soon=True) == ["Cancelled: Call"]
        assert told(cast.delegate) == []


def test_a_cancellation_that_was_undone_is_told_to_nobody(cast: Cast) -> None:
    meeting = in_a_week(cast)
    actions.cancel_meeting(actor=cast.member("chair"), meeting=meeting)
    catch_up()
    meeting.refresh_from_db()
    actions.restore_meeting(actor=cast.member("chair"), meeting=meeting)
    catch_up()
    with clock.at(clock.now() + clock.UNDO + timedelta(seconds=1)):
        fire_due()
        assert told(cast.delegate, soon=True) == []


def test_of_a_restricted_meeting_observers_hear_nothing_and_mail_names_nothing(cast: Cast) -> None:
    meeting = in_a_week(cast, marking="restricted")
    move(cast, meeting, wall_time=time(11))
    assert (told(cast.delegate, soon=True), told(cast.observer, soon=True), told(cast.observer)) == (
        ["Moved: Call"],
        [],
        [],
    )
    notices = Notice.objects.filter(person=cast.delegate, soon=True).select_related("person", "group")
    (line,) = lines_of(list(notices)).values()
    assert "Call" not in line.mailed("Cloud").title
