"""Members, an officer's pages, invitations, and the installation's officers, as a browser meets them."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from workgroups.accounts.actions import join
from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.groups import actions
from workgroups.groups.models import Delegation, Group, Invitation, Office, Programme, Seat
from workgroups.groups.permissions import token_of

PASSWORD = "three green bottles"


@pytest.fixture
def as_chair(cast: Cast, client: Client) -> Client:
    client.force_login(cast.chair)
    return client


def link(offered: Invitation) -> str:
    return f"/invitations/{token_of(offered)}/"


def words(response) -> str:
    return re.sub(r"<[^>]+>", " ", response.content.decode())


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def fifty_more(cast: Cast) -> None:
    for number in range(50):
        body = actions.add_delegation(actor=cast.chair, group=cast.group, body_name=f"Land {number}")
        person = Person.objects.create_user(email=f"p{number}@land.example", name=f"Person {number}")
        actions.take_seat(actor=cast.chair, delegation=body, person=person)
        actions.invite_member(
            actor=cast.chair,
            group=cast.group,
            name="N",
            email=f"n{number}@n.example",
            delegation=body,
            seat_role="head",
        )


@pytest.mark.parametrize("page", ["members", "manage", "manage/people"])
def test_a_longer_list_asks_no_more_queries(cast: Cast, as_chair: Client, offered: Invitation, page: str) -> None:
    address = f"/groups/{cast.group.slug}/{page}/"
    few = queries(as_chair, address)
    fifty_more(cast)
    assert queries(as_chair, address) == few


def test_members_stand_under_their_delegations_heads_first(cast: Cast, as_chair: Client) -> None:
    page = as_chair.get(f"/groups/{cast.group.slug}/members/").content.decode()
    order = ["Northland", "Southland", "The Watchers", "Westland", ">Delegate<", ">Delegate2<"]
    places = [page.index(name) for name in order]
    assert places == sorted(places)
    assert ">Former<" not in page


@pytest.mark.parametrize(("who", "seen"), [("chair", True), ("secretariat", True), ("delegate", False)])
def test_manage_stands_in_the_navigation_for_officers(cast: Cast, client: Client, who: str, seen: bool) -> None:
    client.force_login(getattr(cast, who))
    page = client.get(f"/groups/{cast.group.slug}/members/").content.decode()
    assert (f'href="/groups/{cast.group.slug}/manage/"' in page) is seen


def test_an_officer_invites_sends_again_and_withdraws(cast: Cast, as_chair: Client) -> None:
    manage = f"/groups/{cast.group.slug}/manage/"
    west = Delegation.objects.get(group=cast.group, body__name="Westland").pk
    guest = {"name": "Kim", "email": "kim@seoul.example", "delegation": west, "seat_role": "head"}
    people = f"{manage}people/"
    assert as_chair.post(f"{manage}invitations/add/", guest).headers["Location"] == people
    offered = Invitation.objects.get()
    assert "Head of delegation for Westland" in words(as_chair.get(people))
    assert "1 waits" in words(as_chair.get(manage))
    as_chair.post(f"{manage}invitations/{offered.pk}/send/")
    as_chair.post(f"{manage}invitations/{offered.pk}/withdraw/")
    offered.refresh_from_db()
    assert (offered.times_sent, offered.is_open) == (2, False)
    assert f"invitations/{offered.pk}/restore/" in as_chair.get(people).content.decode()
    with clock.at(clock.now() + clock.UNDO):
        assert "kim@seoul.example" not in words(as_chair.get(people))
    as_chair.post(f"{manage}invitations/{offered.pk}/restore/")
    offered.refresh_from_db()
    assert offered.is_open


def test_an_invitation_to_nothing_keeps_what_was_typed(cast: Cast, as_chair: Client) -> None:
    guest = {"name": "Kim", "email": "kim@seoul.example", "delegation": "", "seat_role": "expert", "office_role": ""}
    response = as_chair.post(f"/groups/{cast.group.slug}/manage/invitations/add/", guest)
    assert response.status_code == 422
    assert 'value="kim@seoul.example"' in response.content.decode()


def test_a_newcomer_joins_from_the_link(cast: Cast, client: Client, offered: Invitation) -> None:
    page = client.get(link(offered))
    assert ("Expert for Westland" in words(page), page.headers["Cache-Control"].count("no-store")) == (True, 1)
    joined = client.post(link(offered), {"name": "Kim", "password": PASSWORD, "time_zone": "Asia/Seoul"})
    assert joined.headers["Location"] == "/settings/first/?next=%2Fgroups%2Fcloud%2F"
    assert client.get(f"/groups/{cast.group.slug}/members/").status_code == 200
    assert client.get(link(offered)).headers["Location"] == f"/groups/{cast.group.slug}/"


def test_a_weak_password_is_refused_and_the_invitation_stays_open(client: Client, offered: Invitation) -> None:
    response = client.post(link(offered), {"name": "Kim", "password": "short", "time_zone": "UTC"})
    offered.refresh_from_db()
    assert (response.status_code, offered.is_open, 'href="#id_password"' in response.content.decode()) == (
        422,
        True,
        True,
    )


def test_looking_at_the_link_changes_nothing(client: Client, offered: Invitation) -> None:
    for _ in range(3):
        client.get(link(offered))
    offered.refresh_from_db()
    assert (offered.is_open, Person.objects.filter(email=offered.email).exists()) == (True, False)


def test_whoever_has_an_account_signs_in_first(cast: Cast, client: Client, offered: Invitation) -> None:
    person = join(name="Kim", email=offered.email, password=PASSWORD)
    page = client.get(link(offered)).content.decode()
    assert (f"/accounts/login/?next={link(offered)}" in page, 'name="password"' in page) == (True, False)
    client.post(link(offered), {"name": "Thief", "password": PASSWORD, "time_zone": "UTC"})
    assert not Seat.objects.filter(person=person).exists()
    client.force_login(person)
    assert client.post(link(offered)).headers["Location"] == f"/groups/{cast.group.slug}/"
    assert Seat.objects.filter(person=person).count() == 1


def test_signed_in_as_somebody_else_it_is_refused_in_words(cast: Cast, client: Client, offered: Invitation) -> None:
    client.force_login(cast.outsider)
    for response in (client.get(link(offered)), client.post(link(offered), {"name": "X", "password": PASSWORD})):
        assert (response.status_code, "for somebody else" in words(response)) == (403, True)
    offered.refresh_from_db()
    assert offered.is_open


def test_used_it_is_refused_in_words(client: Client, offered: Invitation) -> None:
    actions.join_by_invitation(invitation=offered, name="Kim", password=PASSWORD, time_zone="UTC")
    response = client.get(link(offered))
    assert (response.status_code, "no longer open" in words(response)) == (422, True)


def test_a_broken_link_says_so(client: Client, offered: Invitation) -> None:
    response = client.get(link(offered)[:-3] + "/")
    assert (response.status_code, "This link does not work" in words(response)) == (404, True)


def test_ending_a_seat_asks_first(cast: Cast, as_chair: Client) -> None:
    seat = Seat.objects.get(person=cast.delegate2)
    address = f"/groups/{cast.group.slug}/manage/seats/{seat.pk}/end/"
    assert "ends at once" in words(as_chair.get(address))
    as_chair.post(address)
    client = Client()
    client.force_login(cast.delegate2)
    assert client.get(f"/groups/{cast.group.slug}/members/").status_code == 404


def test_ending_ones_own_office_leads_to_the_group(cast: Cast, as_chair: Client) -> None:
    office = Office.objects.get(group=cast.group, person=cast.chair)
    response = as_chair.post(f"/groups/{cast.group.slug}/manage/offices/{office.pk}/end/")
    assert response.headers["Location"] == f"/groups/{cast.group.slug}/"


def test_an_operator_makes_a_programme_and_a_group_and_is_its_secretariat(cast: Cast, client: Client) -> None:
    client.force_login(cast.operator)
    made = client.post("/manage/programmes/add/", {"name": "Réunion d’experts"})
    assert made.headers["Location"] == "/manage/groups/add/"
    programme = Programme.objects.get(slug="reunion-dexperts")
    client.post("/manage/groups/add/", {"programme": programme.pk, "name": "Data & Trust", "purpose": "To learn."})
    group = Group.objects.get(slug="data-trust")
    assert list(Office.objects.filter(group=group).values_list("person", "role")) == [(cast.operator.pk, "secretariat")]
    assert "Data &amp; Trust" in client.get("/manage/").content.decode()


def test_a_name_without_latin_letters_asks_for_an_address(cast: Cast, client: Client) -> None:
    client.force_login(cast.operator)
    response = client.post("/manage/programmes/add/", {"name": "برنامج"})
    assert (response.status_code, 'href="#id_slug"' in response.content.decode()) == (422, True)


def test_a_taken_address_is_refused_at_its_field(cast: Cast, client: Client) -> None:
    client.force_login(cast.operator)
    response = client.post("/manage/programmes/add/", {"name": "Other", "slug": "exchange"})
    assert (response.status_code, 'href="#id_slug"' in response.content.decode()) == (422, True)
