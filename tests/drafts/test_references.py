"""The works that a group's drafts cite: kept by who writes, printed where they are cited, found by nobody else."""

import pytest
from django.test import Client

from tests.drafts.conftest import Room
from tests.live.replay import replay
from workgroups.core.errors import Missing, NotAllowed, Refused
from workgroups.drafts import actions, queries
from workgroups.drafts.logic import html
from workgroups.drafts.models import Reference
from workgroups.drafts.permissions import reference_for

BANK = {"kind": "report", "title": "GovTech maturity", "authors": " World  Bank \n\n", "year": "2023"}


def add(room: Room, **more: str) -> Reference:
    return actions.add_reference(actor=room.member("ana"), **{**BANK, **more})


def page(room: Room, *keys: str) -> str:
    cites = [{"type": "citation", "attrs": {"source": key}} for key in keys]
    doc = {"type": "doc", "content": [{"type": "paragraph", "content": cites}]}
    return html.document(queries.shown_of(room.draft, doc))


def test_a_work_is_cited_and_printed(room: Room) -> None:
    one, other = add(room), add(room, title="GovTech in practice", url="https://example.org/g")
    found = page(room, other.key)
    assert "(World Bank 2023a)" in found  # in practice comes before maturity
    assert "World Bank (2023a). <em>GovTech in practice</em>. <a" in found
    assert "maturity" not in found
    assert "(World Bank 2023b)" in page(room, one.key)


def test_what_is_removed_is_still_printed_and_offered_no_more(room: Room) -> None:
    work = add(room)
    actions.remove_reference(actor=room.member("ana"), reference=work)
    assert "(World Bank 2023)" in page(room, work.key)
    assert queries.offered_works(room.group.pk) == set()
    actions.restore_reference(actor=room.member("ben"), reference=work)
    assert queries.offered_works(room.group.pk) == {work.key}


def test_observers_read_the_list_and_do_not_keep_it(room: Room) -> None:
    work = add(room)
    assert reference_for(room.member("observer"), work.key) == work
    with pytest.raises(NotAllowed):
        reference_for(room.member("observer"), work.key, may="keep")
    with pytest.raises(NotAllowed):
        actions.remove_reference(actor=room.member("observer"), reference=work)
    with pytest.raises(Missing):
        reference_for(room.member("ana"), "another")


def test_a_work_needs_a_title_and_an_address_that_leads_somewhere(room: Room) -> None:
    with pytest.raises(Refused):
        add(room, title=" ")
    with pytest.raises(Refused):
        add(room, url="javascript:alert(1)")
    assert add(room).authors == "World Bank"


def test_the_list_follows_what_happens_to_it(room: Room, client: Client) -> None:
    client.force_login(room.people["ana"])
    url = f"/groups/{room.group.slug}/drafts/references/"
    with replay(client, room.group) as shown:
        shown.shows("references", url)
        work = add(room)
    with replay(client, room.group) as shown:
        shown.shows("references", url)
        actions.edit_reference(actor=room.member("ana"), reference=work, **{**BANK, "year": "2024"})
    assert "Cited as (World Bank 2024)" in client.get(url).content.decode()
    with replay(client, room.group) as shown:
        shown.shows("references", url)
        actions.remove_reference(actor=room.member("ana"), reference=work)
