"""Brackets and positions: only where a text is negotiated; opened, supported, cleaned, counted."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.live.replay import replay
from workgroups.core import clock
from workgroups.core.errors import Conflict, NotAllowed, Refused
from workgroups.drafts import actions, queries
from workgroups.drafts.logic import blocks, consensus, schema
from workgroups.drafts.models import Bracket, Draft, DraftUpdate, Position
from workgroups.groups.models import Group

pytestmark = pytest.mark.django_db
WORDS = "# Interval\n\nGauges report at short intervals.\n\n# Costs\n\nThe owner pays."


@pytest.fixture
def draft(cast: Cast) -> Draft:
    """A text of two sections in a group that negotiates."""
    Group.objects.filter(pk=cast.group.pk).update(profile=Group.Profile.NEGOTIATING)
    return actions.create_draft(actor=cast.member("chair"), title="Charter", words=WORDS)


def block(draft: Draft, at: int) -> Any:
    return queries.document_of(draft)["content"][at]


def dispute(cast: Cast, draft: Draft, who: str = "delegate", **more: Any) -> Bracket:
    given = {"words": "short intervals", "alternative": "intervals that their purpose asks for"}
    return actions.open_bracket(
        actor=cast.member(who), draft=draft, block=block(draft, 1)["attrs"]["id"], **(given | more)
    )


def state(cast: Cast, draft: Draft, who: str, at: int, kind: str, **more: Any) -> None:
    actions.state_position(
        actor=cast.member(who), draft=draft, block=block(draft, at)["attrs"]["id"], kind=kind, **more
    )


def test_open_bracket_sets_the_text_and_the_alternative_side_by_side(cast: Cast, draft: Draft) -> None:
    made = dispute(cast, draft)
    (one,) = queries.brackets_of(draft)
    assert (made.number, one.owner) == (1, cast.member("delegate").delegation)
    told = [(each.words, [s.delegation.body.shown for s in each.supports.all()]) for each in one.alternatives.all()]
    assert told == [("short intervals", []), ("intervals that their purpose asks for", ["Westland"])]
    assert DraftUpdate.objects.filter(draft=draft).count() == 1
    for wrong in ({"words": "long intervals"}, {"alternative": "short intervals"}):
        with pytest.raises(Refused):
            dispute(cast, draft, **wrong)
    with pytest.raises(NotAllowed):
        dispute(cast, draft, "observer")


def test_a_delegation_stands_behind_one_alternative_at_a_time(cast: Cast, draft: Draft) -> None:
    made = dispute(cast, draft)
    actions.add_alternative(actor=cast.member("cochair"), bracket=made, words="ten minutes")
    actions.support_alternative(actor=cast.member("cochair"), bracket=made, place=2)
    north = cast.member("chair").delegation
    actions.support_alternative(actor=cast.member("secretariat"), bracket=made, place=1, delegation=north)
    (one,) = queries.brackets_of(draft)
    told = {each.place: [s.delegation.body.shown for s in each.supports.all()] for each in one.alternatives.all()}
    assert told == {1: ["Northland"], 2: ["Southland", "Westland"], 3: []}
    with pytest.raises(NotAllowed):
        actions.support_alternative(actor=cast.member("delegate"), bracket=made, place=1, delegation=north)


def test_clean_bracket_writes_what_was_agreed_and_who_agreed(cast: Cast, draft: Draft) -> None:
    made, now = dispute(cast, draft), block(draft, 1)
    west = cast.member("delegate").delegation
    assert west
    given = {"words": "Gauges report at agreed intervals.", "base": blocks.fingerprint(now)}
    with pytest.raises(NotAllowed):
        actions.clean_bracket(actor=cast.member("delegate"), bracket=made, agreed=[west.pk], **given)
    with pytest.raises(Refused):
        actions.clean_bracket(actor=cast.member("chair"), bracket=made, agreed=[], **given)
    with pytest.raises(Conflict):
        actions.clean_bracket(actor=cast.member("chair"), bracket=made, agreed=[west.pk], **(given | {"base": "0"}))
    actions.clean_bracket(actor=cast.member("chair"), bracket=made, agreed=[west.pk], **given)
    after = block(draft, 1)
    assert (schema.plain(after), after["attrs"]["id"]) == ("Gauges report at agreed intervals.", now["attrs"]["id"])
    assert DraftUpdate.objects.latest("seq").person_id == cast.chair.pk
    (one,) = queries.brackets_of(draft)
    assert (one.state, [each.body.shown for each in one.agreed.all()], one.cleaned_by) == (
        "cleaned",
        ["Westland"],
        cast.chair,
    )
    with pytest.raises(Conflict):
        actions.support_alternative(actor=cast.member("delegate"), bracket=made, place=1)


def test_positions_follow_each_other_and_stay(cast: Cast, draft: Draft) -> None:
    until = clock.now().date() + timedelta(days=9)
    state(cast, draft, "delegate", 1, "pending", until=until)
    state(cast, draft, "delegate2", 1, "parliamentary", note="Until parliament has met.")
    kinds = [(one.kind, one.ended_at is None) for one in queries.history_of(draft, block(draft, 1)["attrs"]["id"])]
    assert kinds == [("parliamentary", True), ("pending", False)]
    state(cast, draft, "delegate", 1, "")
    assert not queries.positions_of(draft)
    for wrong in ({"kind": "shrugs"}, {"kind": "supports", "until": until}):
        with pytest.raises(Refused):
            state(cast, draft, "delegate", 1, **wrong)
    with pytest.raises(NotAllowed):
        state(cast, draft, "observer", 1, "supports")
    with pytest.raises(Refused):
        state(cast, draft, "secretariat", 1, "supports")


def test_consensus_counts_by_section_and_over_time(cast: Cast, draft: Draft) -> None:
    made = dispute(cast, draft)
    for who in ("chair", "cochair", "delegate"):
        state(cast, draft, who, 3, "supports" if who == "chair" else "lives_with")
    found = queries.consensus_of(draft)
    assert [ground.level for ground in found.grounds] == ["silent", "bracket", "silent", "agreed"]
    assert [(one.title, one.open, one.levels) for one in found.chapters] == [
        ("Interval", 1, [("bracket", 1)]),
        ("Costs", 0, [("agreed", 1)]),
    ]
    (day,) = found.days
    assert (day.opened, day.cleaned, day.open, found.open) == (1, 0, 1, 1)
    assert Bracket.objects.get(pk=made.pk).is_open


def test_level_says_what_stands_in_the_way_first() -> None:
    def level(*kinds: str, open_brackets: int = 0, cleaned: int = 0) -> str:
        return consensus.level(open_brackets=open_brackets, cleaned=cleaned, kinds=kinds, delegations=2)

    assert level("general", open_brackets=1) == "bracket"
    assert (level("supports", "linguistic"), level("supports", "pending")) == ("reserved", "pending")
    assert (level("supports"), level("supports", "lives_with"), level(), level(cleaned=1)) == (
        "supported", "agreed", "silent", "agreed",
    )  # fmt: skip
    days = consensus.over_time([date(2026, 1, 1), date(2026, 1, 3)], [date(2026, 1, 3)])
    assert [(one.opened, one.cleaned, one.open) for one in days] == [(1, 0, 1), (1, 1, 1)]
    assert consensus.resolved("a b c", "b", "x") == "a x c"
    assert consensus.resolved("a c", "b", "x") is None


def test_pages_follow_brackets_and_positions(cast: Cast, draft: Draft, client: Client) -> None:
    client.force_login(cast.chair)
    home, topic = draft.get_absolute_url(), f"positions:{draft.pk}"
    first = block(draft, 1)

    def clean() -> None:
        given = {"words": "As agreed.", "base": blocks.fingerprint(first)}
        north = cast.member("chair").delegation
        assert north
        actions.clean_bracket(actor=cast.member("chair"), bracket=Bracket.objects.get(), agreed=[north.pk], **given)

    acts: list[Any] = [
        lambda: dispute(cast, draft),
        lambda: actions.support_alternative(actor=cast.member("cochair"), bracket=Bracket.objects.get(), place=1),
        clean,
    ]
    for act in acts:
        with replay(client, cast.group) as page:
            page.shows(f"{topic} draft:{draft.pk}", f"{home}consensus/")
            page.shows(topic, f"{home}brackets/rail/")
            act()
    with replay(client, cast.group) as page:
        page.shows(topic, f"{home}consensus/")
        page.shows(topic, f"{home}blocks/{first['attrs']['id']}/positions/")
        state(cast, draft, "delegate", 1, "supports")


def test_consensus_asks_as_often_for_many_as_for_one(cast: Cast, draft: Draft, client: Client) -> None:
    client.force_login(cast.delegate)
    asked: dict[str, list[int]] = {}
    for rows in (1, 8):
        while Bracket.objects.count() < rows:
            dispute(cast, draft, alternative=f"words {Bracket.objects.count()}")
            state(cast, draft, "delegate", Bracket.objects.count() % 4, "general")
        for path in ("consensus/", "brackets/rail/", "brackets/1/", ""):
            client.get(f"{draft.get_absolute_url()}{path}")
            with CaptureQueriesContext(connection) as captured:
                assert client.get(f"{draft.get_absolute_url()}{path}").status_code == 200
            asked.setdefault(path, []).append(len(captured))
    assert all(few == many for few, many in asked.values()), asked


def test_an_exchange_group_has_none_of_it(cast: Cast, draft: Draft, client: Client) -> None:
    made = dispute(cast, draft)
    Group.objects.filter(pk=cast.group.pk).update(profile=Group.Profile.EXCHANGE)
    client.force_login(cast.chair)
    home, own = draft.get_absolute_url(), block(draft, 1)["attrs"]["id"]
    paths = ["consensus/", "brackets/rail/", "brackets/1/", "brackets/1/clean/"]
    for path in (*paths, f"blocks/{own}/bracket/", f"blocks/{own}/positions/"):
        assert client.get(f"{home}{path}").status_code == 404, path
    assert "consensus" not in client.get(home).content.decode()
    with pytest.raises(NotAllowed):
        actions.support_alternative(actor=cast.member("delegate"), bracket=made, place=1)
    assert not Position.objects.exists()


def test_plain_pages_do_all_of_it(cast: Cast, draft: Draft, client: Client) -> None:
    client.force_login(cast.delegate)
    home, now = draft.get_absolute_url(), block(draft, 1)
    own = now["attrs"]["id"]
    answer = client.post(f"{home}blocks/{own}/bracket/", {"words": "nowhere", "alternative": "x"})
    assert (answer.status_code, "nowhere" in answer.content.decode()) == (422, True)
    client.post(f"{home}blocks/{own}/bracket/", {"words": "short intervals", "alternative": "ten minutes"})
    client.post(f"{home}brackets/1/alternative/", {"words": "thirty minutes"})
    client.post(f"{home}brackets/1/support/", {"place": "2"})
    client.post(f"{home}blocks/{own}/positions/", {"kind": "linguistic", "note": "The French text."})
    client.force_login(cast.chair)
    page = client.get(f"{home}brackets/1/clean/?alternative=2").content.decode()
    assert "Gauges report at ten minutes." in page
    given = {"words": "Gauges report every ten minutes.", "agreed": [str(cast.member("delegate").delegation.pk)]}  # type: ignore[union-attr]
    late = client.post(f"{home}brackets/1/clean/", given | {"base": "0"})
    assert (late.status_code, "every ten minutes" in late.content.decode()) == (409, True)
    assert client.post(f"{home}brackets/1/clean/", given | {"base": blocks.fingerprint(now)}).status_code == 302
    told = client.get(f"{home}consensus/").content.decode()
    assert all(
        word in told for word in ("Gauges report every ten minutes.", "Linguistic reservation", "The French text.")
    )
