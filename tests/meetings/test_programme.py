"""Meetings of several days: their span, their sessions, what was asked, what is recommended, records of sources."""

from datetime import UTC, date, datetime, time

import pytest

from tests.cast import Cast
from tests.duties import waiting
from workgroups.core.errors import NotAllowed, Refused
from workgroups.meetings import actions
from workgroups.meetings.models import Meeting, Session, Task
from workgroups.meetings.queries import programme_of
from workgroups.polls.actions import record_decision

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY, WEDNESDAY = date(2021, 3, 29), date(2021, 3, 30), date(2021, 3, 31)


def record(cast: Cast, **values: object) -> Meeting:
    given: dict[str, object] = {
        "title": "Expert meeting", "day": MONDAY, "last_day": WEDNESDAY, "source": "Report of the meeting"
    }  # fmt: skip
    return actions.record_meeting(actor=cast.member("chair"), **(given | values))  # type: ignore[arg-type]


def session(cast: Cast, meeting: Meeting, title: str, **values: object) -> Session:
    given = {"actor": cast.member("chair"), "meeting": meeting, "kind": "dialogue", "title": title}
    return actions.add_session(**(given | values))  # type: ignore[arg-type]


def test_hours_of_each_day_make_the_span(cast: Cast) -> None:
    meeting = actions.plan_meeting(
        actor=cast.member("chair"), title="Two days across a clock change", day=date(2027, 3, 27),
        last_day=date(2027, 3, 28), wall_time=time(9), zone="Europe/London", minutes=240,
    )  # fmt: skip
    assert (meeting.starts_at, meeting.ends_at) == (
        datetime(2027, 3, 27, 9, tzinfo=UTC),
        datetime(2027, 3, 28, 12, tzinfo=UTC),
    )
    assert meeting.days == [date(2027, 3, 27), date(2027, 3, 28)]


def test_record_without_hours_lasts_from_midnight_to_midnight(cast: Cast) -> None:
    meeting = record(cast, zone="America/New_York")
    assert (meeting.hours_known, meeting.is_record) == (False, True)
    assert (meeting.starts_at, meeting.ends_at) == (
        datetime(2021, 3, 29, 4, tzinfo=UTC),
        datetime(2021, 4, 1, 4, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"last_day": date(2021, 3, 28)}, "cannot come before the first"),
        ({"last_day": date(2021, 5, 1)}, "at most a month"),
        ({"source": "  "}, "which source"),
        ({"day": date(2031, 1, 1), "last_day": None}, "that has ended"),
    ],
)
def test_record_meeting_refuses_what_cannot_be(cast: Cast, values: dict[str, object], message: str) -> None:
    with pytest.raises(Refused, match=message):
        record(cast, **values)


def test_a_record_asks_nobody_and_is_not_cancelled(cast: Cast) -> None:
    meeting = record(cast)
    assert waiting(cast.delegate, "meetings.answer") == []
    with pytest.raises(Refused, match="record of a meeting that was held"):
        actions.cancel_meeting(actor=cast.member("chair"), meeting=meeting)
    with pytest.raises(Refused, match="is over"):
        actions.answer_meeting(actor=cast.member("delegate"), meeting=meeting, answer="yes")


def test_programme_of_puts_days_in_order_and_breakouts_side_by_side(cast: Cast) -> None:
    meeting = record(cast)
    second = session(cast, meeting, "Dialogue II", day=TUESDAY)
    session(cast, meeting, "Opening", kind="opening", day=MONDAY)
    first = session(cast, meeting, "Dialogue I", day=MONDAY, words="Trends.\n")
    session(cast, meeting, "Unknown day")
    for number in range(1, 4):
        session(cast, meeting, f"Group {number}", kind="breakout", parent=second, parallel=1)
    session(cast, meeting, "Back together", parent=second)
    decision = record_decision(
        actor=cast.member("chair"), title="Two words?", body="", how="consensus", decided_on=MONDAY
    )
    attached = actions.attach_decision(
        actor=cast.member("chair"), meeting=meeting, decision=decision, role="room", session=first
    )
    items = [actions.Item("Costs", None, session=first, words="*Much*"), actions.Item("Any other", 5)]
    actions.set_agenda(actor=cast.member("chair"), meeting=meeting, items=items)
    found = programme_of(meeting)
    assert [(day.day, day.number, [[part.title for part in row] for row in day.rows]) for day in found.days] == [
        (MONDAY, 1, [["Opening"], ["Dialogue I"]]),
        (TUESDAY, 2, [["Dialogue II"]]),
        (None, 0, [["Unknown day"]]),
    ]
    dialogue_2 = found.days[1].rows[0][0]
    assert [[part.title for part in row] for row in dialogue_2.rows] == [
        ["Group 1", "Group 2", "Group 3"],
        ["Back together"],
    ]
    dialogue_1 = found.days[0].rows[1][0]
    assert (dialogue_1.text, [one.attached_id for one in dialogue_1.asked]) == ("Trends.", [attached.pk])
    assert [(item.title, item.minutes, item.text) for item in dialogue_1.items] == [("Costs", None, "*Much*")]
    assert [item.title for item in found.items] == ["Any other"]


def test_session_stays_within_its_meeting(cast: Cast) -> None:
    meeting, other = record(cast), record(cast)
    inner = session(cast, meeting, "Group", parent=session(cast, meeting, "Dialogue", day=MONDAY))
    for values, message in [
        ({"day": date(2021, 4, 1)}, "own days"),
        ({"parent": inner}, "does not stand inside"),
        ({"parent": session(cast, other, "Elsewhere")}, "of this meeting"),
        ({"starts": time(10), "ends": time(9)}, "ends after it starts"),
        ({"kind": "party"}, "kind of session"),
    ]:
        with pytest.raises(Refused, match=message):
            session(cast, meeting, "Wrong", **values)
    with pytest.raises(NotAllowed):
        session(cast, meeting, "Mine", actor=cast.member("delegate"))


def test_change_session_takes_its_breakouts_along(cast: Cast) -> None:
    meeting = record(cast)
    outer = session(cast, meeting, "Dialogue", day=MONDAY)
    inner = session(cast, meeting, "Group", parent=outer)
    change = {"actor": cast.member("chair"), "session": outer, "kind": "dialogue", "title": "Moved"}
    actions.change_session(**change, day=TUESDAY)
    inner.refresh_from_db()
    assert inner.day == TUESDAY
    with pytest.raises(Refused, match="cannot stand inside"):
        actions.change_session(**change, parent=session(cast, meeting, "Other"))
    with pytest.raises(Refused, match="holds others"):
        actions.remove_session(actor=cast.member("chair"), session=outer)
    actions.remove_session(actor=cast.member("chair"), session=inner)
    actions.remove_session(actor=cast.member("chair"), session=outer)
    assert not Session.objects.filter(meeting=meeting, day=TUESDAY).exists()


def test_move_session_changes_places_with_its_neighbour(cast: Cast) -> None:
    meeting = record(cast)
    made = [session(cast, meeting, title, day=MONDAY) for title in ("A", "B", "C")]
    actions.move_session(actor=cast.member("chair"), session=made[2], later=False)
    assert list(meeting.sessions.values_list("title", flat=True)) == ["A", "C", "B"]
    with pytest.raises(Refused, match="at the end of its day"):
        actions.move_session(actor=cast.member("chair"), session=made[0], later=False)


def test_move_meeting_leaves_no_session_outside(cast: Cast) -> None:
    meeting = record(cast)
    session(cast, meeting, "Closing", day=WEDNESDAY)
    change = {"actor": cast.member("chair"), "meeting": meeting, "title": "Shorter", "day": MONDAY, "zone": "UTC"}
    rest = {"wall_time": None, "minutes": 60, "place": "", "join_url": ""}
    with pytest.raises(Refused, match="“Closing” stands on a day"):
        actions.move_meeting(**change, **rest, last_day=TUESDAY)
    actions.move_meeting(**change, **rest, last_day=WEDNESDAY)


def test_attach_decision_once_and_of_this_group(cast: Cast) -> None:
    meeting = record(cast)
    decision = record_decision(
        actor=cast.member("chair"), title="So be it", body="", how="consensus", decided_on=MONDAY
    )
    attached = actions.attach_decision(actor=cast.member("chair"), meeting=meeting, decision=decision, role="outcome")
    with pytest.raises(Refused, match="already belongs"):
        actions.attach_decision(actor=cast.member("chair"), meeting=meeting, decision=decision)
    actions.detach_decision(actor=cast.member("chair"), attached=attached)
    assert programme_of(meeting).asked == ()


def test_recommendation_needs_no_delegation_and_stays_off_desks(cast: Cast) -> None:
    meeting = record(cast)
    chair, owing = cast.member("chair"), cast.member("delegate").delegation
    told = actions.set_task(
        actor=chair, meeting=meeting, title="Group countries in tiers", kind="recommendation", addressee="The convenor",
        session=session(cast, meeting, "The way forward"),
    )  # fmt: skip
    assert (told.delegation, told.addressee, waiting(cast.delegate, "meetings.task")) == (None, "The convenor", [])
    with pytest.raises(Refused, match="not both"):
        actions.set_task(actor=chair, meeting=meeting, title="Both", delegation=owing, addressee="Somebody")
    with pytest.raises(NotAllowed):
        actions.finish_task(actor=cast.member("delegate"), task=told)
    actions.assign_task(actor=chair, task=told, delegation=owing)
    assert waiting(cast.delegate, "meetings.task") == [told.pk]
    told = Task.objects.get()
    assert told.addressee == ""
    actions.finish_task(actor=cast.member("delegate"), task=told)
    with pytest.raises(Refused, match="done already"):
        actions.assign_task(actor=chair, task=told)


def test_minutes_begin_with_sessions_and_their_items(cast: Cast) -> None:
    from workgroups.drafts.queries import document_of

    meeting = record(cast)
    first = session(cast, meeting, "Dialogue I", day=MONDAY)
    actions.set_agenda(
        actor=cast.member("chair"),
        meeting=meeting,
        items=[actions.Item("Trends", session=first), actions.Item("Hello")],
    )
    blocks = document_of(actions.open_minutes(actor=cast.member("chair"), meeting=meeting))["content"]
    found = [(block["attrs"]["level"], block["content"][0]["text"]) for block in blocks if block["type"] == "heading"]
    assert found == [(1, "Hello"), (1, "Dialogue I"), (2, "Trends")]
