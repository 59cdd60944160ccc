"""What may be said, by whom, how it is kept, and what is unread of it, exactly."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.db import connection

from tests.cast import MEMBERS, Cast
from tests.threads.conftest import say
from workgroups.core import clock
from workgroups.core.errors import Conflict, NotAllowed, Refused
from workgroups.events.models import Entry
from workgroups.files.actions import store
from workgroups.groups.actions import end_seat
from workgroups.groups.models import Group, Seat
from workgroups.threads import actions
from workgroups.threads.models import Following, Post, Reading, Thread
from workgroups.threads.permissions import FILES
from workgroups.threads.queries import participants, thread_list, unread_in

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def names(cast: Cast) -> list[str]:
    """The events of the group's log, as far as they are of threads."""
    found = Entry.objects.filter(stream__kind="group", stream__ref_id=cast.group.pk, name__startswith="threads.")
    return list(found.order_by("seq").values_list("name", flat=True))


def unread(cast: Cast) -> dict[str, int]:
    return {who: unread_in(cast.member(who)) for who in MEMBERS}


def test_start_thread_numbers_it_and_keeps_who_spoke_for_whom(cast: Cast) -> None:
    with clock.at(NOON):
        one = actions.start_thread(actor=cast.member("delegate"), title=" Two\r\nlines\u2028here ", body="Hello *all*")
    two = actions.start_thread(actor=cast.member("secretariat"), title="Next", body="Hi")
    assert [(t.number, t.title, t.language, t.last_seq) for t in (one, two)] == [
        (1, "Two lines here", "en", 1),
        (2, "Next", "en", 1),
    ]
    first, second = one.posts.get(), two.posts.get()
    assert (first.seq, first.html, first.posted_at) == (1, '<p dir="auto">Hello <em>all</em></p>', NOON)
    assert (first.delegation, first.seat_role, first.office) == (cast.member("delegate").delegation, "head", "")
    assert (second.delegation, second.seat_role, second.office) == (None, "", "secretariat")
    assert names(cast) == ["threads.thread_started", "threads.thread_started"]


@pytest.mark.parametrize(
    ("title", "body", "field"),
    [
        ("", "text", "title"),
        ("\r\n\u2028", "text", "title"),
        ("x" * 201, "text", "title"),
        ("Title", "", "body"),
        ("Title", " \r\n\x00 ", "body"),
        ("Title", "x" * 40_001, "body"),
    ],
)
def test_start_thread_refuses_what_says_nothing_or_too_much(cast: Cast, title: str, body: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.start_thread(actor=cast.member("delegate"), title=title, body=body)
    assert refused.value.field == field
    assert not Thread.objects.exists()


def test_sent_twice_is_said_once(cast: Cast, thread: Thread) -> None:
    uid, member = uuid4(), cast.member("chair")
    first = actions.add_post(actor=member, thread=thread, body="Once", uid=uid)
    again = actions.add_post(actor=member, thread=thread, body="Once", uid=uid)
    assert first == again
    started = [actions.start_thread(actor=member, title="T", body="B", uid=(key)) for key in [uuid4()] * 2]
    assert started[0] == started[1]
    assert names(cast) == ["threads.thread_started", "threads.post_added", "threads.thread_started"]


def test_nobody_takes_the_uid_of_somebody_elses_post(cast: Cast, thread: Thread) -> None:
    theirs = say(cast, thread, "chair")
    with pytest.raises(Exception, match="uid"):
        actions.add_post(actor=cast.member("delegate"), thread=thread, body="Mine", uid=theirs.uid)


def test_a_closed_thread_takes_no_posts_and_says_so(cast: Cast, thread: Thread) -> None:
    post = thread.posts.get()
    actions.close_thread(actor=cast.member("chair"), thread=thread, outcome="We pay\non use.")
    thread.refresh_from_db()
    assert (thread.state, thread.outcome, thread.closed_by) == ("closed", "We pay on use.", cast.chair)
    with pytest.raises(Refused, match="closed meanwhile"):
        say(cast, thread, "delegate")
    with pytest.raises(Refused, match="closed meanwhile"):
        actions.edit_post(actor=cast.member("delegate"), post=post, body="Other", edits=0)
    with pytest.raises(Refused, match="closed already"):
        actions.close_thread(actor=cast.member("chair"), thread=thread)
    actions.reopen_thread(actor=cast.member("delegate"), thread=thread)  # who started it
    assert say(cast, thread, "delegate").seq == 2
    with pytest.raises(Refused, match="open already"):
        actions.reopen_thread(actor=cast.member("chair"), thread=thread)


def test_an_archived_group_is_read_only(cast: Cast, thread: Thread) -> None:
    Group.objects.filter(pk=cast.group.pk).update(state=Group.State.ARCHIVED)
    for act in (
        lambda: say(cast, thread, "delegate"),
        lambda: actions.start_thread(actor=cast.member("chair"), title="T", body="B"),
        lambda: actions.edit_post(actor=cast.member("delegate"), post=thread.posts.get(), body="B", edits=0),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_edit_keeps_how_it_read(cast: Cast, thread: Thread) -> None:
    post, member = thread.posts.get(), cast.member("delegate")
    with clock.at(NOON + timedelta(days=9)):
        edited = actions.edit_post(actor=member, post=post, body="What does it *really* cost?", edits=0)
    assert (edited.edits, edited.edited_at) == (1, NOON + timedelta(days=9))
    assert edited.html == '<p dir="auto">What does it <em>really</em> cost?</p>'
    assert list(post.revisions.values_list("number", "body", "written_at")) == [
        (1, "What does it cost?", post.posted_at)
    ]
    with pytest.raises(Conflict):
        actions.edit_post(actor=member, post=post, body="From another window", edits=0)
    assert Post.objects.get(pk=post.pk).body == "What does it *really* cost?"
    actions.edit_post(actor=member, post=post, body="What does it *really* cost?", edits=1)
    assert names(cast) == ["threads.thread_started", "threads.post_edited"]


def test_edit_is_for_the_author_alone(cast: Cast, thread: Thread) -> None:
    for who in ("chair", "delegate2"):
        with pytest.raises(NotAllowed):
            actions.edit_post(actor=cast.member(who), post=thread.posts.get(), body="Other", edits=0)


def test_remove_leaves_a_numbered_tombstone_and_its_words_until_they_are_purged(cast: Cast, thread: Thread) -> None:
    member = cast.member("delegate")
    file = store(owner=cast.delegate, group_id=cast.group.pk, name="a.txt", content=ContentFile(b"x"), kind=FILES)
    post = actions.add_post(actor=member, thread=thread, body="Said @Southland", file_ids=[file.pk])
    actions.edit_post(actor=member, post=post, body="Said better", edits=0)
    actions.remove_post(actor=cast.member("chair"), post=post)
    actions.purge_post(post_id=post.pk)
    post.refresh_from_db()
    assert (post.seq, post.body, post.html, post.mentions) == (2, "", "", [])
    assert (post.revisions.count(), post.files.count(), post.removed_by) == (0, 0, cast.chair)
    assert say(cast, thread, "delegate").seq == 3
    with pytest.raises(NotAllowed):
        actions.remove_post(actor=cast.member("chair"), post=post)


def test_whoever_removed_a_post_puts_it_back_in_time_as_it_stood(cast: Cast, thread: Thread) -> None:
    post = say(cast, thread, "delegate", "Said @Southland")
    actions.mark_read(actor=cast.member("observer"), thread=thread, first=1, last=2)
    before = unread(cast)
    for _ in range(2):
        actions.remove_post(actor=cast.member("chair"), post=post)
        with pytest.raises(NotAllowed):
            actions.restore_post(actor=cast.member("delegate"), post=post)
        actions.restore_post(actor=cast.member("chair"), post=post)
    actions.purge_post(post_id=post.pk)  # a timer that comes too late takes nothing
    post.refresh_from_db()
    thread.refresh_from_db()
    assert (post.body, post.removed_at, thread.removed, thread.removed_count) == ("Said @Southland", None, [], 0)
    assert unread(cast) == before


def test_a_removal_is_final_after_ten_minutes(cast: Cast, thread: Thread) -> None:
    post = say(cast, thread, "delegate")
    actions.remove_post(actor=cast.member("delegate"), post=post)
    with clock.at(clock.now() + clock.UNDO), pytest.raises(NotAllowed):
        actions.restore_post(actor=cast.member("delegate"), post=post)


def test_unread_is_exact_for_everybody(cast: Cast, thread: Thread) -> None:
    everybody = dict.fromkeys(MEMBERS, 1)
    assert unread(cast) == everybody | {"delegate": 0}
    posts = [say(cast, thread, "chair") for _ in range(4)]  # 2 to 5
    assert unread(cast) == dict.fromkeys(MEMBERS, 5) | {"delegate": 4, "chair": 1}
    observer = cast.member("observer")
    actions.mark_read(actor=observer, thread=thread, first=1, last=2)
    actions.mark_read(actor=observer, thread=thread, first=5, last=400)
    assert Reading.objects.get(person=cast.observer).ranges == [[1, 2], [5, 5]]
    assert unread(cast)["observer"] == 2
    actions.remove_post(actor=cast.member("chair"), post=posts[0])  # 2, which the observer had read
    actions.remove_post(actor=cast.member("chair"), post=posts[1])  # 3, which they had not
    assert unread(cast) == dict.fromkeys(MEMBERS, 3) | {"observer": 1, "delegate": 2, "chair": 1}
    actions.mark_all_read(actor=observer)
    actions.mark_all_read(actor=cast.member("secretariat"))
    assert unread(cast) == dict.fromkeys(MEMBERS, 3) | {"observer": 0, "secretariat": 0, "delegate": 2, "chair": 1}


def test_reading_what_was_read_announces_nothing(cast: Cast, thread: Thread) -> None:
    for _ in range(2):
        actions.mark_read(actor=cast.member("observer"), thread=thread, first=1, last=1)
    assert Entry.objects.filter(name="threads.posts_read").count() == 1


def test_a_post_writes_nothing_for_its_readers(cast: Cast, thread: Thread) -> None:
    before = Reading.objects.count()
    say(cast, thread, "delegate")
    assert Reading.objects.count() == before == 1


def test_muted_threads_do_not_count(cast: Cast, thread: Thread) -> None:
    actions.choose_following(actor=cast.member("observer"), thread=thread, level=Following.Level.MUTE)
    assert unread(cast)["observer"] == 0
    assert list(thread_list(cast.member("observer"), "unread")) == []
    with pytest.raises(Refused):
        actions.choose_following(actor=cast.member("observer"), thread=thread, level="loud")


def test_who_speaks_follows_unless_they_chose(cast: Cast, thread: Thread) -> None:
    actions.choose_following(actor=cast.member("chair"), thread=thread, level=Following.Level.MUTE)
    for who in ("chair", "observer", "observer"):
        say(cast, thread, who)
    assert {(one.person_id, one.level, one.posts) for one in participants(thread)} == {
        (cast.delegate.pk, "follow", 1),
        (cast.chair.pk, "mute", 1),
        (cast.observer.pk, "follow", 2),
    }


def test_mentions_reach_people_and_whole_delegations(cast: Cast, thread: Thread) -> None:
    post = say(cast, thread, "chair", f"@{cast.observer.name} and @Westland, please")
    assert post.mentions == [
        [f"p{cast.observer.pk}", cast.observer.name],
        [f"d{thread.posts.get(seq=1).delegation_id}", "Westland"],
    ]
    (added,) = Entry.objects.filter(name="threads.post_added")
    assert set(added.data["mentioned"]) == {cast.observer.pk, cast.delegate.pk, cast.delegate2.pk}
    actions.edit_post(
        actor=cast.member("chair"), post=post, body=f"@{cast.observer.name} @{cast.cochair.name}", edits=0
    )
    (edited,) = Entry.objects.filter(name="threads.post_edited")
    assert edited.data["mentioned"] == [cast.cochair.pk]


def test_a_mention_survives_a_change_of_name(cast: Cast, thread: Thread) -> None:
    old = cast.observer.name
    post = say(cast, thread, "chair", f"Ask @{old}")
    cast.observer.name = "Somebody Else"
    cast.observer.save()
    edited = actions.edit_post(actor=cast.member("chair"), post=post, body=f"Do ask @{old}", edits=0)
    assert edited.mentions == [[f"p{cast.observer.pk}", old]]


def test_a_former_member_keeps_their_words_and_loses_their_voice(cast: Cast, thread: Thread) -> None:
    member = cast.member("delegate2")
    say(cast, thread, "delegate2", "Before")
    end_seat(actor=cast.chair, seat=Seat.objects.get(person=cast.delegate2))
    assert list(thread.posts.values_list("body", flat=True)) == ["What does it cost?", "Before"]
    with pytest.raises(Exception):  # noqa: B017  (there is no such member any more)
        cast.member("delegate2")
    assert member.person.pk not in set(Seat.objects.on(clock.now().date()).values_list("person_id", flat=True))


@pytest.mark.django_db(transaction=True)
def test_posts_at_the_same_time_are_numbered_without_holes(cast: Cast, thread: Thread) -> None:
    def speak(number: int) -> None:
        try:
            say(cast, thread, MEMBERS[number % len(MEMBERS)], f"Post {number}")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(speak, range(24)))
    assert list(thread.posts.order_by("seq").values_list("seq", flat=True)) == list(range(1, 26))
    thread.refresh_from_db()
    assert (thread.last_seq, thread.last_post.seq if thread.last_post else None) == (25, 25)
    assert sum(one.posts for one in participants(thread)) == 25
