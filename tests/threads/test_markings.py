"""A thread's marking: given at the start, changed by officers, obeyed by whatever tells of the thread."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import MEMBERS, Cast
from tests.live.replay import replay
from tests.threads.conftest import say
from workgroups.core.errors import NotAllowed, Refused
from workgroups.events.actions import catch_up
from workgroups.groups.models import Group, Marking
from workgroups.notifications.models import Notice
from workgroups.notifications.queries.readers import lines_of
from workgroups.search.queries import search
from workgroups.threads import actions
from workgroups.threads.models import Thread

KNOWING = {*MEMBERS} - {"observer"}


def restricted(cast: Cast, words: str = "About the observer") -> Thread:
    return actions.start_thread(actor=cast.member("chair"), title="Zanzibar", body=words, marking="restricted")


def told(cast: Cast, kind: str) -> set[str]:
    """Who of the members has a line of this kind today."""
    catch_up()
    notices = list(Notice.objects.filter(kind=kind).select_related("person", "group"))
    lines = lines_of(notices)
    people = {notice.person_id for notice in notices if notice.pk in lines}
    return {who for who in MEMBERS if getattr(cast, who).pk in people}


def finding(cast: Cast) -> set[str]:
    return {who for who in MEMBERS if search([cast.group.pk], "zanzibar", reader=getattr(cast, who)).hits}


def test_only_those_who_may_know_of_it_are_told_and_find_it(cast: Cast) -> None:
    restricted(cast, "Look, @Observer and @Delegate")
    assert told(cast, "threads.started") == KNOWING - {"chair", "delegate"}
    assert told(cast, "threads.mentioned") == {"delegate"}
    assert finding(cast) == KNOWING


def test_raising_and_lowering_hold_at_once_for_what_was_told_before(cast: Cast, thread: Thread) -> None:
    Thread.objects.update(title="Zanzibar")
    say(cast, thread, "chair", "Zanzibar again")
    assert told(cast, "threads.started") == {*MEMBERS} - {"delegate"}
    assert finding(cast) == {*MEMBERS}
    actions.mark_thread(actor=cast.member("chair"), thread=thread, marking="restricted")
    assert finding(cast) == KNOWING, "in the very next search"
    assert told(cast, "threads.started") == KNOWING - {"delegate"}
    actions.mark_thread(actor=cast.member("chair"), thread=thread, marking="group")
    assert finding(cast) == {*MEMBERS}


def test_mail_names_nothing_of_what_is_restricted(cast: Cast) -> None:
    restricted(cast, "A secret for @Delegate")
    catch_up()
    notices = list(Notice.objects.filter(kind="threads.mentioned").select_related("person", "group"))
    (line,) = lines_of(notices).values()
    mailed = line.mailed("Cloud")
    assert (mailed.title, mailed.detail, mailed.reason) == ("[Restricted] something in Cloud: read it there", "", "")


def test_mail_of_what_is_not_for_attribution_says_neither_who_nor_what_they_said(cast: Cast) -> None:
    actions.start_thread(actor=cast.member("chair"), title="Costs", body="For @Delegate", marking="unattributed")
    catch_up()
    notices = list(Notice.objects.filter(person=cast.delegate).select_related("person", "group"))
    mailed = [line.mailed("Cloud") for line in lines_of(notices).values()]
    assert [(one.title, one.detail, one.reason) for one in mailed] == [
        ("[Not for attribution] You were mentioned in “Costs”", "", "")
    ]


def test_the_number_of_a_restricted_thread_leaves_no_gap(cast: Cast) -> None:
    numbers = [
        actions.start_thread(actor=cast.member("chair"), title="A", body="B", marking=marking).number
        for marking in ("group", "restricted", "group")
    ]
    assert numbers == [1, 100_001, 2]


def test_who_gives_which_marking(cast: Cast, thread: Thread) -> None:
    with pytest.raises(Refused):
        actions.start_thread(actor=cast.member("observer"), title="A", body="B", marking=Marking.RESTRICTED)
    with pytest.raises(Refused):
        actions.start_thread(actor=cast.member("delegate"), title="A", body="B", marking=Marking.PUBLIC)
    with pytest.raises(NotAllowed):
        actions.mark_thread(actor=cast.member("delegate"), thread=thread, marking=Marking.RESTRICTED)
    Group.objects.update(markings=["group", "restricted"], default_marking="restricted")
    with pytest.raises(Refused):
        actions.mark_thread(actor=cast.member("chair"), thread=thread, marking=Marking.PUBLIC)
    by = {who: actions.start_thread(actor=cast.member(who), title="A", body="B").marking for who in MEMBERS}
    assert by == dict.fromkeys(KNOWING, "restricted") | {"observer": "group"}


def test_open_pages_follow_a_change(cast: Cast, client: Client, thread: Thread) -> None:
    client.force_login(cast.delegate)
    with replay(client, cast.group) as page:
        page.shows(f"thread:{thread.pk}", reverse("threads:post-list", args=[cast.group.slug, thread.number]))
        page.shows("threads", reverse("threads:thread-rows", args=[cast.group.slug]))
        actions.mark_thread(actor=cast.member("chair"), thread=thread, marking="unattributed")


def test_the_page_says_beforehand_who_will_no_longer_know_of_it(cast: Cast, client: Client, thread: Thread) -> None:
    client.force_login(cast.chair)
    page = reverse("threads:thread-marking", args=[cast.group.slug, thread.number])
    assert "No longer know of it, at once: <bdi>The Watchers</bdi> (1)" in client.get(page).content.decode()
    assert client.post(page, {"marking": "restricted"}).status_code == 302
    assert "Newly read it: <bdi>The Watchers</bdi> (1)" in client.get(page).content.decode()
    assert client.post(page, {"marking": "restricted"}).status_code == 422
