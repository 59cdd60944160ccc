"""Proposals: put forward, accepted into the text, merged, declined, undone; and who may do what."""

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
from workgroups.drafts.adapters.edits import nodes_of
from workgroups.drafts.logic import blocks, schema
from workgroups.drafts.models import Draft, DraftUpdate, Proposal
from workgroups.drafts.subscribers.drafts import tell_answered, tell_proposed
from workgroups.events.models import Entry
from workgroups.notifications.models import Notice
from workgroups.notifications.registry import renderers

pytestmark = pytest.mark.django_db
WORDS = "# Aims\n\nMembers share what they know.\n\n- one\n- two"


@pytest.fixture
def draft(cast: Cast) -> Draft:
    """A text of three blocks that the delegate began."""
    return actions.create_draft(actor=cast.member("delegate"), title="Issues paper", words=WORDS)


def content(draft: Draft) -> list[Any]:
    return queries.document_of(draft)["content"]


def words(draft: Draft) -> list[str]:
    return [schema.plain(block) for block in content(draft)]


def propose(cast: Cast, draft: Draft, who: str, at: int, words: str, kind: str = "replace", **more: Any) -> Proposal:
    block = content(draft)[at]
    given = {"block": block["attrs"]["id"], "base": blocks.fingerprint(block), "content": nodes_of(words)}
    return actions.put_forward(actor=cast.member(who), draft=draft, kind=kind, **(given | more))


def edit(cast: Cast, draft: Draft, at: int, words: str) -> None:
    block = content(draft)[at]
    base = blocks.fingerprint(block)
    actions.edit_block(actor=cast.member("chair"), draft=draft, block_id=block["attrs"]["id"], base=base, words=words)


def state(proposal: Proposal) -> str:
    return str(Proposal.objects.get(pk=proposal.pk).state)


def test_put_forward_leaves_the_text_alone(cast: Cast, draft: Draft) -> None:
    before = words(draft)
    one = propose(cast, draft, "observer", 1, "Members share **freely**.", reason=" Shorter. ")
    assert (one.number, one.speaker, one.reason, words(draft)) == (1, "The Watchers", "Shorter.", before)
    assert DraftUpdate.objects.filter(draft=draft).count() == 1
    (tracked,) = queries.proposals_of(draft)
    assert (tracked.place, tracked.is_stale) == (1, False)
    assert (tracked.gone, tracked.come) == ("Members share what they know.", "Members share freely.")
    assert "<del>what they know</del><ins><strong>freely</strong></ins>" in tracked.markup


def test_put_forward_refuses_what_is_no_change_or_no_draft(cast: Cast, draft: Draft) -> None:
    for text in ("Members share what they know.", "  "):
        with pytest.raises(Refused):
            propose(cast, draft, "delegate", 1, text)
    for bad in (
        [{"type": "script"}],
        [{"type": "paragraph", "content": "x"}],
        {"a": 1},
        [{"type": "text", "text": "\0"}],
    ):
        with pytest.raises(Refused):
            propose(cast, draft, "delegate", 1, "", content=bad)
    with pytest.raises(Conflict):
        propose(cast, draft, "delegate", 1, "New.", base="0" * 64)
    with pytest.raises(Conflict):
        propose(cast, draft, "delegate", 1, "New.", block="gone")
    assert not Proposal.objects.exists()


def test_put_forward_again_replaces_ones_own(cast: Cast, draft: Draft) -> None:
    first = propose(cast, draft, "delegate", 1, "First try.")
    other = propose(cast, draft, "delegate2", 1, "A colleague's.")
    second = propose(cast, draft, "delegate", 1, "Second try.")
    first.refresh_from_db()
    assert (first.state, first.successor, state(other)) == ("superseded", second, "open")


def test_put_forward_speaks_for_another_only_as_an_officer(cast: Cast, draft: Draft) -> None:
    west = cast.member("delegate").delegation
    assert propose(cast, draft, "secretariat", 1, "They wrote.", delegation=west).delegation == west
    assert propose(cast, draft, "secretariat", 2, "I write.").speaker == "Secretariat"
    with pytest.raises(NotAllowed):
        propose(cast, draft, "observer", 1, "Not mine.", delegation=west)


def test_accept_writes_as_the_pen_holder_and_keeps_the_block(cast: Cast, draft: Draft) -> None:
    before = content(draft)
    one = propose(cast, draft, "observer", 1, "Members share freely.")
    actions.accept_proposal(actor=cast.member("chair"), proposal=one)
    assert words(draft)[1] == "Members share freely."
    assert [block["attrs"]["id"] for block in content(draft)] == [block["attrs"]["id"] for block in before]
    assert DraftUpdate.objects.latest("seq").person_id == cast.chair.pk
    one.refresh_from_db()
    assert (one.state, one.answered_by, one.by) == ("accepted", cast.chair, cast.observer)
    names = list(Entry.objects.order_by("pk").values_list("name", flat=True))[-2:]
    assert names == ["drafts.draft_changed", "drafts.proposal_answered"]
    with pytest.raises(Conflict):
        actions.decline_proposal(actor=cast.member("chair"), proposal=one, answer="Too late.")


def test_accept_can_add_and_remove_blocks_and_both_can_be_undone(cast: Cast, draft: Draft) -> None:
    before = content(draft)
    chair = cast.member("chair")
    for kind, text, after in (
        ("insert", "One.\n\nTwo.", ["Aims", "One.", "Two.", *words(draft)[1:]]),
        ("delete", "", words(draft)[1:]),
        ("replace", "Now two\n\nblocks", ["Now two", "blocks", *words(draft)[1:]]),
    ):
        one = propose(cast, draft, "delegate2", 0, text, kind)
        actions.accept_proposal(actor=chair, proposal=one)
        assert words(draft) == after
        actions.reopen_proposal(actor=chair, proposal=one)
        assert (content(draft), state(one)) == (before, "open")
        actions.withdraw_proposal(actor=cast.member("delegate2"), proposal=one)


def test_accepting_removal_of_the_last_block_leaves_an_empty_one_and_can_be_undone(cast: Cast) -> None:
    alone = actions.create_draft(actor=cast.member("chair"), title="Short", words="Only.")
    before = content(alone)
    one = propose(cast, alone, "delegate", 0, "", "delete")
    actions.accept_proposal(actor=cast.member("chair"), proposal=one)
    assert words(alone) == [""]
    actions.reopen_proposal(actor=cast.member("chair"), proposal=one)
    assert content(alone)[0] == before[0]


def test_accept_stops_where_the_block_changed_and_merge_takes_both(cast: Cast, draft: Draft) -> None:
    one = propose(cast, draft, "observer", 1, "Members share what they know freely.")
    edit(cast, draft, 1, "All members share what they know.")
    (tracked,) = queries.proposals_of(draft)
    assert tracked.is_stale
    chair = cast.member("chair")
    with pytest.raises(Conflict):
        actions.accept_proposal(actor=chair, proposal=one)
    assert state(one) == "open"
    with pytest.raises(Conflict):
        actions.merge_proposal(actor=chair, proposal=one, content=nodes_of("Both."), base=one.base_print)
    base = blocks.fingerprint(content(draft)[1])
    actions.merge_proposal(actor=chair, proposal=one, content=nodes_of("Both."), base=base, answer="With thanks.")
    assert (words(draft)[1], state(one)) == ("Both.", "merged")


def test_reopen_stops_where_the_text_went_on_or_time_ran_out(
    cast: Cast, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    chair = cast.member("chair")
    one = propose(cast, draft, "observer", 1, "Better words.")
    actions.accept_proposal(actor=chair, proposal=one)
    edit(cast, draft, 1, "Better words still.")
    with pytest.raises(Conflict):
        actions.reopen_proposal(actor=chair, proposal=one)
    assert (words(draft)[1], state(one)) == ("Better words still.", "accepted")
    other = propose(cast, draft, "observer", 2, "- one")
    actions.decline_proposal(actor=chair, proposal=other, answer="Two are better.")
    later = clock.now() + clock.UNDO + timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(NotAllowed):
        actions.reopen_proposal(actor=chair, proposal=other)


def test_decline_needs_a_reason(cast: Cast, draft: Draft) -> None:
    one = propose(cast, draft, "observer", 1, "Better words.")
    with pytest.raises(Refused):
        actions.decline_proposal(actor=cast.member("chair"), proposal=one, answer=" ")
    actions.decline_proposal(actor=cast.member("chair"), proposal=one, answer="Agreed last year.")
    one.refresh_from_db()
    assert (one.state, one.answer) == ("declined", "Agreed last year.")


def test_pen_is_of_officers_and_whoever_began_until_others_are_chosen(cast: Cast, draft: Draft) -> None:
    one = propose(cast, draft, "observer", 1, "Better words.")
    due = {
        who: waiting(getattr(cast, who), "drafts.proposals") for who in ("chair", "delegate", "delegate2", "observer")
    }
    assert due == {"chair": [draft.pk], "delegate": [draft.pk], "delegate2": [], "observer": []}
    actions.give_pen(actor=cast.member("chair"), draft=draft, people=[cast.delegate2.pk, cast.observer.pk])
    assert queries.pen_holders_of(draft) == [cast.delegate2]
    assert waiting(cast.delegate, "drafts.proposals") == []
    with pytest.raises(NotAllowed):
        actions.accept_proposal(actor=cast.member("delegate"), proposal=one)
    with pytest.raises(NotAllowed):
        actions.give_pen(actor=cast.member("delegate2"), draft=draft, people=[])
    actions.accept_proposal(actor=cast.member("delegate2"), proposal=one)
    assert waiting(cast.delegate2, "drafts.proposals") == []


def test_notices_tell_before_and_after_and_the_reason(cast: Cast, draft: Draft) -> None:
    one = propose(cast, draft, "observer", 1, "Members share freely.")
    for entry in Entry.objects.filter(name="drafts.proposal_made"):
        tell_proposed(entry.event())  # type: ignore[arg-type]
    told = Notice.objects.filter(kind="drafts.proposed")
    assert {notice.person_id for notice in told} == {
        cast.chair.pk,
        cast.cochair.pk,
        cast.secretariat.pk,
        cast.delegate.pk,
    }
    (line,) = renderers["drafts.proposed"](list(told.filter(person=cast.chair).select_related("person"))).values()
    assert line.title == "The Watchers proposes a change to “Issues paper”"
    assert line.detail == "“Members share what they know.” becomes “Members share freely.”"
    actions.decline_proposal(actor=cast.member("chair"), proposal=one, answer="Agreed last year.")
    for entry in Entry.objects.filter(name="drafts.proposal_answered"):
        tell_answered(entry.event())  # type: ignore[arg-type]
    (notice,) = Notice.objects.filter(kind="drafts.proposal_answered").select_related("person")
    assert notice.person == cast.observer
    (line,) = renderers["drafts.proposal_answered"]([notice]).values()
    assert (line.title, line.detail) == ("Your proposal to “Issues paper” is declined", "Agreed last year.")


def test_pages_follow_what_happens(cast: Cast, draft: Draft, client: Client) -> None:
    client.force_login(cast.chair)
    home, topic = draft.get_absolute_url(), f"proposals:{draft.pk}"
    acts: list[Any] = [
        lambda: propose(cast, draft, "observer", 1, "Better words."),
        lambda: actions.accept_proposal(actor=cast.member("chair"), proposal=Proposal.objects.get()),
        lambda: actions.reopen_proposal(actor=cast.member("chair"), proposal=Proposal.objects.get()),
        lambda: actions.withdraw_proposal(actor=cast.member("observer"), proposal=Proposal.objects.get()),
    ]
    for act in acts:
        with replay(client, cast.group) as page:
            page.shows(topic, f"{home}proposals/")
            page.shows(f"{topic} draft:{draft.pk}", f"{home}proposals/rail/")
            page.shows(f"{topic} draft:{draft.pk}", f"{home}text/")
            act()
    with replay(client, cast.group) as page:
        page.shows(topic, f"{home}proposals/rail/")
        actions.give_pen(actor=cast.member("chair"), draft=draft, people=[cast.delegate2.pk])


def test_queue_asks_as_often_for_many_as_for_one(cast: Cast, draft: Draft, client: Client) -> None:
    client.force_login(cast.chair)
    asked: dict[str, list[int]] = {}
    for rows in (1, 12):
        while Proposal.objects.count() < rows:
            propose(cast, draft, "observer", 1, f"Words {Proposal.objects.count()}.", "insert")
        for path in ("", "proposals/", "proposals/rail/", "text/"):
            client.get(f"{draft.get_absolute_url()}{path}")
            with CaptureQueriesContext(connection) as captured:
                assert client.get(f"{draft.get_absolute_url()}{path}").status_code == 200
            asked.setdefault(path, []).append(len(captured))
    assert all(few == many for few, many in asked.values()), asked


def test_plain_forms_keep_words_through_a_conflict_and_a_refusal(cast: Cast, draft: Draft, client: Client) -> None:
    client.force_login(cast.observer)
    block = content(draft)[1]
    address = f"{draft.get_absolute_url()}blocks/{block['attrs']['id']}/propose/"
    page = client.get(address).content.decode()
    assert "Members share what they know." in page
    edit(cast, draft, 1, "All members share.")
    given = {"words": "My own words.", "base": blocks.fingerprint(block), "kind": "replace", "reason": "Because."}
    answer = client.post(address, given)
    assert answer.status_code == 409
    assert all(part in answer.content.decode() for part in ("My own words.", "Because.", "All members share."))
    base = blocks.fingerprint(content(draft)[1])
    assert client.post(address, given | {"base": base, "words": "All members share."}).status_code == 422
    assert client.post(address, given | {"base": base}).status_code == 302
    assert Proposal.objects.get().reason == "Because."


def test_queue_answers_several_and_says_which_no_longer_fit(cast: Cast, draft: Draft, client: Client) -> None:
    client.force_login(cast.chair)
    for at, text in ((0, "# Purpose"), (1, "Better words."), (1, "Other words.")):
        propose(cast, draft, "delegate2" if text == "Other words." else "observer", at, text)
    queue = f"{draft.get_absolute_url()}proposals/"
    answer = client.post(f"{queue}answer/", {"proposal": [1, 2, 3], "act": "decline", "answer": ""})
    assert (answer.status_code, Proposal.objects.filter(state="open").count()) == (200, 3)
    page = client.post(f"{queue}answer/", {"proposal": [1, 2, 3], "act": "accept"}, follow=True).content.decode()
    assert "2 proposals are in the text." in page
    assert "Proposal 3 is still open. The block changed since this was put forward." in page
    assert words(draft)[:2] == ["Purpose", "Better words."]
    merging = client.get(f"{queue}3/merge/").content.decode()
    assert "Other words." in merging
    assert client.post(f"{queue}answer/", {"act": "accept"}, follow=True).status_code == 200
