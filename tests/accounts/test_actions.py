"""People join, begin, and change how they are written."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.account.models import EmailAddress
from django.db import connection

from tests.accounts.conftest import PASSWORD
from workgroups.accounts.actions import change_profile, join, make_first_officer
from workgroups.accounts.models import Person
from workgroups.accounts.queries import setup_key
from workgroups.core.errors import Refused

OFFICER = {"name": "First", "email": "first@city.example", "password": PASSWORD, "time_zone": "UTC"}


def test_join_makes_a_person_with_a_proved_address_in_small_letters(ana: Person) -> None:
    addresses = EmailAddress.objects.values_list("user", "email", "verified", "primary")
    assert list(addresses) == [(ana.pk, "ana@montevideo.example", True, True)]
    assert (ana.email, ana.sort_key, ana.check_password(PASSWORD)) == ("ana@montevideo.example", "ana perez", True)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"email": "ANA@montevideo.example"}, "email"),
        ({"password": "short"}, "password"),
        ({"password": "password1234"}, "password"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"name": " \n "}, "name"),
    ],
)
def test_join_refuses_and_names_the_field(ana: Person, change: dict[str, str], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        join(**{"name": "Bo", "email": "bo@city.example", "password": PASSWORD, "time_zone": "UTC"} | change)
    assert refusal.value.field == field
    assert list(Person.objects.all()) == [ana]


def test_first_officer_is_an_operator_and_the_only_first(db: None) -> None:
    officer = make_first_officer(**OFFICER)
    assert (officer.is_operator, EmailAddress.objects.get(user=officer).verified) == (True, True)
    with pytest.raises(Refused):
        make_first_officer(**OFFICER | {"email": "second@city.example"})
    assert list(Person.objects.all()) == [officer]


def test_first_officer_of_a_public_installation_needs_the_key(db: None, settings) -> None:
    settings.BASE_URL = "https://groups.example"
    for wrong in ("", "0" * 12):
        with pytest.raises(Refused) as refusal:
            make_first_officer(**OFFICER, key=wrong)
        assert refusal.value.field == "key"
    assert make_first_officer(**OFFICER, key=f" {setup_key()} ").is_operator


@pytest.mark.django_db(transaction=True)
def test_of_two_first_officers_at_once_one_is_second() -> None:
    def begin(number: int) -> str:
        try:
            make_first_officer(**OFFICER | {"email": f"{number}@city.example"})
        except Refused:
            return "second"
        finally:
            connection.close()
        return "first"

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(begin, range(4))) == ["first", "second", "second", "second"]


def test_change_profile_keeps_one_line_and_sorts_by_latin_letters(ana: Person) -> None:
    change_profile(person=ana, name="アナ\nペレス", latin_name="Ána", time_zone="Asia/Tokyo", language="en")
    ana.refresh_from_db()
    assert (ana.name, ana.sort_key, ana.time_zone) == ("アナ ペレス", "ana", "Asia/Tokyo")


def test_change_profile_offers_only_languages_that_are_whole(ana: Person) -> None:
    with pytest.raises(Refused) as refusal:
        change_profile(person=ana, name="Ana", latin_name="", time_zone="UTC", language="tlh")
    assert refusal.value.field == "language"
