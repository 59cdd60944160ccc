"""How threads read in a digest, and what is left out of it."""

from typing import Any

import pytest

from tests.cast import MEMBERS, Cast
from tests.threads.conftest import say
from workgroups.events.actions import catch_up
from workgroups.groups.actions import end_seat
from workgroups.groups.models import Seat
from workgroups.notifications.models import Notice
from workgroups.notifications.registry import Line, renderers
from workgroups.threads import actions
from workgroups.threads.models import Following, Thread


def lines(cast: Cast, who: str, kind: str) -> list[Line]:
    """What a member would read of a kind, rendered in one go for everybody."""
    catch_up()
    notices = list(Notice.objects.filter(kind=kind).select_related("person"))
    shown = renderers[kind](notices)
    return [shown[n.pk] for n in notices if n.person_id == getattr(cast, who).pk and n.pk in shown]


def test_posts_are_told_by_thread_from_the_first_unread_one(cast: Cast, thread: Thread) -> None:
    for text in ("One", "Two *words*", "Three"):
        say(cast, thread, "chair", text)
    actions.mark_read(actor=cast.member("delegate"), thread=thread, first=2, last=2)
    assert lines(cast, "delegate", "threads.posted") == [
        Line(
            title="2 new posts in “Costs”",
            url="/groups/cloud/threads/1/?post=3#post-3",
            section="new",
            detail="Chair (Northland): Two words",
            reason="You follow this thread.",
            group_id=cast.group.pk,
        )
    ]
    actions.mark_all_read(actor=cast.member("delegate"))
    assert lines(cast, "delegate", "threads.posted") == []


def test_a_mention_waits_until_it_is_read(cast: Cast, thread: Thread) -> None:
    say(cast, thread, "chair", "What do you say, @Observer?")
    (line,) = lines(cast, "observer", "threads.mentioned")
    assert (line.title, line.section) == ("Chair mentioned you in “Costs”", "waiting")
    assert line.detail == "What do you say, @Observer?"
    actions.mark_read(actor=cast.member("observer"), thread=thread, first=2, last=2)
    assert lines(cast, "observer", "threads.mentioned") == []


def test_an_outcome_stands_under_decided(cast: Cast, thread: Thread) -> None:
    actions.close_thread(actor=cast.member("chair"), thread=thread, outcome="We pay on use.")
    (line,) = lines(cast, "observer", "threads.closed")
    assert (line.title, line.section, line.detail) == ("Costs", "decided", "We pay on use.")


@pytest.mark.parametrize("kind", ["threads.started", "threads.posted", "threads.mentioned", "threads.closed"])
def test_who_has_left_is_told_nothing(cast: Cast, thread: Thread, kind: str) -> None:
    actions.choose_following(actor=cast.member("delegate2"), thread=thread, level=Following.Level.FOLLOW)
    say(cast, thread, "chair", "Plain")
    say(cast, thread, "chair", "@Delegate2")
    actions.close_thread(actor=cast.member("chair"), thread=thread, outcome="We pay on use.")
    assert len(lines(cast, "delegate2", kind)) == 1
    end_seat(actor=cast.chair, seat=Seat.objects.get(person=cast.delegate2))
    assert lines(cast, "delegate2", kind) == []


def test_queries_do_not_grow_with_readers_and_posts(cast: Cast, thread: Thread, django_assert_num_queries: Any) -> None:
    for who in MEMBERS:
        actions.choose_following(actor=cast.member(who), thread=thread, level=Following.Level.FOLLOW)
    for _ in range(5):
        say(cast, thread, "chair")
    catch_up()
    notices = list(Notice.objects.filter(kind="threads.posted").select_related("person"))
    assert len(notices) == 5 * (len(MEMBERS) - 1)
    with django_assert_num_queries(4):
        assert len(renderers["threads.posted"](notices)) == len(MEMBERS) - 1
