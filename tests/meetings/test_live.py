"""Old page plus events equals a fresh page, for what happens to programmes, participants and tasks."""

from datetime import date, time

import pytest
from django.test import Client

from tests.cast import Cast
from tests.live.replay import replay
from workgroups.core import clock
from workgroups.core.errors import NotAllowed
from workgroups.groups.permissions import Member
from workgroups.meetings import actions
from workgroups.meetings.actions import Entry
from workgroups.meetings.models import Meeting
from workgroups.polls.actions import close_poll, open_poll, record_decision

pytestmark = pytest.mark.django_db
DAY = date(2021, 3, 29)


@pytest.fixture
def chair(cast: Cast, client: Client) -> Member:
    client.force_login(cast.secretariat)
    return cast.member("chair")


@pytest.fixture
def meeting(chair: Member) -> Meeting:
    return actions.record_meeting(actor=chair, title="Expert meeting", day=DAY, source="Report")


def page_of(meeting: Meeting) -> tuple[str, str]:
    return f"meeting:{meeting.pk}", meeting.get_absolute_url()


def test_list_follows_a_record(cast: Cast, chair: Member, client: Client) -> None:
    with replay(client, cast.group) as page:
        page.shows("meetings", f"/groups/{cast.group.slug}/meetings/")
        actions.record_meeting(actor=chair, title="Expert meeting", day=DAY, source="Report")


def test_page_follows_a_session_that_comes_changes_moves_and_goes(
    cast: Cast, chair: Member, meeting: Meeting, client: Client
) -> None:
    with replay(client, cast.group) as page:
        page.shows(*page_of(meeting))
        first = actions.add_session(actor=chair, meeting=meeting, kind="opening", title="Opening", day=DAY)
    second = actions.add_session(actor=chair, meeting=meeting, kind="closing", title="Closing", day=DAY)
    with replay(client, cast.group) as page:
        page.shows(*page_of(meeting))
        actions.change_session(actor=chair, session=first, kind="opening", title="Opening", day=DAY, words="Hello.")
    with replay(client, cast.group) as page:
        page.shows(*page_of(meeting))
        actions.move_session(actor=chair, session=second, later=False)
    with replay(client, cast.group) as page:
        page.shows(*page_of(meeting))
        actions.remove_session(actor=chair, session=second)


def test_page_follows_what_is_attached(cast: Cast, chair: Member, meeting: Meeting, client: Client) -> None:
    decision = record_decision(actor=chair, title="So be it", body="", how="consensus", decided_on=DAY)
    with replay(client, cast.group) as page:
        page.shows(*page_of(meeting))
        attached = actions.attach_decision(actor=chair, meeting=meeting, decision=decision)
    with replay(client, cast.group) as page:
        page.shows(*page_of(meeting))
        actions.detach_decision(actor=chair, attached=attached)


def test_lists_follow_participants(cast: Cast, chair: Member, meeting: Meeting, client: Client) -> None:
    topics, address = f"participants:{meeting.pk}", f"{meeting.get_absolute_url()}participants/"
    with replay(client, cast.group) as page:
        page.shows(topics, address)
        page.shows(topics, f"{address}counts/")
        page.shows(f"tasks:{meeting.pk}", f"{meeting.get_absolute_url()}tasks/")
        (made,) = actions.add_participants(actor=chair, meeting=meeting, entries=[Entry("expert", "A city", "IN")])
    with replay(client, cast.group) as page:
        page.shows(topics, address)
        page.shows(topics, f"{address}counts/")
        actions.change_participant(actor=chair, participant=made, entry=Entry("guest", "A town", "IN"))
    with replay(client, cast.group) as page:
        page.shows(topics, address)
        actions.remove_participant(actor=chair, participant=made)


def test_tasks_follow_who_owes_them(cast: Cast, chair: Member, meeting: Meeting, client: Client) -> None:
    topics, address = f"tasks:{meeting.pk}", f"{meeting.get_absolute_url()}tasks/"
    with replay(client, cast.group) as page:
        page.shows(topics, address)
        task = actions.set_task(actor=chair, meeting=meeting, title="Count less, ask more", kind="recommendation")
    with replay(client, cast.group) as page:
        page.shows(topics, address)
        actions.assign_task(actor=chair, task=task, addressee="The convenor")


def test_page_follows_a_poll_in_the_room_that_closes(
    cast: Cast, chair: Member, meeting: Meeting, client: Client
) -> None:
    decision = open_poll(actor=chair, question="Which two words?", options=["One", "Two"])
    actions.attach_decision(actor=chair, meeting=meeting, decision=decision)
    with replay(client, cast.group) as page:
        page.shows(f"meeting:{meeting.pk} decision:{decision.pk}", meeting.get_absolute_url())
        close_poll(decision=decision, actor=chair)
    assert f"meeting:{meeting.pk} decision:{decision.pk}" in client.get(meeting.get_absolute_url()).content.decode()


def test_open_page_follows_a_meeting_that_moves(cast: Cast, chair: Member, client: Client) -> None:
    given = {"title": "Call", "day": date(2031, 3, 3), "zone": "UTC", "minutes": 60}
    one = actions.plan_meeting(actor=chair, wall_time=time(9), **given)  # type: ignore[arg-type]
    with replay(client, cast.group) as page:
        page.shows(f"meeting-when:{one.pk}", one.get_absolute_url())
        actions.move_meeting(
            actor=chair, meeting=one, wall_time=time(10), place="", join_url="https://call.example/new", **given
        )  # type: ignore[arg-type]
    shown = client.get(one.get_absolute_url()).content.decode()
    assert shown.count(f'data-live="meeting-when:{one.pk}"') == 2  # its hours, and how to join


def test_open_page_follows_a_cancellation_and_its_undoing(cast: Cast, chair: Member, client: Client) -> None:
    one = actions.plan_meeting(actor=chair, title="Call", day=date(2031, 3, 3), wall_time=time(9), zone="UTC")
    for act in (actions.cancel_meeting, actions.restore_meeting):
        with replay(client, cast.group) as page:
            page.shows(f"meeting-when:{one.pk}", one.get_absolute_url())
            page.shows("meetings", f"/groups/{cast.group.slug}/meetings/")
            act(actor=chair, meeting=one)
    one.refresh_from_db()
    actions.cancel_meeting(actor=chair, meeting=one)
    with clock.at(clock.now() + clock.UNDO), pytest.raises(NotAllowed):
        actions.restore_meeting(actor=chair, meeting=one)
