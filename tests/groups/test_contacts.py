"""Contacts: what is hidden from a reader is in no page, file, search or count; vCards and CSV are as they must be."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import MEMBERS, Cast
from workgroups.accounts.actions import change_card
from workgroups.accounts.models import Card, Person
from workgroups.core import clock
from workgroups.groups.logic import Entry, vcard
from workgroups.groups.models import Delegation, Office, Seat
from workgroups.groups.permissions import contacts_seen_by

SEES = {  # which readers see a field shown to this audience: those of each rank, and the person themselves
    "nobody": {"delegate2"},
    "officers": {"delegate2", "chair", "cochair", "secretariat"},
    "heads": {"delegate2", "chair", "cochair", "secretariat", "delegate", "observer"},
    "members": set(MEMBERS),
}
SAID = {
    "title": "Keeper of lists",
    "organisation": "Ministry of Words",
    "email": "delegate2@cast.example",
    "telephone": "+598 2 1234567",
    "languages": "Suomi",
    "time_zone": "Montevideo",
}


def fill(cast: Cast, audience: str) -> None:
    cast.delegate2.time_zone = "America/Montevideo"
    cast.delegate2.save()
    change_card(
        person=cast.delegate2,
        title=SAID["title"],
        organisation=SAID["organisation"],
        telephone=SAID["telephone"],
        languages=["fi"],
        shown=dict.fromkeys(Card.FIELDS, audience),
    )


@pytest.mark.django_db
@pytest.mark.parametrize("audience", list(SEES))
def test_each_field_reaches_each_kind_of_reader_or_not(cast: Cast, client: Client, audience: str) -> None:
    fill(cast, audience)
    home = f"/groups/{cast.group.slug}/members/contacts/"
    paths = (home, f"{home}{cast.delegate2.pk}/", f"{home}contacts.csv", f"{home}contacts.vcf", f"{home}addresses/")
    for reader in MEMBERS:
        client.force_login(cast.person(reader))
        said = "".join(client.get(path).content.decode() for path in paths).replace("\r\n ", "")
        for name, words in SAID.items():
            found = words in said or (name == "languages" and "LANG;PREF=1:fi" in said)
            assert found == (reader in SEES[audience]), f"{reader} and {name} shown to {audience}"


@pytest.mark.django_db
def test_search_and_count_do_not_know_what_is_hidden(cast: Cast, client: Client) -> None:
    fill(cast, "officers")
    address = f"/groups/{cast.group.slug}/members/contacts/"
    for reader, expected in (("chair", True), ("delegate", False), ("observer", False)):
        client.force_login(cast.person(reader))
        for words in ("Keeper", "Ministry of Words", "1234567", "delegate2@cast.example", "suomi", "Montevideo"):
            page = client.get(address, {"words": words})
            assert (f"/contacts/{cast.delegate2.pk}/" in page.content.decode()) == expected, f"{reader}: {words}"
            assert page.context["count"] == (1 if expected else 0)


@pytest.mark.django_db
def test_defaults_show_no_telephone_and_the_address_to_officers(cast: Cast) -> None:
    change_card(person=cast.delegate2, telephone="+598 2 1234567")
    seen = {who: {c.person.pk: c for c in contacts_seen_by(cast.member(who))}[cast.delegate2.pk] for who in MEMBERS}
    assert {who for who, one in seen.items() if one.telephone} == {"delegate2"}
    assert {who for who, one in seen.items() if one.email} == SEES["officers"]


@pytest.mark.django_db
def test_csv_holds_no_formula(cast: Cast, client: Client) -> None:
    change_card(
        person=cast.delegate2, title="=HYPERLINK(1)", telephone="+598 2 1234567", shown={"telephone": "members"}
    )
    client.force_login(cast.chair)
    body = client.get(f"/groups/{cast.group.slug}/members/contacts/contacts.csv").content.decode()
    rows = list(csv.reader(io.StringIO(body.removeprefix("\ufeff"))))
    assert {len(row) for row in rows} == {10}
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))] == []


def test_vcard_is_escaped_and_folded_as_rfc_6350_says() -> None:
    name = "Ødegård; Åsa, 王 " * 12
    card = vcard(Entry(uid="0", name=name, title="a\\b\nc", languages=("fr", "en"), group="G;1"))
    lines = card.split("\r\n")
    assert max(len(line.encode()) for line in lines) == 75
    assert lines[:3] == ["BEGIN:VCARD", "VERSION:4.0", "KIND:individual"]
    assert lines[-2:] == ["END:VCARD", ""]
    whole = card.replace("\r\n ", "")
    (shown,) = re.findall(r"^FN:(.*)\r$", whole, flags=re.M)
    assert shown.replace("\\;", ";").replace("\\,", ",") == name
    assert "TITLE:a\\\\b\\nc\r\n" in whole
    assert "LANG;PREF=1:fr\r\nLANG;PREF=2:en\r\n" in whole
    assert "CATEGORIES:G\\;1\r\n" in whole


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["members/contacts/", "members/contacts/contacts.csv", "members/offices/", "HISTORY"])
def test_lists_ask_as_often_for_many_as_for_few(cast: Cast, client: Client, path: str) -> None:
    west = Delegation.objects.get(group=cast.group, body__name="Westland")
    address = f"{cast.group.get_absolute_url()}{path.replace('HISTORY', f'members/delegations/{west.pk}/')}"
    client.force_login(cast.chair)
    client.get(address)
    asked = []
    for rows in (0, 12):
        for number in range(rows):
            person = Person.objects.create_user(email=f"{number}@many.example", name=f"Many {number}")
            change_card(person=person, title="Somebody")
            Seat.objects.create(delegation=west, person=person, since=clock.now().date())
            Office.objects.create(group=cast.group, person=person, role="cochair", since=clock.now().date())
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]
    assert asked[0] <= 16
