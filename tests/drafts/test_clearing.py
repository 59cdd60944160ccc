"""A delegation that waits for its capital: until when, who is reminded, what has lapsed; never consent by silence."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.duties import waiting
from tests.live.replay import replay
from workgroups.core import clock
from workgroups.core.errors import NotAllowed, Refused
from workgroups.drafts import actions, queries
from workgroups.drafts.logic.pending import next_stage
from workgroups.drafts.models import Draft, Position
from workgroups.events.actions import catch_up
from workgroups.groups.models import Group
from workgroups.groups.queries import scope_of
from workgroups.notifications.models import Notice
from workgroups.notifications.queries import desk_lines
from workgroups.notifications.registry import duties_of
from workgroups.timers.actions import fire_due

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
DAY = date(2026, 12, 8)


def test_the_days_of_a_pending_position() -> None:
    def following(now: datetime) -> datetime | None:
        return next_stage([DAY], now)

    mornings = [datetime(2026, 12, day, 6, tzinfo=UTC) for day in (6, 8, 9)]
    assert [following(one) for one in (NOW, *mornings)] == [*mornings, None]
    assert next_stage([], NOW) is None


@pytest.fixture
def draft(cast: Cast) -> Draft:
    made = actions.create_draft(actor=cast.member("chair"), title="Charter", words="One.\n\nTwo.")
    Draft.objects.filter(pk=made.pk).update(state="review", editing="officers")
    made.refresh_from_db()
    return made


def state(cast: Cast, draft: Draft, who: str, kind: str = "pending", until: date | None = DAY, **more: Any) -> None:
    given = {"until": until if kind == "pending" else None, **more}
    actions.state_position(actor=cast.member(who), draft=draft, kind=kind, **given)


@pytest.mark.django_db
def test_in_any_group_a_delegation_says_until_when_it_clears_a_text(cast: Cast, draft: Draft) -> None:
    with clock.at(NOW):
        state(cast, draft, "delegate", note="With two ministries.")
        for wrong in ({"until": None}, {"until": NOW.date() - timedelta(days=1)}, {"kind": "general"}):
            with pytest.raises(Refused):
                state(cast, draft, "delegate", **wrong)  # type: ignore[arg-type]
        with pytest.raises(NotAllowed):
            state(cast, draft, "observer")
        block = queries.document_of(draft)["content"][0]["attrs"]["id"]
        with pytest.raises(NotAllowed):  # on single blocks only where a text is negotiated
            state(cast, draft, "delegate", block=block)
        Group.objects.filter(pk=cast.group.pk).update(profile=Group.Profile.NEGOTIATING)
        state(cast, draft, "delegate", block=block)  # although only officers write in it now
        state(cast, draft, "cochair", "general")
        (one,) = queries.waiting_on(draft)
        assert (one.delegation, one.until, one.is_whole, one.blocks) == (
            cast.member("delegate").delegation, DAY, True, 1,
        )  # fmt: skip
        state(cast, draft, "delegate2", "supports")
        assert [(each.is_whole, each.blocks) for each in queries.waiting_on(draft)] == [(False, 1)]
        assert [each.kind for each in queries.history_of(draft, "") if each.ended_at is None] == ["supports", "general"]
        Draft.objects.filter(pk=draft.pk).update(state="adopted")
        draft.refresh_from_db()
        with pytest.raises(NotAllowed):
            state(cast, draft, "delegate")


@pytest.mark.django_db
def test_it_waits_on_the_desk_of_the_delegation_and_for_the_chair(cast: Cast, draft: Draft) -> None:
    with clock.at(NOW):
        state(cast, draft, "delegate")
        assert [waiting(one, "drafts.position") for one in (cast.delegate, cast.delegate2, cast.chair)] == [
            [draft.pk], [draft.pk], [],
        ]  # fmt: skip
        (duty,) = [one for one in duties_of([cast.delegate])[cast.delegate.pk] if one.kind == "drafts.position"]
        assert (duty.title, duty.due) == (
            "State: your delegation’s position on “Charter”, pending until 8 December 2026",
            datetime(2026, 12, 8, 23, 59, tzinfo=UTC),
        )
        scope = scope_of([cast.group])
        told = [(one.who, one.what, one.due) for one in queries.pending_positions(scope)]
        assert told == [("Westland", "Charter", duty.due)]
    with clock.at(NOW + timedelta(days=8)):
        (duty,) = [one for one in duties_of([cast.delegate])[cast.delegate.pk] if one.kind == "drafts.position"]
        assert "which has passed" in duty.thing
        assert "not taken as consent" in duty.silence
        state(cast, draft, "delegate", "lives_with")
        assert waiting(cast.delegate, "drafts.position") == []
        assert list(queries.pending_positions(scope)) == []


@pytest.mark.django_db
def test_it_is_reminded_before_and_on_its_day_and_said_to_have_lapsed(cast: Cast, draft: Draft) -> None:
    def told() -> list[tuple[str, str, int]]:
        found = Notice.objects.filter(kind__startswith="drafts.position_").order_by("pk")
        return [(one.person.name, one.kind.partition("_")[2], one.at.day) for one in found.select_related("person")]

    with clock.at(NOW):
        state(cast, draft, "delegate")
        catch_up()
    own = [cast.delegate.name, cast.delegate2.name]
    with clock.at(NOW + timedelta(days=6)):
        fire_due()
        assert told() == [(name, "due", 6) for name in own]
        lines = [line.title for _notice, line in desk_lines(cast.delegate)]
        assert "Your position on “Charter” is pending until 8 December 2026" in lines
    with clock.at(NOW + timedelta(days=20)):  # two mornings that a worker missed
        fire_due()
        officers = [name for name, kind, _day in told() if kind == "lapsed"]
        assert [one for one in told() if one[1] == "due"] == [(name, "due", day) for day in (6, 8, 9) for name in own]
        assert cast.chair.name in officers
        assert cast.delegate.name not in officers
        lines = [line.title for _notice, line in desk_lines(cast.chair)]
        assert "Westland: position on “Charter” was pending until 8 December 2026; it has lapsed" in lines
        assert Position.objects.get().kind == "pending"  # and nothing else: silence is no consent
        state(cast, draft, "delegate", "supports")
        for person in (cast.delegate, cast.chair):
            assert not [one for one, _line in desk_lines(person) if one.kind.startswith("drafts.position_")]


@pytest.mark.django_db
def test_the_pages_say_it_and_follow_it(cast: Cast, draft: Draft, client: Client) -> None:
    client.force_login(cast.delegate)
    home = draft.get_absolute_url()
    page, topic = f"{home}clearing/", f"positions:{draft.pk}"
    with clock.at(NOW):
        wrong = client.post(page, {"kind": "pending", "note": "With two ministries."})
        assert (wrong.status_code, "With two ministries." in wrong.content.decode()) == (422, True)
        with replay(client, cast.group) as shown:
            shown.shows(topic, page)
            assert client.post(page, {"kind": "pending", "until": "2026-12-08"}).status_code == 302
        for path in (page, home):
            told = " ".join(client.get(path).content.decode().split())
            assert "<bdi>Westland</bdi></strong>: pending until" in told, path
    with clock.at(NOW + timedelta(days=8)):
        told = " ".join(client.get(page).content.decode().split())
        assert "Lapsed" in told
        assert "was pending until" in told
    Group.objects.filter(pk=cast.group.pk).update(profile=Group.Profile.NEGOTIATING)
    with replay(client, cast.group) as shown:
        shown.shows(topic, f"{home}consensus/")
        state(cast, draft, "cochair", "parliamentary", note="Of the whole text.")
    assert "Of the whole text." in client.get(f"{home}consensus/").content.decode()


@pytest.mark.django_db
def test_the_page_asks_as_often_for_many_as_for_one(cast: Cast, draft: Draft, client: Client) -> None:
    client.force_login(cast.delegate)
    asked = []
    for who in (["delegate"], ["chair", "cochair"]):
        for one in who:
            state(cast, draft, one, until=clock.now().date())
        client.get(f"{draft.get_absolute_url()}clearing/")
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{draft.get_absolute_url()}clearing/")
        asked.append(len(captured))
    assert asked[0] == asked[1]
