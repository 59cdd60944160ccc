"""What a draft keeps by itself: states at rest, who did how much, and the way back to any of them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.drafts.conftest import Room
from tests.drafts.test_actions import edit
from tests.live.replay import replay
from workgroups.core import clock
from workgroups.core.errors import NotAllowed, Refused
from workgroups.drafts import actions, queries, tasks
from workgroups.drafts.adapters import ydoc
from workgroups.drafts.logic import blocks, schema, sittings
from workgroups.drafts.models import Draft, DraftHistory, DraftMoment, DraftUpdate

LONG = """# Aim

The group agrees on **four** points.

- first item
- second item

| City | Rate |
| --- | --- |
| Lima | 4 |
| Oslo | 7 |

> A quotation that stays.
"""


def fresh(room: Room) -> Draft:
    return Draft.objects.get(pk=room.draft.pk)


def text(room: Room) -> str:
    return schema.plain(queries.document_of(fresh(room)))


def rest(room: Room, minutes: int = 16) -> None:
    """Time passes, and beat comes by."""
    with clock.at(fresh(room).changed_at + timedelta(minutes=minutes)):
        tasks.sweep.apply().get()


def test_a_state_is_kept_when_a_sitting_has_ended_and_only_then(room: Room) -> None:
    assert DraftMoment.objects.count() == 1, "as it was begun"
    edit(room, "ben", 1, "Some better words.")
    rest(room, minutes=5)
    assert DraftMoment.objects.count() == 1
    rest(room)
    rest(room, minutes=60)
    kept = DraftMoment.objects.latest("seq")
    assert DraftMoment.objects.count() == 2
    assert kept.text_sha256 == blocks.fingerprint(kept.pm_json)
    (hand,) = kept.hands
    assert (hand["person"], hand["put"], hand["took"]) == (room.people["ben"].pk, 7, 0)


def test_a_long_sitting_is_kept_in_between(room: Room) -> None:
    edit(room, "ben", 1, "Some other words.")
    began = fresh(room).changed_at
    Draft.objects.filter(pk=room.draft.pk).update(changed_at=began + timedelta(hours=2))
    with clock.at(began + timedelta(hours=2, minutes=1)):
        assert queries.sittings_ended(clock.now()) == [room.draft.pk]


def test_who_took_words_out_is_kept_with_the_words(room: Room) -> None:
    edit(room, "ben", 1, "Some.")
    rest(room)
    (hand,) = DraftMoment.objects.latest("seq").hands
    assert (hand["person"], hand["took"], hand["words"]) == (room.people["ben"].pk, 6, "words")
    (moment, first) = queries.moments_of(fresh(room))
    assert [(doer.name, doer.took) for doer in moment.doers] == [("Ben", 6)]
    assert (moment.earlier, first.later) == (first, moment)


def test_what_is_typed_and_taken_back_is_nobodys_deed(room: Room) -> None:
    edit(room, "ben", 1, "Some words. Typo")
    edit(room, "ana", 1, "Some words.")
    edit(room, "ben", 0, "# First of all")
    rest(room)
    (hand,) = DraftMoment.objects.latest("seq").hands
    assert (hand["put"], hand["took"]) == (7, 0)


def test_not_for_attribution_names_nobody(room: Room) -> None:
    actions.mark_draft(actor=room.member("chair"), draft=room.draft, marking="unattributed")
    edit(room, "ben", 1, "Some.")
    rest(room)
    assert {doer.name for moment in queries.moments_of(fresh(room)) for doer in moment.doers} == {""}


def test_restore_brings_every_kind_of_block_back_and_touches_nothing_else(room: Room) -> None:
    draft = actions.create_draft(actor=room.member("ana"), title="Rich", words=LONG)
    begun = queries.document_of(draft)
    before = ydoc.load(queries.payloads(draft.pk)[0])
    kept_id = begun["content"][4]["attrs"]["id"]
    for index, words in ((1, "The group agrees on **five** *points*."), (2, "- second item\n- third item"), (0, "")):
        block = queries.document_of(draft)["content"][index]
        known = (block["attrs"]["id"], blocks.fingerprint(block))
        actions.edit_block(actor=room.member("ben"), draft=draft, block_id=known[0], base=known[1], words=words)
    back = actions.restore_state(actor=room.member("ana"), draft=draft, key="at-1")
    assert queries.document_of(draft) == begun
    last = DraftUpdate.objects.filter(draft=draft).latest("seq")
    assert (last.person_id, len(bytes(last.payload)) < 900) == (room.people["ana"].pk, True)
    after = ydoc.load(queries.payloads(draft.pk)[0])
    assert ydoc.clocks(ydoc.state(before)).items() <= ydoc.clocks(ydoc.state(after)).items(), "nothing is replaced"
    assert queries.document_of(draft)["content"][4]["attrs"]["id"] == kept_id
    actions.restore_state(actor=room.member("ana"), draft=draft, key=back)
    assert queries.document_of(draft)["content"][0]["type"] == "paragraph", "undone"


def test_restore_is_for_those_who_write_and_refuses_what_changes_nothing(room: Room) -> None:
    with pytest.raises(NotAllowed):
        actions.restore_state(actor=room.member("observer"), draft=room.draft, key="at-1")
    with pytest.raises(Refused):
        actions.restore_state(actor=room.member("ana"), draft=room.draft, key="at-1")


def test_thinning_keeps_the_first_the_newest_and_fewer_with_age() -> None:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    hourly = [(n, now - timedelta(hours=n)) for n in range(24 * 400)]
    gone = sittings.leaving(hourly, now)
    kept = sorted({key for key, _at in hourly} - gone)
    assert len(kept) == sittings.MOST
    assert (kept[0], kept[-1]) == (0, 24 * 400 - 1)
    assert set(range(48)) <= set(kept)
    assert sittings.leaving(hourly[:2], now) == set()


def test_a_named_state_is_not_thinned(room: Room) -> None:
    actions.name_version(actor=room.member("ana"), draft=room.draft, label="Kept")
    old = clock.now() - timedelta(days=900)
    DraftMoment.objects.update(at=old)
    for number in range(4):
        edit(room, "ben", 1, f"Words {number}.")
        with clock.at(old + timedelta(minutes=number)):
            actions.keep_moment(draft_id=room.draft.pk)
    assert DraftMoment.objects.filter(seq=1).exists()


def test_changes_are_packed_after_a_day_and_pruned_after_the_retention_never_across_a_gap(room: Room) -> None:
    for number in range(5):
        edit(room, "ben", 1, f"Words {number}.")
    rest(room)
    asked = list(queries.rows_between(room.draft.pk, 0, 99))
    shown = text(room)
    with clock.at(clock.now() + timedelta(days=2)):
        assert tasks.shelve.apply().get() == 6
    assert not DraftUpdate.objects.exists()
    packed = list(queries.rows_between(room.draft.pk, 0, 99))
    assert [(seq, who, payload) for seq, who, _at, payload in packed] == [
        (seq, who, payload) for seq, who, _at, payload in asked
    ]
    assert text(room) == shown
    edit(room, "ana", 1, "Goes on.")
    assert text(room) == "First\nGoes on."
    with clock.at(clock.now() + timedelta(days=100)):
        actions.prune_history()
    assert not DraftHistory.objects.exists()
    assert text(room) == "First\nGoes on."


def test_a_gap_is_never_packed_away(room: Room) -> None:
    for number in range(4):
        edit(room, "ben", 1, f"Words {number}.")
    rest(room)
    DraftUpdate.objects.filter(seq=3).delete()
    with clock.at(clock.now() + timedelta(days=2)):
        assert actions.shelve_changes(draft_id=room.draft.pk) == 0
    assert DraftUpdate.objects.count() == 4


def test_pages_show_moments_differences_and_the_way_back(room: Room, client: Client) -> None:
    client.force_login(room.people["ben"])
    edit(room, "ben", 1, "Some better words.")
    rest(room)
    base = room.draft.get_absolute_url()
    page = client.get(f"{base}moments/").content.decode()
    assert "Ben" in page
    page = client.get(f"{base}moments/at-2/").content.decode()
    assert "<ins> better</ins>" in page or "<ins>better </ins>" in page
    assert 'rel="prev"' in page
    assert client.get(f"{base}moments/at-1/").status_code == 200
    assert client.get(f"{base}moments/at-77/").status_code == 404
    assert "Version" not in client.get(f"{base}compare/?from=at-1&to=at-2").content.decode().split("<main")[0]
    client.post(f"{base}restore/", {"state": "at-1"})
    assert text(room) == "First\nSome words."
    page = client.get(f"{base}moments/").content.decode()
    assert 'name="state" value="at-2"' in page


def test_moments_ask_as_often_for_many_as_for_one(room: Room, client: Client) -> None:
    client.force_login(room.people["chair"])
    url = f"{room.draft.get_absolute_url()}moments/"
    client.get(url)
    asked = []
    for rounds in (1, 8):
        for number in range(rounds):
            edit(room, ("ana", "ben")[number % 2], 1, f"Words {rounds} {number}.")
            actions.name_version(actor=room.member("ana"), draft=fresh(room), label=f"V {number}")
        with CaptureQueriesContext(connection) as found:
            client.get(url)
        asked.append(len(found))
    assert asked[0] == asked[1]


def test_old_list_plus_events_is_a_fresh_list(room: Room, client: Client) -> None:
    client.force_login(room.people["ben"])
    with replay(client, room.group) as page:
        page.shows(room.draft.topic, f"{room.draft.get_absolute_url()}moments/")
        edit(room, "ana", 1, "Other words.")
        actions.name_version(actor=room.member("ana"), draft=fresh(room), label="Named")
