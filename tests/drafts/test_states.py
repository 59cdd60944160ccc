"""From outline to adopted: what each state lets people do, on open sockets too, and how the moves are kept."""

import pytest
from asgiref.sync import sync_to_async
from django.test import Client

from tests.drafts.conftest import Join, Room
from tests.drafts.test_actions import edit, events
from tests.live.replay import replay
from workgroups.core.errors import NotAllowed, Refused
from workgroups.drafts import actions, queries
from workgroups.drafts.logic import blocks
from workgroups.drafts.models import Draft, DraftMove
from workgroups.drafts.permissions import can_edit, can_name_version, can_propose
from workgroups.groups.actions import take_office

OPEN_TO_ALL = {"outline": "everybody", "open": "everybody", "review": "everybody", "settled": "officers"}


@pytest.fixture
def room(room: Room) -> Room:
    """Whoever began the group is its secretariat; here they are a chair as well."""
    take_office(actor=room.people["chair"], group=room.group, person=room.people["chair"], role="chair")
    return room


def fresh(room: Room) -> Draft:
    return Draft.objects.get(pk=room.draft.pk)


def move(room: Room, state: str, who: str = "chair", reason: str = "") -> DraftMove:
    return actions.move_draft(actor=room.member(who), draft=fresh(room), state=state, reason=reason)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "writers", "proposers"),
    [
        ("outline", {"ana", "chair"}, {"ana", "chair", "observer"}),
        ("review", {"chair"}, {"ana", "chair", "observer"}),
        ("settled", set(), set()),
        ("adopted", set(), set()),
        ("closed", set(), set()),
    ],
)
def test_each_state_says_who_writes_and_who_proposes(
    room: Room, state: str, writers: set[str], proposers: set[str]
) -> None:
    move(room, state)
    people = ("ana", "chair", "observer")
    assert {one for one in people if can_edit(room.member(one), fresh(room))} == writers
    assert {one for one in people if can_propose(room.member(one), fresh(room))} == proposers
    assert can_name_version(room.member("chair"), fresh(room)) == (state not in {"adopted", "closed"})


@pytest.mark.django_db
def test_adopting_freezes_the_text_and_opening_it_again_needs_a_chair_and_a_reason(room: Room) -> None:
    adopted = move(room, "adopted")
    assert adopted.version
    assert adopted.version.text_sha256 == blocks.fingerprint(queries.document_of(fresh(room)))
    with pytest.raises(NotAllowed):
        edit(room, "chair", 1, "Too late.")
    with pytest.raises(NotAllowed):
        move(room, "open", who="ana", reason="Mine")
    with pytest.raises(Refused):
        move(room, "open")
    move(room, "open", reason="A figure was wrong")
    edit(room, "ana", 1, "In time.")
    assert [(one.before, one.state, one.reason) for one in queries.moves_of(fresh(room))] == [
        ("adopted", "open", "A figure was wrong"),
        ("open", "adopted", ""),
    ]
    assert events().count("drafts.draft_moved") == 2


@pytest.mark.django_db
def test_a_group_says_who_writes_and_drafts_in_that_state_follow(room: Room) -> None:
    move(room, "review")
    assert not can_edit(room.member("ana"), fresh(room))
    with pytest.raises(NotAllowed):
        actions.choose_states(actor=room.member("ana"), editing=OPEN_TO_ALL)
    actions.choose_states(actor=room.member("chair"), editing=OPEN_TO_ALL)
    assert can_edit(room.member("ana"), fresh(room))
    move(room, "settled")
    assert [can_edit(room.member(one), fresh(room)) for one in ("ana", "chair")] == [False, True]
    with pytest.raises(Refused):
        actions.choose_states(actor=room.member("chair"), editing={**OPEN_TO_ALL, "open": "aliens"})


@pytest.mark.django_db
def test_pages_say_the_state_in_words_and_move_it(room: Room, client: Client) -> None:
    client.force_login(room.people["chair"])
    url = room.draft.get_absolute_url()
    assert "Being drafted" in client.get(url).content.decode()
    with replay(client, room.group) as page:
        page.shows(room.draft.topic, f"{url}state/")
        page.shows("drafts", f"/groups/{room.group.slug}/drafts/")
        page.shows(room.draft.topic, url)
        move(room, "review")
    with replay(client, room.group) as page:
        page.shows("draft-states", f"/groups/{room.group.slug}/drafts/states/")
        actions.choose_states(actor=room.member("chair"), editing=OPEN_TO_ALL)
    assert client.post(f"{url}state/", {"state": "adopted"}).status_code == 302
    answer = client.post(f"{url}state/", {"state": "open", "reason": ""})
    assert (answer.status_code, "Say why" in answer.content.decode()) == (422, True)
    assert "A chair can open it again" in client.get(url).content.decode()


@pytest.mark.django_db(transaction=True)
async def test_an_open_editor_is_closed_when_its_state_forbids_writing(join: Join, shared: Room) -> None:
    ana, chair = await join(shared, "ana"), await join(shared, "chair")
    await sync_to_async(move)(shared, "review")
    await ana.until(lambda: ana.closed)
    assert ana.closed[0] == 4403
    await chair.type("x")
    await chair.saved()
    again = await join(shared, "ana")
    await again.until(lambda: again.text.endswith("x"))
