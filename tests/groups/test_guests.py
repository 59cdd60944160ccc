"""A guest sees one thing, writes in it where the pass says so, and is out the moment it ends."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.live.replay import replay
from workgroups.core import clock
from workgroups.core.errors import Missing, NotAllowed, Refused
from workgroups.drafts.actions import create_draft
from workgroups.drafts.models import Draft
from workgroups.drafts.rooms.admission import admit
from workgroups.events.actions import catch_up
from workgroups.events.events import StreamRef
from workgroups.events.queries import entries_after, head_of
from workgroups.groups import actions
from workgroups.groups.models import GuestPass, Marking
from workgroups.groups.permissions import can_speak, guest_for, member_of, pass_token_of
from workgroups.live.registry import rosters
from workgroups.meetings.actions import plan_meeting
from workgroups.meetings.models import Meeting
from workgroups.notifications.models import Delivery
from workgroups.notifications.registry import members_of
from workgroups.threads.actions import add_post, mark_thread, start_thread
from workgroups.threads.models import Thread
from workgroups.timers.models import Timer


@pytest.fixture
def thread(cast: Cast) -> Thread:
    return start_thread(actor=cast.member("delegate"), title="What do you pay?", body="By the hour or by the year?")


@pytest.fixture
def as_guest(cast: Cast, client: Client) -> Client:
    client.force_login(cast.guest)
    return client


def pass_of(cast: Cast, kind: str) -> GuestPass:
    return GuestPass.objects.get(accepted_by=cast.guest, kind=kind)


def address(cast: Cast, kind: str) -> str:
    return f"/guest/{pass_of(cast, kind).pk}/"


def test_a_guest_reads_and_posts_in_one_thread_without_the_group_around_it(
    cast: Cast, as_guest: Client, thread: Thread
) -> None:
    other = start_thread(actor=cast.member("chair"), title="Another thing", body="Not for guests.")
    page = as_guest.get(address(cast, "thread")).content.decode()
    assert ("By the hour or by the year?" in page, "Another thing" in page, "/groups/cloud/" in page) == (
        True,
        False,
        False,
    )
    as_guest.post(address(cast, "thread"), {"body": "By the second."})
    assert thread.posts.get(seq=2).author == cast.guest
    assert as_guest.get(f"/groups/cloud/threads/{thread.number}/").status_code == 404
    assert as_guest.get(f"/groups/cloud/threads/{other.number}/").status_code == 404
    assert "By the second." in as_guest.get(address(cast, "thread")).content.decode()


def test_the_pass_that_ends_or_runs_out_closes_the_door_at_once(cast: Cast, as_guest: Client, thread: Thread) -> None:
    door, before = address(cast, "thread"), cast.group.epoch
    with clock.at(clock.now() + timedelta(days=31)), pytest.raises(Missing):
        guest_for(cast.guest, pass_of(cast, "thread").pk)
    actions.end_pass(actor=cast.chair, guest=pass_of(cast, "thread"))
    assert (as_guest.get(door).status_code, as_guest.post(door, {"body": "Late."}).status_code) == (404, 404)
    cast.group.refresh_from_db()
    assert cast.group.epoch == before + 1


def test_a_guest_is_nobody_in_rosters_mail_rooms_and_permissions(cast: Cast, thread: Thread) -> None:
    create_draft(actor=cast.member("chair"), title="Paper")
    assert member_of(cast.guest, cast.group) is None
    assert cast.guest.pk not in rosters([cast.group.pk])[cast.group.pk].people
    assert cast.guest.pk not in members_of([cast.group.pk])[cast.group.pk]
    assert admit(cast.guest, "", "cloud", 1) is None
    assert not can_speak(guest_for(cast.guest, pass_of(cast, "thread").pk))


def test_a_thing_that_becomes_restricted_is_gone_for_guests(cast: Cast, as_guest: Client, thread: Thread) -> None:
    Thread.objects.update(marking=Marking.RESTRICTED)
    assert as_guest.get(address(cast, "thread")).status_code == 404
    offered = as_chair(cast).get("/groups/cloud/manage/guests/").content.decode()
    assert 'value="thread-1"' not in offered


def as_chair(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.chair)
    return client


def test_a_reading_pass_offers_no_form_and_takes_no_post(cast: Cast, as_guest: Client, thread: Thread) -> None:
    GuestPass.objects.update(may_write=False)
    door = address(cast, "thread")
    assert "<textarea" not in as_guest.get(door).content.decode()
    assert as_guest.post(door, {"body": "Still."}).status_code == 403
    assert thread.posts.count() == 1


def test_a_guest_changes_a_block_of_the_draft_and_nothing_else(cast: Cast, as_guest: Client) -> None:
    create_draft(actor=cast.member("chair"), title="Paper", words="First words.\n\nSecond words.")
    door = address(cast, "draft")
    block = re.findall(r'href="\?block=([^#"]+)#', as_guest.get(door).content.decode())[0]
    form = as_guest.get(f"{door}?block={block}").content.decode()
    base = re.search(r'name="base" value="([^"]+)"', form)
    assert base
    stale = as_guest.post(door, {"block": block, "base": "0", "words": "Lost?"})
    assert (stale.status_code, "Lost?" in stale.content.decode()) == (422, True)
    as_guest.post(door, {"block": block, "base": base[1], "words": "Other words."})
    page = as_guest.get(door).content.decode()
    assert ("Other words." in page, "First words." in page, "Second words." in page) == (True, False, True)
    Draft.objects.update(marking=Marking.RESTRICTED)
    assert as_guest.get(door).status_code == 404


def test_a_guest_sees_how_to_join_the_meeting_and_not_who_comes(cast: Cast, as_guest: Client) -> None:
    day = clock.now().date() + timedelta(days=3)
    from datetime import time

    plan_meeting(actor=cast.member("chair"), title="Call", day=day, wall_time=time(9), zone="UTC", minutes=60)
    Meeting.objects.update(join_url="https://meet.example/x")
    page = as_guest.get(address(cast, "meeting")).content.decode()
    assert ("https://meet.example/x" in page, "Delegate" in page) == (True, False)
    assert as_guest.post(address(cast, "meeting"), {}).status_code == 403


def test_a_pass_is_taken_up_by_its_address_alone_and_once(cast: Cast, client: Client, thread: Thread) -> None:
    until = clock.now() + timedelta(days=3)
    given = {"actor": cast.chair, "group": cast.group, "kind": "thread", "number": 1, "title": "T", "name": "Kim"}
    made = actions.give_pass(email="kim@x.example", until=until, **given)
    with pytest.raises(NotAllowed):
        actions.accept_pass(guest=made, person=cast.outsider)
    newcomer = {"name": "Kim", "password": "three green bottles", "time_zone": "UTC"}
    joined = client.post(f"/guest-pass/{pass_token_of(made)}/", newcomer)
    assert joined.headers["Location"] == f"/guest/{made.pk}/"
    assert client.get(joined.headers["Location"]).status_code == 200
    with pytest.raises(Refused):
        actions.give_pass(email="kim@x.example", until=clock.now(), **given)
    with pytest.raises(NotAllowed):
        actions.give_pass(**{**given, "actor": cast.delegate}, email="kim@x.example", until=until)


def told(cast: Cast, since: int) -> set[str]:
    """What the guest's own open pages hear after an entry of their stream."""
    events = [entry.event() for entry in entries_after(StreamRef.person(cast.guest.pk), since)]
    return {topic for event in events if event for topic in event.topics()}


def test_words_of_a_guest_stand_under_their_name_and_whose_guest_they_are(
    cast: Cast, as_guest: Client, thread: Thread
) -> None:
    as_guest.post(address(cast, "thread"), {"body": "I say so, @Observer and @Chair."})
    theirs, members = (
        as_guest.get(address(cast, "thread")).content.decode(),
        as_chair(cast).get(f"/groups/cloud/threads/{thread.number}/").content.decode(),
    )
    assert ("guest of Chair" in theirs, "guest of Chair" in members) == (True, True)
    assert thread.posts.get(seq=2).mentions == []  # whether a name is known would tell who is a member


def test_open_page_of_a_guest_hears_of_answers_of_markings_and_of_the_end(
    cast: Cast, as_guest: Client, thread: Thread
) -> None:
    ref, door = StreamRef.person(cast.guest.pk), f"guest:{pass_of(cast, 'thread').pk}"
    page = as_guest.get(address(cast, "thread")).content.decode()
    assert (f'data-live="{door}"' in page, f"person:{cast.guest.pk}" in page, "group:" in page) == (True, True, False)
    at = head_of(ref)
    add_post(actor=cast.member("chair"), thread=thread, body="An answer.")
    catch_up()
    assert door in told(cast, at)
    at = head_of(ref)
    mark_thread(actor=cast.member("chair"), thread=thread, marking=Marking.RESTRICTED)
    assert (told(cast, at), as_guest.get(address(cast, "thread")).status_code) == ({door, "guest-doors"}, 404)
    at = head_of(ref)
    actions.end_pass(actor=cast.chair, guest=pass_of(cast, "thread"))
    assert told(cast, at) == {door, "guest-doors"}


def test_a_pass_is_closed_when_its_last_instant_comes_and_officers_see_it(cast: Cast, client: Client) -> None:
    given = {"actor": cast.chair, "group": cast.group, "kind": "thread", "number": 1, "title": "T", "name": "Kim"}
    made = actions.give_pass(email="kim@x.example", until=clock.now() + timedelta(days=3), **given)
    catch_up()
    assert Timer.objects.get(kind="groups.guest_pass_ends", subject_id=made.pk).due == made.until
    actions.run_out_pass(guest=made)
    made.refresh_from_db()
    assert made.ended_at is None
    client.force_login(cast.cochair)
    with clock.at(made.until), replay(client, cast.group) as page:
        page.shows("guests", "/groups/cloud/manage/guests/")
        actions.run_out_pass(guest=made)
        made.refresh_from_db()
    assert made.ended_at == made.until


def test_a_letter_that_still_waits_does_not_leave_when_the_pass_has_ended(cast: Cast) -> None:
    given = {"actor": cast.chair, "group": cast.group, "kind": "thread", "number": 1, "title": "T", "name": "Kim"}
    made = actions.give_pass(email="kim@x.example", until=clock.now() + timedelta(days=3), **given)
    catch_up()
    assert Delivery.objects.filter(address="kim@x.example").exists()
    actions.end_pass(actor=cast.chair, guest=made)
    catch_up()
    assert not Delivery.objects.filter(address="kim@x.example").exists()


def test_where_no_mail_leaves_officers_hand_the_link_of_a_pass_over(cast: Cast, settings: Any) -> None:
    given = {"actor": cast.chair, "group": cast.group, "kind": "thread", "number": 1, "title": "T", "name": "Kim"}
    made = actions.give_pass(email="kim@x.example", until=clock.now() + timedelta(days=3), **given)
    link = f"/guest-pass/{pass_token_of(made)}/"
    seen = []
    for backend in ("django.core.mail.backends.smtp.EmailBackend", "workgroups.notifications.backends.MailboxBackend"):
        settings.EMAIL_BACKEND = backend
        seen.append(link in as_chair(cast).get("/groups/cloud/manage/guests/").content.decode())
    assert seen == [False, True]
