"""Calendars as other programs read them."""

from datetime import UTC, date, datetime, time

import icalendar
import pytest
from django.test import Client

from tests.cast import Cast
from workgroups.core import clock
from workgroups.meetings import actions
from workgroups.meetings.models import Meeting

pytestmark = pytest.mark.django_db
JOIN = "https://call.example/secret"


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    with clock.at(datetime(2026, 9, 1, 9, 30, 15, 999, tzinfo=UTC)):
        return actions.plan_meeting(
            actor=cast.member("chair"),
            title="Costs\r\nATTACH:file:///etc/passwd, and; more",
            day=date(2030, 9, 15),
            wall_time=time(12),
            zone="Europe/London",
            minutes=60,
            place="Room 5",
            join_url=JOIN,
        )


def events(content: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def test_group_feed_keeps_joining_details_for_members(cast: Cast, meeting: Meeting, client: Client) -> None:
    address = f"/groups/{cast.group.slug}/calendar.ics"
    assert JOIN.encode() not in client.get(address).content
    client.force_login(cast.observer)
    assert str(events(client.get(address).content)[0]["CONFERENCE"]) == JOIN


def test_feed_reads_as_meant_whatever_the_title_says(cast: Cast, meeting: Meeting, client: Client) -> None:
    Meeting.objects.update(marking="public")
    (event,) = events(client.get(f"/groups/{cast.group.slug}/calendar.ics").content)
    assert str(event["SUMMARY"]) == f"{cast.group.name}: Costs ATTACH:file:///etc/passwd, and; more"
    assert "ATTACH" not in event
    assert event["DTSTART"].dt == datetime(2030, 9, 15, 11, tzinfo=UTC)
    assert event["DTSTAMP"].dt == datetime(2026, 9, 1, 9, 30, 15, tzinfo=UTC)
    assert (int(event["SEQUENCE"]), str(event["STATUS"])) == (0, "CONFIRMED")


def test_unchanged_feed_costs_a_304_and_a_moved_meeting_does_not(cast: Cast, meeting: Meeting, client: Client) -> None:
    token = actions.renew_feed(person=cast.delegate)
    first = client.get(f"/calendar/{token}.ics")
    again = client.get(f"/calendar/{token}.ics", headers={"if-none-match": first["ETag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    actions.cancel_meeting(actor=cast.member("chair"), meeting=meeting)
    later = client.get(f"/calendar/{token}.ics", headers={"if-none-match": first["ETag"]})
    (event,) = events(later.content)
    assert (later.status_code, str(event["STATUS"]), int(event["SEQUENCE"])) == (200, "CANCELLED", 1)
    assert str(event["UID"]) == str(events(first.content)[0]["UID"])


def test_renewed_address_ends_the_old_one(cast: Cast, meeting: Meeting, client: Client) -> None:
    old = actions.renew_feed(person=cast.delegate)
    actions.renew_feed(person=cast.delegate)
    assert client.get(f"/calendar/{old}.ics").status_code == 404


def test_person_feed_ends_with_the_seat(cast: Cast, meeting: Meeting, client: Client) -> None:
    from workgroups.groups.actions import end_seat

    token = actions.renew_feed(person=cast.delegate)
    assert len(events(client.get(f"/calendar/{token}.ics").content)) == 1
    end_seat(actor=cast.chair, seat=cast.member("delegate").seats[0])
    assert events(client.get(f"/calendar/{token}.ics").content) == []


def test_days_without_hours_are_whole_days_that_take_up_no_time(cast: Cast, client: Client) -> None:
    actions.record_meeting(
        actor=cast.member("chair"), title="Expert meeting", day=date(2021, 3, 29), last_day=date(2021, 3, 31),
        source="Report",
    )  # fmt: skip
    Meeting.objects.update(marking="public")
    content = client.get(f"/groups/{cast.group.slug}/calendar.ics").content
    (event,) = events(content)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2021, 3, 29), date(2021, 4, 1))
    assert b"DTSTART;VALUE=DATE:20210329" in content
    assert str(event["TRANSP"]) == "TRANSPARENT"


def test_days_with_hours_are_an_entry_each_across_a_clock_change(cast: Cast, client: Client) -> None:
    made = actions.plan_meeting(
        actor=cast.member("chair"), title="Workshop", day=date(2027, 3, 27), last_day=date(2027, 3, 28),
        wall_time=time(9), zone="Europe/London", minutes=240,
    )  # fmt: skip
    address = f"/groups/{cast.group.slug}/calendar.ics"
    Meeting.objects.update(marking="public")
    found = events(client.get(address).content)
    assert [(event["DTSTART"].dt, event["DTEND"].dt) for event in found] == [
        (datetime(2027, 3, 27, 9, tzinfo=UTC), datetime(2027, 3, 27, 13, tzinfo=UTC)),
        (datetime(2027, 3, 28, 8, tzinfo=UTC), datetime(2027, 3, 28, 12, tzinfo=UTC)),
    ]
    assert [str(event["SUMMARY"]).rpartition(" (")[2] for event in found] == ["day 1 of 2)", "day 2 of 2)"]
    uids = [str(event["UID"]) for event in found]
    assert uids[0].startswith(str(made.uid))
    assert len(set(uids)) == 2
    actions.cancel_meeting(actor=cast.member("chair"), meeting=made)
    later = events(client.get(address).content)
    assert [(str(event["UID"]), str(event["STATUS"]), int(event["SEQUENCE"])) for event in later] == [
        (uid, "CANCELLED", 1) for uid in uids
    ]
