"""What shaped a block: in time order, only what the reader may see, in as many queries for much as for little."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.live.replay import replay
from workgroups.core import clock
from workgroups.drafts import actions, queries
from workgroups.drafts.logic import blocks
from workgroups.drafts.models import Comment, Draft, Proposal
from workgroups.groups.models import Group
from workgroups.meetings.models import AgendaItem, Meeting
from workgroups.polls.actions import record_decision

pytestmark = pytest.mark.django_db
WORDS = "# Costs\n\nThe owner pays.\n\n# Dates\n\nIn May."


@pytest.fixture
def draft(cast: Cast) -> Draft:
    Group.objects.filter(pk=cast.group.pk).update(profile=Group.Profile.NEGOTIATING)
    return actions.create_draft(actor=cast.member("chair"), title="Issues paper", words=WORDS)


def block(draft: Draft, at: int) -> Any:
    return queries.document_of(draft)["content"][at]


def edit(cast: Cast, draft: Draft, at: int, words: str, who: str = "delegate") -> None:
    here = block(draft, at)
    given = {"block_id": here["attrs"]["id"], "base": blocks.fingerprint(here), "words": words}
    actions.edit_block(actor=cast.member(who), draft=draft, **given)
    actions.keep_moment(draft_id=draft.pk)


def say(cast: Cast, draft: Draft, at: int = 1) -> Comment:
    anchor = {"block": block(draft, at)["attrs"]["id"]}
    return actions.add_comment(actor=cast.member("observer"), draft=draft, anchor=anchor, body="Why him?").comment


def propose(cast: Cast, draft: Draft, words: str, kind: str = "replace") -> Proposal:
    here = block(draft, 1)
    given = {"block": here["attrs"]["id"], "kind": kind, "base": blocks.fingerprint(here), "content": words}
    return actions.put_forward(actor=cast.member("delegate"), draft=draft, **given)


def history(draft: Draft, own: str) -> queries.Provenance:
    fresh = Draft.objects.select_related("group").get(pk=draft.pk)
    return queries.provenance_of(fresh, own, negotiates=True)


def page(client: Client, draft: Draft, block_id: str) -> str:
    answer = client.get(f"{draft.get_absolute_url()}blocks/{block_id}/history/")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def cite(cast: Cast, draft: Draft, text: str, **more: Any) -> None:
    today = clock.now().date()
    given = {"title": "Go on with costs", "body": text, "how": "consensus", "decided_on": today} | more
    record_decision(actor=cast.member("chair"), **given)


def test_everything_that_shaped_a_block_stands_in_time_order(cast: Cast, draft: Draft, client: Client) -> None:
    own, chair = block(draft, 1)["attrs"]["id"], cast.member("chair")
    comment = say(cast, draft)
    say(cast, draft, at=3)
    actions.answer_comment(actor=chair, comment=comment, body="Because he gains.")
    actions.resolve_comment(actor=chair, comment=comment)
    actions.decline_proposal(actor=chair, proposal=propose(cast, draft, "Nobody pays."), answer="Somebody must.")
    edit(cast, draft, 1, "The owner pays half.")
    edit(cast, draft, 3, "In June.")
    actions.name_version(actor=chair, draft=draft, label="Sent out")
    bracket = actions.open_bracket(actor=cast.member("delegate"), draft=draft, block=own, alternative="We pay.")
    north = chair.delegation
    assert north
    given = {"words": "We all pay.", "base": blocks.fingerprint(block(draft, 1)), "agreed": [north.pk]}
    actions.clean_bracket(actor=chair, bracket=bracket, **given)
    actions.state_position(actor=cast.member("delegate"), draft=draft, block=own, kind="supports")
    actions.give_section(
        actor=chair, draft=draft, block=block(draft, 0)["attrs"]["id"], people=[cast.cochair.pk], note="Two pages."
    )
    cite(cast, draft, f"As in https://a.example{draft.get_absolute_url()}#block-{own}.")
    cite(cast, draft, f"See {draft.get_absolute_url()}#block-other", title="Elsewhere in it")
    found = history(draft, own)
    assert [one.kind for one in found.happenings] == [
        *("change", "comment", "proposal", "change", "bracket", "change", "position", "section"),
    ]
    assert [(one.name, one.delegation, one.share) for one in found.authors] == [("Chair", "Northland", 100)]
    client.force_login(cast.observer)
    told = page(client, draft, own)
    for words in ("Why him?", "Because he gains.", "Somebody must.", "Sent out", "We all pay.", "Two pages.", "half"):
        assert words in told, words
    assert ("Go on with costs" in told, "Elsewhere in it" in told, "In June." in told) == (True, False, False)


def test_a_block_that_came_with_a_proposal_and_went_again_is_still_told(
    cast: Cast, draft: Draft, client: Client
) -> None:
    made = propose(cast, draft, "And so does the state.", kind="insert")
    actions.accept_proposal(actor=cast.member("chair"), proposal=made)
    actions.keep_moment(draft_id=draft.pk)
    own = block(draft, 2)["attrs"]["id"]
    edit(cast, draft, 2, "")
    found = history(draft, own)
    assert (found.node, [one.kind for one in found.happenings]) == (None, ["proposal", "change", "change"])
    assert [one.thing.how for one in found.happenings[1:]] == ["came", "went"]
    client.force_login(cast.delegate)
    assert "This block is gone from the text." in page(client, draft, own)
    assert client.get(f"{draft.get_absolute_url()}blocks/nowhere/history/").status_code == 404


def test_what_a_reader_may_not_know_of_is_not_told(cast: Cast, draft: Draft, client: Client) -> None:
    own, now = block(draft, 1)["attrs"]["id"], clock.now()
    text = f"See {draft.get_absolute_url()}"
    given = {"day": now.date(), "zone": "UTC", "starts_at": now, "ends_at": now, "updated_at": now}
    for number, marking in ((1, "group"), (2, "restricted")):
        meeting = Meeting.objects.create(
            group=cast.group, number=number, title=f"{marking} meeting", marking=marking, **given
        )
        AgendaItem.objects.create(meeting=meeting, position=1, title=f"{marking} item", text=text)
        cite(cast, draft, text, title=f"{marking} decision", marking=marking)
    shown = {}
    for who in (cast.delegate, cast.observer):
        client.force_login(who)
        told = page(client, draft, own)
        shown[who.name] = [
            f"{word} {thing}" in told for word in ("group", "restricted") for thing in ("item", "decision")
        ]
    assert shown == {"Delegate": [True] * 4, "Observer": [True, True, False, False]}


def test_a_history_asks_as_often_for_much_as_for_little(cast: Cast, draft: Draft, client: Client) -> None:
    own = block(draft, 1)["attrs"]["id"]
    client.force_login(cast.delegate)
    asked = []
    for turns in (1, 5):
        for turn in range(turns):
            comment = say(cast, draft)
            actions.answer_comment(actor=cast.member("chair"), comment=comment, body="So it is.")
            made = propose(cast, draft, f"They pay {turns} {turn}.")
            actions.decline_proposal(actor=cast.member("chair"), proposal=made, answer="No.")
            edit(cast, draft, 1, f"He pays {turns} {turn}.", who="delegate" if turn % 2 else "cochair")
            actions.open_bracket(actor=cast.member("chair"), draft=draft, block=own, alternative=f"{turns} {turn}")
            actions.state_position(actor=cast.member("delegate"), draft=draft, block=own, kind="general")
            actions.name_version(actor=cast.member("chair"), draft=draft, label=f"{turns} {turn}")
            cite(cast, draft, draft.get_absolute_url())
            if not turn:
                actions.give_section(
                    actor=cast.member("chair"),
                    draft=draft,
                    block=block(draft, 0)["attrs"]["id"],
                    people=[cast.chair.pk],
                )
        page(client, draft, own)
        with CaptureQueriesContext(connection) as captured:
            page(client, draft, own)
        asked.append(len(captured))
    assert asked[0] == asked[1], asked


def test_the_page_follows(cast: Cast, draft: Draft, client: Client) -> None:
    client.force_login(cast.chair)
    own = block(draft, 1)["attrs"]["id"]
    topics = " ".join(f"{one}:{draft.pk}" for one in ("draft", "draft-comments", "proposals", "positions", "sections"))
    for act in (
        lambda: say(cast, draft),
        lambda: propose(cast, draft, "We pay."),
        lambda: edit(cast, draft, 1, "All."),
    ):
        with replay(client, cast.group) as seen:
            seen.shows(topics, f"{draft.get_absolute_url()}blocks/{own}/history/")
            act()
