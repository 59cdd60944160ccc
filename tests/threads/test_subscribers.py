"""What readers of the log do on thread events: tell people, keep the search index in step."""

from tests.cast import MEMBERS, Cast
from tests.threads.conftest import say
from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.events.actions import catch_up
from workgroups.notifications.models import Notice
from workgroups.search.models import Item
from workgroups.search.queries import search
from workgroups.threads import actions
from workgroups.threads.models import Following, Thread
from workgroups.timers.actions import fire_due
from workgroups.timers.models import Timer


def told(cast: Cast, kind: str) -> set[str]:
    """Who of the members has a notice of this kind."""
    catch_up()
    people = set(Notice.objects.filter(kind=kind).values_list("person_id", flat=True))
    return {who for who in MEMBERS if getattr(cast, who).pk in people}


def found(cast: Cast, words: str) -> list[str]:
    catch_up()
    return [hit.url for hit in search([cast.group.pk], words, reader=cast.observer).hits]


def test_a_new_thread_is_told_to_everybody_else(cast: Cast, thread: Thread) -> None:
    assert told(cast, "threads.started") == set(MEMBERS) - {"delegate"}


def test_a_post_is_told_to_those_who_follow(cast: Cast, thread: Thread) -> None:
    actions.choose_following(actor=cast.member("chair"), thread=thread, level=Following.Level.FOLLOW)
    actions.choose_following(actor=cast.member("observer"), thread=thread, level=Following.Level.MUTE)
    say(cast, thread, "cochair")
    assert told(cast, "threads.posted") == {"chair", "delegate"}


def test_a_mention_is_told_at_once_even_where_muted_and_once_an_edit_adds_it(cast: Cast, thread: Thread) -> None:
    actions.choose_following(actor=cast.member("observer"), thread=thread, level=Following.Level.MUTE)
    post = say(cast, thread, "chair", "@Observer and @Westland and @Chair")
    assert told(cast, "threads.mentioned") == {"observer", "delegate", "delegate2"}
    assert "delegate" not in told(cast, "threads.posted")
    assert all(notice.soon for notice in Notice.objects.filter(kind="threads.mentioned"))
    actions.edit_post(actor=cast.member("chair"), post=post, body="@Observer and @Cochair", edits=0)
    assert told(cast, "threads.mentioned") == {"observer", "delegate", "delegate2", "cochair"}


def test_an_outcome_is_told_and_a_silent_end_is_not(cast: Cast, thread: Thread) -> None:
    actions.close_thread(actor=cast.member("chair"), thread=thread)
    assert told(cast, "threads.closed") == set()
    actions.reopen_thread(actor=cast.member("chair"), thread=thread)
    actions.close_thread(actor=cast.member("chair"), thread=thread, outcome="We pay on use.")
    assert told(cast, "threads.closed") == set(MEMBERS) - {"chair"}
    actions.reopen_thread(actor=cast.member("chair"), thread=thread)
    assert told(cast, "threads.closed") == set()


def test_a_removed_post_is_told_to_nobody_and_found_by_nobody(cast: Cast, thread: Thread) -> None:
    post = say(cast, thread, "chair", "A secret for @Observer")
    assert told(cast, "threads.mentioned") == {"observer"}
    assert found(cast, "secret") == [post.get_absolute_url()]
    actions.remove_post(actor=cast.member("chair"), post=post)
    assert told(cast, "threads.mentioned") == set()
    assert found(cast, "secret") == []


def test_an_undone_removal_is_told_and_found_again_and_a_kept_one_loses_its_words(cast: Cast, thread: Thread) -> None:
    post = say(cast, thread, "chair", "A secret for @Observer")
    actions.remove_post(actor=cast.member("chair"), post=post)
    told(cast, "threads.mentioned")
    actions.restore_post(actor=cast.member("chair"), post=post)
    assert told(cast, "threads.mentioned") == {"observer"}
    assert found(cast, "secret") == [post.get_absolute_url()]
    assert not Timer.objects.filter(kind="threads.purge", done_at=None).exists()
    actions.remove_post(actor=cast.member("chair"), post=post)
    told(cast, "threads.mentioned")
    with clock.at(clock.now() + clock.UNDO):
        fire_due()
    post.refresh_from_db()
    assert post.body == ""


def test_search_finds_what_posts_say_now(cast: Cast, thread: Thread) -> None:
    post = say(cast, thread, "chair", "**Économie** du nuage")
    assert found(cast, "economie nua") == [post.get_absolute_url()]
    assert found(cast, "costs") == [thread.posts.get(seq=1).get_absolute_url(), post.get_absolute_url()][::-1]
    actions.edit_post(actor=cast.member("chair"), post=post, body="Other words", edits=0)
    assert (found(cast, "economie"), found(cast, "other")) == ([], [post.get_absolute_url()])


def test_the_log_read_twice_changes_nothing(cast: Cast, thread: Thread) -> None:
    say(cast, thread, "chair", "@Observer")
    catch_up()
    before = (Notice.objects.count(), Item.objects.count())
    catch_up()
    assert (Notice.objects.count(), Item.objects.count()) == before
    assert Person.objects.filter(pk__in=Notice.objects.values("person_id")).count() == len(MEMBERS)
