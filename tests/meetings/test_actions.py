"""Planning, answering, minutes, tasks."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from tests.cast import Cast
from tests.duties import waiting
from workgroups.core import clock
from workgroups.core.errors import NotAllowed, Refused
from workgroups.drafts.queries import document_of
from workgroups.meetings import actions
from workgroups.meetings.models import Attendance, Meeting, Series
from workgroups.meetings.queries import shifted

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 1, 9, tzinfo=UTC)


def plan(cast: Cast, **values: object) -> Meeting:
    given: dict[str, object] = {
        "title": "Costs",
        "day": date(2026, 9, 15),
        "wall_time": time(12),
        "zone": "Europe/London",
        "minutes": 60,
    }
    return actions.plan_meeting(actor=cast.member("chair"), **(given | values))  # type: ignore[arg-type]


def series(cast: Cast) -> Series:
    return actions.create_series(
        actor=cast.member("chair"),
        title="Calls",
        first_day=date(2026, 9, 2),
        every_weeks=4,
        slots=[(time(8), "Europe/London"), (time(21), "Europe/London")],
        minutes=60,
    )


def test_create_series_alternates_and_reaches_eighteen_months(cast: Cast) -> None:
    with clock.at(NOW):
        made = list(Meeting.objects.filter(series=series(cast)).order_by("starts_at"))
    assert [meeting.starts_at for meeting in made[:3]] == [
        datetime(2026, 9, 2, 7, tzinfo=UTC),
        datetime(2026, 9, 30, 20, tzinfo=UTC),
        datetime(2026, 10, 28, 8, tzinfo=UTC),
    ]
    assert [meeting.number for meeting in made] == list(range(1, len(made) + 1))
    assert made[-1].day > date(2028, 1, 31)


def test_extend_series_adds_only_what_is_missing(cast: Cast) -> None:
    with clock.at(NOW):
        one = series(cast)
    before = Meeting.objects.count()
    with clock.at(NOW + timedelta(weeks=8)):
        assert actions.extend_series(series=one) == 2
        assert actions.extend_series(series=one) == 0
    assert Meeting.objects.count() == before + 2


def test_move_meeting_raises_the_sequence_and_keeps_the_uid(cast: Cast) -> None:
    meeting = plan(cast)
    uid = meeting.uid
    actions.move_meeting(
        actor=cast.member("chair"), meeting=meeting, title="Costs", day=date(2026, 9, 16), wall_time=time(12),
        zone="Europe/London", minutes=60, place="", join_url="",
    )  # fmt: skip
    meeting.refresh_from_db()
    assert (meeting.uid, meeting.sequence, meeting.starts_at) == (uid, 1, datetime(2026, 9, 16, 11, tzinfo=UTC))


def test_shift_meeting_follows_the_rules_of_the_zone(cast: Cast) -> None:
    with clock.at(NOW):
        meeting = plan(cast)
        wrong = meeting.starts_at - timedelta(hours=1)
        Meeting.objects.update(starts_at=wrong)  # as if the rules had changed
        assert shifted() == [meeting]
        actions.shift_meeting(meeting=Meeting.objects.get())
        assert shifted() == []
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.sequence) == (datetime(2026, 9, 15, 11, tzinfo=UTC), 1)


def test_plan_meeting_refuses_a_zone_that_does_not_exist(cast: Cast) -> None:
    with pytest.raises(Refused, match="Choose a time zone from the list"):
        plan(cast, zone="Europe/Atlantis")


def test_answer_meeting_once_a_person_and_not_after_its_end(cast: Cast) -> None:
    with clock.at(NOW):
        meeting = plan(cast)
    with clock.at(meeting.starts_at - timedelta(days=3)):
        assert waiting(cast.observer, "meetings.answer") == [meeting.pk]
        for answer in ("maybe", "yes"):
            actions.answer_meeting(actor=cast.member("observer"), meeting=meeting, answer=answer)
        assert waiting(cast.observer, "meetings.answer") == []
    assert Attendance.objects.get().answer == "yes"
    with clock.at(meeting.ends_at), pytest.raises(Refused, match="This meeting is over"):
        actions.answer_meeting(actor=cast.member("observer"), meeting=meeting, answer="no")


def test_cancelled_meeting_is_not_answered(cast: Cast) -> None:
    with clock.at(NOW):
        meeting = plan(cast)
        actions.cancel_meeting(actor=cast.member("chair"), meeting=meeting)
        meeting.refresh_from_db()
        with pytest.raises(NotAllowed):
            actions.answer_meeting(actor=cast.member("delegate"), meeting=meeting, answer="yes")
        with pytest.raises(Refused, match="cancelled already"):
            actions.cancel_meeting(actor=cast.member("chair"), meeting=meeting)


def test_open_minutes_begins_a_draft_with_a_heading_an_item(cast: Cast) -> None:
    with clock.at(NOW):
        meeting = plan(cast)
        items = [actions.Item("Welcome", 5), actions.Item("Costs\nand fees", 40, "Uruguay")]
        actions.set_agenda(actor=cast.member("chair"), meeting=meeting, items=items)
        with pytest.raises(Refused, match="once the meeting has begun"):
            actions.open_minutes(actor=cast.member("chair"), meeting=meeting)
    with clock.at(meeting.starts_at):
        draft = actions.open_minutes(actor=cast.member("chair"), meeting=meeting)
        with pytest.raises(Refused, match="open already"):
            actions.open_minutes(actor=cast.member("chair"), meeting=meeting)
    blocks = document_of(draft)["content"]
    headings = [block["content"][0]["text"] for block in blocks if block["type"] == "heading"]
    assert headings == ["Welcome", "Costs and fees"]


def test_finish_task_once_by_the_delegation_that_owes_it(cast: Cast) -> None:
    owing = cast.member("delegate").delegation
    assert owing
    task = actions.set_task(
        actor=cast.member("chair"), meeting=plan(cast), title="Send figures", delegation=owing, due_on=None
    )
    with pytest.raises(NotAllowed):
        actions.finish_task(actor=cast.member("observer"), task=task)
    actions.finish_task(actor=cast.member("delegate2"), task=task)
    with pytest.raises(Refused, match="marked as done already"):
        actions.finish_task(actor=cast.member("delegate"), task=task)
    task.refresh_from_db()
    assert task.done_by == cast.delegate2
