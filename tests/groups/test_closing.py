"""The end of a group's work, taking it up again, and groups under a group."""

import re
from datetime import date, time, timedelta

import pytest
from django.test import Client

from tests.cast import Cast
from tests.doors import table
from tests.doors.ask import answers
from tests.doors.door import FORBIDDEN, IN, REFUSED, Door
from tests.live.replay import replay
from workgroups.core import clock
from workgroups.core.errors import Missing, NotAllowed, Refused
from workgroups.drafts.actions import create_draft
from workgroups.events.actions import catch_up
from workgroups.groups import actions
from workgroups.groups.models import Conclusion, Group, Office, Seat, Term
from workgroups.groups.permissions import member_for, member_of
from workgroups.groups.queries import members_by_group, rosters_of
from workgroups.meetings.actions import create_series
from workgroups.meetings.models import Meeting, Series
from workgroups.threads.actions import start_thread

# Who reads, and who answers for what is kept, is still decided.
OPEN_WHEN_ENDED = re.compile("groups:(seat-|office-|acting-add|handover|delegation-renew|leave|guest-end)")
PREFIXES = ("groups:", "threads:", "polls:", "meetings:", "drafts:")
# What is one's own, not the group's: where one has read to, what one follows, one's calendar address.
ONES_OWN = {"threads:following-choose", "threads:all-read", "threads:posts-read"}


def conclude(cast: Cast) -> None:
    actions.conclude_group(actor=cast.chair, group=cast.group, note="What was reached.")


def writing() -> list[Door]:
    """Every door of a group that takes a post and lets its chair in."""
    found = [
        door for door in table.doors() if door.post and door.post["chair"] is IN and door.name.startswith(PREFIXES)
    ]
    return [door for door in found if door.post and door.post["outsider"] is not IN and door.name not in ONES_OWN]


def test_an_ended_group_refuses_every_door_that_writes(cast: Cast) -> None:
    """Broken on purpose once: without the guard before `emit`, forty doors let the chair in."""
    let_in = set()
    for door in writing():
        ended = Door(door.name, post=door.post, args=door.args, data=_ended_after(door))
        answer = answers(ended, "post", ["chair"], cast)["chair"]
        if answer is IN:
            let_in.add(door.name)
        else:
            assert answer in {FORBIDDEN, REFUSED}, f"{door}: {answer}"
    # An open poll still ends, at its deadline or before: what was cast is counted.
    ends = {"groups:reopen", "groups:archive", "polls:poll-close"}
    # Its drafts are still read: on a line over HTTP, with a note of how far, and taken away as files.
    reads = {"drafts:draft-line", "drafts:draft-seen", "drafts:copy-list"}
    # Asked for nothing that was taken off, it says so and leads back to the list.
    says = {"meetings:participant-restore"}
    assert {name for name in let_in if not OPEN_WHEN_ENDED.match(name)} == ends | reads | says
    assert "groups:office-reach" not in let_in


def _ended_after(door: Door):
    """What the door needs is made, then the work ends."""

    def data(cast: Cast):
        values = door.data(cast)
        if Group.objects.filter(pk=cast.group.pk, state=Group.State.ACTIVE).exists():
            conclude(cast)
        return values

    return data


def test_everything_stays_to_be_read(cast: Cast, client: Client) -> None:
    thread = start_thread(actor=cast.member("chair"), title="Scope", body="Words.")
    draft = create_draft(actor=cast.member("chair"), title="Issues paper")
    conclude(cast)
    client.force_login(cast.delegate)
    front = cast.group.get_absolute_url()
    for address in (front, thread.get_absolute_url(), draft.get_absolute_url(), f"{front}work-plan/"):
        assert client.get(address).status_code == 200, address
    assert "What was reached." in client.get(front).content.decode()


def test_a_refusal_says_why(cast: Cast, client: Client) -> None:
    conclude(cast)
    client.force_login(cast.chair)
    front = cast.group.get_absolute_url()
    refused = client.post(f"{front}manage/about/", {"name": "Other", "purpose": ""})
    assert (refused.status_code, "has ended" in refused.content.decode()) == (422, True)
    forbidden = client.post(f"{front}drafts/new/", {"title": "Text", "language": "en"})
    assert (forbidden.status_code, "has ended" in forbidden.content.decode()) == (403, True)


def test_series_stop_and_what_is_to_come_is_cancelled(cast: Cast) -> None:
    today = clock.now().date()
    create_series(
        actor=cast.member("chair"),
        title="Call",
        first_day=today + timedelta(days=3),
        every_weeks=4,
        slots=[(time(9), "UTC")],
        minutes=60,
    )
    conclude(cast)
    catch_up()
    assert Series.objects.get().last_day == today
    assert set(Meeting.objects.values_list("state", flat=True)) == {Meeting.State.CANCELLED}


def test_the_conclusion_is_kept_and_the_work_goes_on_with_a_new_term(cast: Cast) -> None:
    running = actions.add_term(actor=cast.chair, group=cast.group, name="2026", since=date(2026, 1, 1))
    conclude(cast)
    running.refresh_from_db()
    today = clock.now().date()
    assert running.until == today
    with pytest.raises(Refused):
        conclude(cast)
    actions.reopen_group(actor=cast.chair, group=cast.group, name="2027", since=today)
    kept = Conclusion.objects.get()
    assert (kept.reopened_on, kept.reopened_by) == (today, cast.chair)
    assert list(Term.objects.order_by("pk").values_list("name", flat=True)) == ["2026", "2027"]
    start_thread(actor=member_for(cast.chair, "cloud"), title="On we go", body="Words.")


def test_only_the_installations_officers_open_the_archive(cast: Cast) -> None:
    with pytest.raises(Refused):
        actions.archive_group(actor=cast.chair, group=cast.group)
    conclude(cast)
    actions.archive_group(actor=cast.chair, group=cast.group)
    today = clock.now().date()
    with pytest.raises(NotAllowed):
        actions.reopen_group(actor=cast.chair, group=cast.group, name="Again", since=today)
    actions.reopen_group(actor=cast.operator, group=cast.group, name="Again", since=today)
    assert Group.objects.get(pk=cast.group.pk).state == Group.State.ACTIVE


def test_the_overview_follows_the_end_and_the_way_back(cast: Cast, client: Client) -> None:
    client.force_login(cast.chair)
    today, front = clock.now().date(), cast.group.get_absolute_url()
    for act in (
        lambda: conclude(cast),
        lambda: actions.reopen_group(actor=cast.chair, group=cast.group, name="Again", since=today),
    ):
        with replay(client, cast.group) as live:
            live.shows("group", front)
            act()


def child_of(cast: Cast) -> Group:
    child = actions.create_subgroup(actor=cast.secretariat, parent=cast.group, slug="party", name="Drafting party")
    actions.take_office(actor=cast.secretariat, group=child, person=cast.observer, role="secretariat")
    actions.end_office(actor=cast.secretariat, office=Office.objects.get(group=child, person=cast.secretariat))
    return child


def test_reading_never_inherits(cast: Cast, client: Client) -> None:
    child = child_of(cast)
    for person in (cast.chair, cast.secretariat, cast.delegate):
        with pytest.raises(Missing):
            member_for(person, child.slug)
    client.force_login(cast.delegate)
    assert "Drafting party" not in client.get(cast.group.get_absolute_url()).content.decode()
    client.force_login(cast.observer)
    assert "Drafting party" in client.get(cast.group.get_absolute_url()).content.decode()


def test_an_office_covers_sub_groups_by_choice_and_as_long_as_it_holds(cast: Cast) -> None:
    child, office = child_of(cast), Office.objects.get(group=cast.group, person=cast.chair)
    actions.reach_subgroups(actor=cast.secretariat, office=office, covers=True)
    later = actions.create_subgroup(actor=cast.secretariat, parent=cast.group, slug="later", name="Later")
    for group in (child, later):
        found = member_of(cast.chair, group)
        assert found is not None
        assert (found.offices, found.seats) == (frozenset({"chair"}), ())
        assert cast.chair.pk in members_by_group([group.pk])[group.pk]
    before = Group.objects.get(pk=child.pk).epoch
    actions.end_office(actor=cast.secretariat, office=office)
    assert member_of(cast.chair, child) is None
    assert cast.chair.pk not in rosters_of([child.pk])[child.pk].people
    assert Group.objects.get(pk=child.pk).epoch > before


def test_a_covering_office_can_be_taken_back_and_is_not_changed_below(cast: Cast) -> None:
    child, office = child_of(cast), Office.objects.get(group=cast.group, person=cast.chair)
    actions.reach_subgroups(actor=cast.secretariat, office=office, covers=True)
    with pytest.raises(Refused):
        actions.end_office(actor=cast.observer, office=Office.objects.get(group=child, through=office))
    actions.reach_subgroups(actor=cast.secretariat, office=office, covers=False)
    assert member_of(cast.chair, child) is None


def test_an_office_does_not_reach_two_floors_down(cast: Cast) -> None:
    child, office = child_of(cast), Office.objects.get(group=cast.group, person=cast.chair)
    grandchild = actions.create_subgroup(actor=cast.observer, parent=child, slug="panel", name="Panel")
    actions.reach_subgroups(actor=cast.secretariat, office=office, covers=True)
    assert member_of(cast.chair, grandchild) is None


def test_a_group_never_stands_under_itself(cast: Cast) -> None:
    child = child_of(cast)
    grandchild = actions.create_subgroup(actor=cast.observer, parent=child, slug="panel", name="Panel")
    for below in (cast.group, child, grandchild):
        with pytest.raises(Refused):
            actions.place_group(actor=cast.operator, group=cast.group, parent=below)
    with pytest.raises(NotAllowed):
        actions.place_group(actor=cast.chair, group=child, parent=None)


def test_a_group_that_moves_away_loses_the_offices_of_the_group_above(cast: Cast) -> None:
    child, office = child_of(cast), Office.objects.get(group=cast.group, person=cast.chair)
    actions.reach_subgroups(actor=cast.secretariat, office=office, covers=True)
    actions.place_group(actor=cast.operator, group=child, parent=cast.elsewhere)
    assert member_of(cast.chair, child) is None
    assert not Seat.objects.filter(delegation__group=child).exists()
