"""Comments on a draft: who, on what, how long, and what pages show of it."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.duties import waiting
from tests.live.replay import replay
from workgroups.core import clock
from workgroups.core.errors import Conflict, NotAllowed, Refused
from workgroups.drafts import actions, queries
from workgroups.drafts.actions import comments as acts
from workgroups.drafts.models import Comment, CommentPost, Draft
from workgroups.events.actions import catch_up
from workgroups.notifications.models import Notice
from workgroups.search.models import Item

WORDS = "# Costs\n\nOne paragraph on costs.\n\nAnother one."


@pytest.fixture
def draft(cast: Cast) -> Draft:
    return actions.create_draft(actor=cast.member("chair"), title="Issues paper", words=WORDS)


def block(draft: Draft, at: int) -> str:
    return str(queries.document_of(draft)["content"][at]["attrs"]["id"])


def on(draft: Draft, at: int = 1, words: str = "paragraph") -> dict[str, Any]:
    item = {"item": {"client": 1, "clock": 5}}
    return {"block": block(draft, at), "start": item, "end": item, "words": words}


def say(cast: Cast, draft: Draft, who: str = "delegate", body: str = "Why?", **anchor: Any) -> Comment:
    post = actions.add_comment(actor=cast.member(who), draft=draft, anchor=on(draft, **anchor), body=body)
    return Comment.objects.select_related("draft__group").get(pk=post.comment_id)


def home(draft: Draft) -> str:
    return f"{draft.get_absolute_url()}comments/"


def test_a_comment_keeps_who_spoke_for_whom_and_stands_in_text_order(cast: Cast, draft: Draft) -> None:
    say(cast, draft, at=2, words="Another", body="Later")
    first = say(cast, draft, body="**Why** so much?")
    say(cast, draft, at=1, words="costs", body="In the same block")
    actions.answer_comment(actor=cast.member("chair"), comment=first, body="Because.")
    told = queries.comments_of(draft, queries.document_of(draft))
    assert [(one.number, one.anchor.words, one.place and one.place.index) for one in told] == [
        (2, "paragraph", 1),
        (3, "costs", 1),
        (1, "Another", 2),
    ]
    said = told[0].said
    assert [(one.author, one.delegation, one.words) for one in said] == [
        ("Delegate", "Westland", "Why so much?"),
        ("Chair", "Northland", "Because."),
    ]


def test_comments_outlive_their_words(cast: Cast, draft: Draft) -> None:
    say(cast, draft)
    gone = say(cast, draft, at=2, words="Another one")
    node = queries.blocks_in(draft)[1:]
    actions.edit_block(
        actor=cast.member("chair"), draft=draft, block_id=node[0].block_id, base=node[0].fingerprint, words="New."
    )
    actions.edit_block(
        actor=cast.member("chair"), draft=draft, block_id=node[1].block_id, base=node[1].fingerprint, words=""
    )
    told = queries.comments_of(draft, queries.document_of(draft))
    assert [(one.number, one.place and one.place.has_words) for one in told] == [(1, False), (gone.number, None)]


@pytest.mark.parametrize("who", ["chair", "delegate2", "observer"])
def test_members_comment_and_officers_may_keep_it_to_writers(cast: Cast, draft: Draft, who: str) -> None:
    say(cast, draft, who)
    actions.choose_commenting(actor=cast.member("chair"), draft=draft, commenting="writers")
    draft.refresh_from_db()
    if who != "observer":
        say(cast, draft, who)
        return
    with pytest.raises(NotAllowed):
        say(cast, draft, who)


@pytest.mark.parametrize("anchor", ["", "{", "[]", '{"block": "no such; block"}', None, 5])
def test_a_comment_says_on_what(cast: Cast, draft: Draft, anchor: object) -> None:
    with pytest.raises(Refused, match="select words"):
        actions.add_comment(actor=cast.member("chair"), draft=draft, anchor=anchor, body="Why?")


def test_limits_are_said_in_words(cast: Cast, draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused, match="at most 10000 characters, it has 10001"):
        say(cast, draft, body="x" * 10_001)
    with pytest.raises(Refused, match="Write something"):
        say(cast, draft, body="  ")
    monkeypatch.setattr(acts, "RATE", 2)
    comment = say(cast, draft)
    say(cast, draft)
    with pytest.raises(Refused, match="2 comments in ten minutes"):
        actions.answer_comment(actor=cast.member("delegate"), comment=comment, body="More")
    say(cast, draft, "chair")  # others have a rate of their own
    monkeypatch.setattr(acts, "MOST", 3)
    with pytest.raises(Refused, match="has 3 comments"):
        say(cast, draft, "cochair")


def test_sent_twice_it_is_said_once(cast: Cast, draft: Draft) -> None:
    uid = say(cast, draft).posts.get().uid
    again = actions.add_comment(actor=cast.member("delegate"), draft=draft, anchor=on(draft), body="Why?", uid=uid)
    assert again.comment.number == 1
    assert Comment.objects.count() == 1


def test_resolved_by_who_edits_or_who_began_it_and_opened_again(cast: Cast, draft: Draft) -> None:
    comment = say(cast, draft, "observer")
    actions.resolve_comment(actor=cast.member("observer"), comment=comment)
    with pytest.raises(Refused, match="resolved meanwhile"):
        actions.answer_comment(actor=cast.member("chair"), comment=comment, body="Too late")
    actions.reopen_comment(actor=cast.member("delegate2"), comment=comment)
    other = say(cast, draft, "chair")
    with pytest.raises(NotAllowed):
        actions.resolve_comment(actor=cast.member("observer"), comment=other)


def test_own_words_are_edited_within_a_day_and_how_they_read_is_kept(
    cast: Cast, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = say(cast, draft).posts.get()
    actions.edit_comment(actor=cast.member("delegate"), post=post, body="Why, exactly?", edits=0)
    with pytest.raises(Conflict):
        actions.edit_comment(actor=cast.member("delegate"), post=post, body="Other", edits=0)
    with pytest.raises(NotAllowed):
        actions.edit_comment(actor=cast.member("chair"), post=post, body="Other", edits=1)
    assert [old.body for old in queries.posts_revised(post)] == ["Why?"]
    later = clock.now() + timedelta(hours=25)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(NotAllowed):
        actions.edit_comment(actor=cast.member("delegate"), post=post, body="Other", edits=1)


def test_removed_words_leave_a_tombstone_and_come_back_or_go_for_good(cast: Cast, draft: Draft) -> None:
    comment = say(cast, draft)
    post = comment.posts.get()
    actions.remove_comment(actor=cast.member("delegate"), post=post)
    comment.refresh_from_db()
    assert comment.state == "resolved"  # nothing of it stands
    assert queries.comments_of(draft, queries.document_of(draft)) == []
    actions.restore_comment(actor=cast.member("delegate"), post=CommentPost.objects.get(pk=post.pk))
    comment.refresh_from_db()
    assert comment.is_open
    actions.remove_comment(actor=cast.member("chair"), post=CommentPost.objects.get(pk=post.pk))
    actions.purge_comment(post_id=post.pk)
    kept = CommentPost.objects.get(pk=post.pk)
    assert (kept.body, kept.html, kept.mentions) == ("", "", [])
    with pytest.raises(NotAllowed):
        actions.restore_comment(actor=cast.member("chair"), post=kept)


def kinds(cast: Cast, who: str) -> list[str]:
    catch_up()
    found = Notice.objects.filter(person=getattr(cast, who), kind__startswith="drafts.comment")
    return sorted(found.values_list("kind", flat=True))


def test_who_is_told_of_what(cast: Cast, draft: Draft) -> None:
    comment = say(cast, draft, body="What do you say, @Observer and @Southland?")
    assert (kinds(cast, "chair"), kinds(cast, "delegate"), kinds(cast, "delegate2")) == (["drafts.commented"], [], [])
    assert kinds(cast, "observer") == kinds(cast, "cochair") == ["drafts.comment_mentioned"]
    actions.answer_comment(actor=cast.member("chair"), comment=comment, body="It was agreed.")
    assert kinds(cast, "delegate") == ["drafts.comment_answered"]


def test_whoever_is_called_owes_an_answer_until_one_of_them_gave_it(cast: Cast, draft: Draft) -> None:
    comment = say(cast, draft, "chair", body="@Westland, and you, @Observer?")
    people = (cast.delegate, cast.delegate2, cast.observer)
    assert [waiting(person, "drafts.answer") for person in people] == [[comment.pk]] * 3
    actions.answer_comment(actor=cast.member("delegate2"), comment=comment, body="Yes.")
    assert [waiting(person, "drafts.answer") for person in people] == [[], [], [comment.pk]]
    actions.choose_commenting(actor=cast.member("chair"), draft=draft, commenting="writers")
    assert waiting(cast.observer, "drafts.answer") == []  # nobody owes what they may not do
    again = say(cast, draft, "chair", body="@Delegate?")
    assert waiting(cast.delegate, "drafts.answer") == [again.pk]
    actions.resolve_comment(actor=cast.member("chair"), comment=again)
    assert waiting(cast.delegate, "drafts.answer") == []


def test_search_finds_comments_under_the_marking_of_the_draft(cast: Cast, draft: Draft) -> None:
    post = say(cast, draft, body="Xylophone").posts.get()
    catch_up()
    assert Item.objects.get(kind="draft.comment").object_id == post.pk
    actions.mark_draft(actor=cast.member("chair"), draft=draft, marking="restricted")
    assert list(queries.comments_hidden_from(cast.observer)) == [{"pk": post.pk}]
    assert list(queries.comments_hidden_from(cast.delegate)) == []
    actions.remove_comment(actor=cast.member("chair"), post=post)
    catch_up()
    assert not Item.objects.filter(kind="draft.comment").exists()


def test_pages_cost_the_same_with_one_comment_and_with_many(cast: Cast, draft: Draft, client: Client) -> None:
    client.force_login(cast.delegate)
    comment = say(cast, draft, body="@Chair, why?")
    actions.answer_comment(actor=cast.member("chair"), comment=comment, body="@Westland knows.")
    addresses = [draft.get_absolute_url(), home(draft), f"{home(draft)}beside/?show=mine", f"{home(draft)}1/"]

    def price(address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    for address in addresses:
        price(address)
    one = [price(address) for address in addresses]
    for _ in range(12):
        more = say(cast, draft, body="@Chair, why?")
        actions.answer_comment(actor=cast.member("chair"), comment=more, body="@Westland knows.")
    assert [price(address) for address in addresses] == one


def test_without_script_one_comments_on_a_block_answers_and_resolves(cast: Cast, draft: Draft, client: Client) -> None:
    client.force_login(cast.observer)
    page = client.get(home(draft)).content.decode()
    (address,) = re.findall(rf'href="([^"]+\?block={block(draft, 1)})"', page)
    form = client.get(address).content.decode()
    assert "One paragraph on costs." in form
    anchor = json.dumps({"block": block(draft, 1)})
    refused = client.post(f"{home(draft)}new/", {"anchor": anchor, "body": " "})
    assert (refused.status_code, "Write something first." in refused.content.decode()) == (422, True)
    assert client.post(f"{home(draft)}new/", {"anchor": anchor, "body": "Why?"}).status_code == 302
    assert client.post(f"{home(draft)}1/answer/", {"body": "x" * 10_001}).status_code == 422
    assert client.post(f"{home(draft)}1/answer/", {"body": "And when?"}).status_code == 302
    assert client.post(f"{home(draft)}1/resolve/").status_code == 302
    shown = client.get(f"{home(draft)}1/").content.decode()
    assert [words in shown for words in ("Why?", "And when?", "Resolved by Observer")] == [True] * 3


def test_with_script_what_was_refused_comes_back_in_its_place(cast: Cast, draft: Draft, client: Client) -> None:
    client.force_login(cast.delegate)
    script = {"HX-Request": "true"}
    say(cast, draft)
    refused = client.post(f"{home(draft)}new/", {"anchor": "{}", "body": "My words"}, headers=script)
    assert refused.status_code == 422
    assert ">\nMy words</textarea>" in refused.content.decode()
    answered = client.post(f"{home(draft)}1/answer/", {"body": ""}, headers=script)
    assert (answered.status_code, answered.content.decode().count("<article")) == (422, 1)


@pytest.mark.parametrize(
    "act",
    [
        lambda cast, draft, one: say(cast, draft, "chair"),
        lambda cast, draft, one: actions.answer_comment(actor=cast.member("chair"), comment=one, body="Because."),
        lambda cast, draft, one: actions.edit_comment(
            actor=cast.member("delegate"), post=one.posts.get(), body="Now?", edits=0
        ),
        lambda cast, draft, one: actions.remove_comment(actor=cast.member("delegate"), post=one.posts.get()),
        lambda cast, draft, one: actions.resolve_comment(actor=cast.member("chair"), comment=one),
    ],
    ids=["added", "answered", "edited", "removed", "resolved"],
)
def test_open_pages_follow(cast: Cast, draft: Draft, client: Client, act: Any) -> None:
    client.force_login(cast.delegate)
    comment = say(cast, draft)
    with replay(client, cast.group) as page:
        page.shows(f"draft-comments:{draft.pk}", f"{home(draft)}beside/")
        page.shows(f"draft:{draft.pk}", f"{draft.get_absolute_url()}text/")
        act(cast, draft, comment)


def test_open_pages_follow_what_is_undone(cast: Cast, draft: Draft, client: Client) -> None:
    client.force_login(cast.delegate)
    comment = say(cast, draft)
    post = comment.posts.get()
    topic, address = f"draft-comments:{draft.pk}", f"{home(draft)}?show=all"
    actions.resolve_comment(actor=cast.member("chair"), comment=comment)
    with replay(client, cast.group) as page:
        page.shows(topic, address)
        actions.reopen_comment(actor=cast.member("chair"), comment=comment)
    actions.remove_comment(actor=cast.member("delegate"), post=post)
    with replay(client, cast.group) as page:
        page.shows(topic, address)
        actions.restore_comment(actor=cast.member("delegate"), post=CommentPost.objects.get(pk=post.pk))
    actions.remove_comment(actor=cast.member("delegate"), post=post)
    with replay(client, cast.group) as page:
        page.shows(topic, address)
        actions.purge_comment(post_id=post.pk)
    client.force_login(cast.observer)
    with replay(client, cast.group) as page:
        page.shows(topic, address)
        actions.choose_commenting(actor=cast.member("chair"), draft=draft, commenting="writers")
