"""Lists of participants: by function, without names unless agreed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from tests.cast import Cast
from workgroups.core import clock
from workgroups.core.errors import NotAllowed, Refused
from workgroups.meetings import actions
from workgroups.meetings.actions import Entry
from workgroups.meetings.models import Meeting, Participant
from workgroups.meetings.queries import participants_by_function, participants_seen

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return actions.record_meeting(
        actor=cast.member("chair"), title="Expert meeting", day=date(2021, 3, 29), source="Report"
    )


def test_participants_by_function_counts_and_collapses(cast: Cast, meeting: Meeting) -> None:
    entries = [Entry("staff", "The convenor")] * 12
    entries += [
        Entry("expert", "A university", "ET", name="Somebody"),
        Entry("expert"),
        Entry("keynote", "The convenor"),
    ]
    actions.add_participants(actor=cast.member("chair"), meeting=meeting, entries=entries)
    found = participants_by_function(meeting)
    assert [(one.function, one.count, [(row.organisation, row.country, row.count) for row in one.lines])
            for one in found] == [
        ("keynote", 1, [("The convenor", "", 1)]),
        ("expert", 2, [("A university", "ET", 1), ("", "", 1)]),
        ("staff", 12, [("The convenor", "", 12)]),
    ]  # fmt: skip
    assert "Somebody" not in repr(found)


def test_add_participants_takes_all_or_none(cast: Cast, meeting: Meeting) -> None:
    for entry, message in [
        (Entry("emperor"), "Entry 2: “emperor” is not a function"),
        (Entry("expert", country="XZ"), "Entry 2: “XZ” is not a country's two-letter code"),
    ]:
        with pytest.raises(Refused, match=message):
            actions.add_participants(actor=cast.member("chair"), meeting=meeting, entries=[Entry("guest"), entry])
    with pytest.raises(Refused, match="nobody in this list"):
        actions.add_participants(actor=cast.member("chair"), meeting=meeting, entries=[])
    with pytest.raises(NotAllowed):
        actions.add_participants(actor=cast.member("delegate"), meeting=meeting, entries=[Entry("guest")])
    assert Participant.objects.count() == 0


def test_names_need_consent_within_the_group(cast: Cast, meeting: Meeting) -> None:
    entries = [
        Entry("expert", name="Agreed", consent_to_name=True),
        Entry("expert", name="Silent"),
        Entry("guest", person=cast.observer),
    ]
    actions.add_participants(actor=cast.member("chair"), meeting=meeting, entries=entries)
    assert [one.name for one in participants_seen(meeting, all_names=False)] == ["Agreed", "", ""]
    assert [one.name for one in participants_seen(meeting, all_names=True)] == ["Agreed", "Silent", "Observer"]


def test_change_and_remove_participant(cast: Cast, meeting: Meeting) -> None:
    first, second = actions.add_participants(
        actor=cast.member("chair"), meeting=meeting, entries=[Entry("expert"), Entry("guest")]
    )
    actions.change_participant(actor=cast.member("chair"), participant=first, entry=Entry("moderator", "A city", "IN"))
    actions.remove_participant(actor=cast.member("chair"), participant=second)
    (left,) = participants_by_function(meeting)
    assert (left.function, left.lines[0].organisation, left.lines[0].country) == ("moderator", "A city", "IN")


def test_what_was_taken_off_is_put_back_for_ten_minutes(cast: Cast, meeting: Meeting, client: Client) -> None:
    entries = [Entry("expert", "A city", "IN", "Somebody", person=cast.observer), Entry("guest", "A town")]
    first, _second = actions.add_participants(actor=cast.member("chair"), meeting=meeting, entries=entries)
    page = f"{meeting.get_absolute_url()}participants/"
    client.force_login(cast.chair)
    for minutes, back in ((9, True), (10, False)):
        gone = meeting.participants.get(name="Somebody")
        with clock.at(NOON):
            client.post(f"{page}{gone.pk}/remove/")
            key = client.get(f"{page}entries/").content.decode().partition('name="key" value="')[2].partition('"')[0]
        with clock.at(NOON + timedelta(minutes=minutes)):
            assert ("Put it back" in client.get(f"{page}entries/").content.decode()) == back
            client.post(f"{page}restore/", {"key": key})
            client.post(f"{page}restore/", {"key": key})  # twice pressed, once back
        kept = [(one.function, one.organisation, one.country, one.person) for one in meeting.participants.all()]
        mine = [("expert", "A city", "IN", cast.observer)] if back else []
        assert kept == [*mine, ("guest", "A town", "", None)]
    assert first.position == 1
