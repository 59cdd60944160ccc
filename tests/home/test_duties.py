"""What people do about what waits: put off, pass on, done already; and what a desk of 20 groups costs."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.test import Client

from tests.cast import Cast
from workgroups.core import clock
from workgroups.core.errors import Missing, Refused
from workgroups.events.models import Entry
from workgroups.groups.actions import end_seat
from workgroups.meetings.actions import plan_meeting, set_task
from workgroups.meetings.models import Task
from workgroups.notifications import actions
from workgroups.notifications.queries import duties_for, waiting_for
from workgroups.notifications.registry import duty_key

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def key(cast: Cast) -> str:
    """A task that Westland owes by Friday."""
    with clock.at(MONDAY):
        chair = cast.member("chair")
        held = plan_meeting(
            actor=chair, title="Call", day=MONDAY.date() - timedelta(days=3), wall_time=time(9), zone="UTC"
        )
        west = cast.member("delegate").delegation
        assert west
        due = MONDAY.date() + timedelta(days=4)
        task = set_task(actor=chair, meeting=held, title="Send the survey", delegation=west, due_on=due)
    return duty_key("meetings.task", task.pk, west.pk)


def things(cast: Cast, who: str) -> list[str]:
    return [duty.thing for duty in duties_for(cast.person(who))]


def test_put_off_leaves_my_desk_alone_and_comes_back(cast: Cast, key: str) -> None:
    with clock.at(MONDAY):
        actions.snooze_duty(person=cast.delegate, key=key, until=MONDAY + timedelta(days=1))
        assert (things(cast, "delegate"), things(cast, "delegate2")) == ([], ["Send the survey"])
        assert [one.duty.thing for one in waiting_for(cast.delegate).later] == ["Send the survey"]
    with clock.at(MONDAY + timedelta(days=1)):
        assert things(cast, "delegate") == ["Send the survey"]


def test_put_off_past_the_deadline_only_knowingly_and_back_when_the_deadline_moves(cast: Cast, key: str) -> None:
    later = MONDAY + timedelta(days=7)
    with clock.at(MONDAY):
        with pytest.raises(Refused, match="after its deadline"):
            actions.snooze_duty(person=cast.delegate, key=key, until=later)
        actions.snooze_duty(person=cast.delegate, key=key, until=MONDAY + timedelta(days=3))
        Task.objects.update(due_on=MONDAY.date() + timedelta(days=1))
        assert things(cast, "delegate") == ["Send the survey"]
        actions.snooze_duty(person=cast.delegate, key=key, until=later, late=True)
        assert things(cast, "delegate") == []


def test_passed_on_stands_on_the_colleagues_desk_and_can_be_taken_back(cast: Cast, key: str) -> None:
    with clock.at(MONDAY):
        actions.pass_duty(person=cast.delegate, key=key, to=cast.delegate2.pk, note="You know them better.")
        (theirs,) = duties_for(cast.delegate2)
        assert (theirs.passed_by, theirs.note) == ("Delegate", "You know them better.")
        assert things(cast, "delegate") == []
        passed = waiting_for(cast.delegate).passed
        assert [one.handling.to for one in passed] == [cast.delegate2]
        actions.take_duty_back(person=cast.delegate, key=key)
        assert (things(cast, "delegate"), duties_for(cast.delegate2)[0].passed_by) == (["Send the survey"], "")


def test_passing_on_is_for_colleagues_who_have_it_too_and_ends_with_their_seat(cast: Cast, key: str) -> None:
    with clock.at(MONDAY):
        for stranger in (cast.chair, cast.outsider, cast.former):
            with pytest.raises(Refused, match="of your delegation"):
                actions.pass_duty(person=cast.delegate, key=key, to=stranger.pk)
        with pytest.raises(Missing):
            actions.pass_duty(person=cast.chair, key=key, to=cast.delegate.pk)
        actions.pass_duty(person=cast.delegate, key=key, to=cast.delegate2.pk)
        end_seat(actor=cast.chair, seat=cast.member("delegate2").seats[0])
    with clock.at(MONDAY + timedelta(days=1)):
        assert things(cast, "delegate") == ["Send the survey"]


def test_done_already_is_kept_with_who_and_shown_to_the_delegation(cast: Cast, key: str) -> None:
    with clock.at(MONDAY):
        actions.finish_duty(person=cast.delegate2, key=key)
        assert Task.objects.get().done_by == cast.delegate2
        assert (things(cast, "delegate"), things(cast, "delegate2")) == ([], [])
        assert [one.done_by for one in waiting_for(cast.delegate).done] == ["Delegate2"]


def test_open_desks_of_both_hear_of_it(cast: Cast, key: str) -> None:
    with clock.at(MONDAY):
        actions.pass_duty(person=cast.delegate, key=key, to=cast.delegate2.pk)
    told = Entry.objects.filter(name="notifications.duty_handled")
    assert {entry.event().topics() for entry in told} == {("duties",)}
    assert sorted(entry.event().person_id for entry in told) == sorted([cast.delegate.pk, cast.delegate2.pk])


def test_the_pages_of_it_without_script(cast: Cast, key: str, client: Client) -> None:
    client.force_login(cast.delegate)
    with clock.at(MONDAY):
        page = client.get(f"/desk/waiting/{key}/").content.decode()
        assert all(words in page for words in ("Done already", "Put it off", "Pass it on", "Delegate2"))
        late = client.post(f"/desk/waiting/{key}/", {"act": "snooze", "until": "day", "day": "2027-01-04"})
        assert (late.status_code, "after its deadline" in late.content.decode()) == (422, True)
        sent = client.post(
            f"/desk/waiting/{key}/", {"act": "pass", "to": cast.delegate2.pk, "note": "Please"}, follow=True
        )
        assert "Passed on to Delegate2." in sent.content.decode()
        back = client.post(f"/desk/waiting/{key}/act/", {"act": "back"}, follow=True).content.decode()
        assert ("It is on your desk again." in back, "Send the survey" in back) == (True, True)
        assert "Send the survey" in client.get("/desk/waiting/").content.decode()
