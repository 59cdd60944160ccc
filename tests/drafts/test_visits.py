"""What changed since a reader was here, and what the merge page says when a block changed meanwhile."""

import pytest
from asgiref.sync import sync_to_async
from django.test import Client

from tests.drafts.conftest import Join, Room
from workgroups.drafts import queries
from workgroups.drafts.actions import edit_block, fold_draft, note_visit
from workgroups.drafts.models import DraftVisit

pytestmark = pytest.mark.django_db


def signed_in(room: Room, who: str) -> Client:
    client = Client()
    client.force_login(room.people[who])
    return client


def change(room: Room, words: str, block: int = 1) -> None:
    """Let Ana give a block other words."""
    found = queries.blocks_in(room.draft)[block]
    edit_block(actor=room.member("ana"), draft=room.draft, block_id=found.block_id, base=found.fingerprint, words=words)


def test_what_changed_since_a_reader_left_is_shown_to_them_and_nobody_else(room: Room) -> None:
    ben, address = signed_in(room, "ben"), room.draft.get_absolute_url()
    assert "Since you were here" not in ben.get(address).content.decode()
    assert ben.post(f"{address}seen/").status_code == 302
    assert "Since you were here" not in ben.get(address).content.decode()
    change(room, "Other words.")
    page = ben.get(address).content.decode()
    assert "Since you were here" in page
    assert f"{address}since/?from=1" in page
    difference = ben.get(f"{address}since/").content.decode()
    assert "<del>Some</del><ins>Other</ins> words." in difference
    changed = ben.get(f"{address}since/", {"blocks": 1, "from": 1}).json()
    assert changed == {"blocks": [queries.blocks_in(room.draft)[1].block_id], "gone": 0}
    assert "Since you were here" not in signed_in(room, "observer").get(address).content.decode()


def test_a_visit_before_what_the_log_still_holds_is_compared_with_the_nearest_kept_state(room: Room) -> None:
    note_visit(draft_id=room.draft.pk, person_id=room.people["ben"].pk, seq=1)
    change(room, "Other words.")
    fold_draft(draft_id=room.draft.pk)
    room.draft.updates.filter(seq=1).delete()
    kept = queries.text_at(room.draft, 1)
    assert kept == room.draft.moments.get(seq=1).pm_json
    room.draft.moments.all().delete()
    assert queries.text_at(room.draft, 1) is None
    assert signed_in(room, "ben").get(f"{room.draft.get_absolute_url()}since/").status_code == 200


def test_merge_page_shows_both_changes_and_offers_them_together_where_they_do_not_touch(room: Room) -> None:
    ben = signed_in(room, "ben")
    address = f"{room.draft.get_absolute_url()}blocks/{queries.blocks_in(room.draft)[1].block_id}/"
    seen = ben.get(address).context["form"].initial
    change(room, "Many words.")
    answer = ben.post(address, seen | {"words": "Some words, and mine."})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "<del>Some</del><ins>Many</ins> words." in page
    assert "<ins>, and mine</ins>" in page
    both = answer.context["both"].initial
    assert both["words"] == "Many words, and mine."
    assert ben.post(address, both).status_code == 302
    assert queries.blocks_in(room.draft)[1].words == "Many words, and mine."


def test_merge_page_names_where_both_changed_the_same_words_and_keeps_yours(room: Room) -> None:
    ben = signed_in(room, "ben")
    address = f"{room.draft.get_absolute_url()}blocks/{queries.blocks_in(room.draft)[1].block_id}/"
    seen = ben.get(address).context["form"].initial
    change(room, "Many words.")
    answer = ben.post(address, seen | {"words": "Few words."})
    assert answer.context["both"] is None
    assert [(one.theirs, one.yours) for one in answer.context["overlaps"]] == [("Many", "Few")]
    assert answer.context["form"].initial["words"] == "Few words."


@pytest.mark.django_db(transaction=True)
async def test_leaving_by_socket_notes_how_far_one_has_seen(join: Join, shared: Room) -> None:
    ana = await join(shared, "ana")
    await ana.type("!")
    await ana.saved()
    await ana.close()
    ben = await join(shared, "ben")
    await ben.until(lambda: ben.text.endswith("!"))
    visits = DraftVisit.objects.filter(draft=shared.draft, person=shared.people["ana"])
    for _look in range(100):
        if found := await sync_to_async(lambda: list(visits.values_list("seq", flat=True)))():
            break
        await ben.appear("Ben")
    assert found
    assert found[0] > 1
