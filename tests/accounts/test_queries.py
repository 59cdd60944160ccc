"""Addresses, zones, the setup key, the demonstration's people."""

from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress

from workgroups.accounts.models import Person
from workgroups.accounts.queries import CastMember, cast, cast_person, holds_address, setup_key, time_zones
from workgroups.core import clock, slots

ANA = CastMember("ana@montevideo.example", "Ana", "Head of delegation", "Answer the poll")


def test_only_a_proved_address_is_held(ana: Person) -> None:
    EmailAddress.objects.create(user=ana, email="not@proved.example", verified=False)
    EmailAddress.objects.create(user=ana, email="second@proved.example", verified=True)
    held = [holds_address(ana, email) for email in ("Second@proved.example", "not@proved.example", "no@body.example")]
    assert held == [True, False, False]


@pytest.mark.parametrize(
    ("address", "length"),
    [("http://localhost:8000", 0), ("http://127.0.0.1", 0), ("https://groups.example", 12), ("http://10.0.0.4", 12)],
)
def test_setup_key_is_asked_for_unless_only_this_machine_can_come(settings, address: str, length: int) -> None:
    settings.BASE_URL = address
    assert len(setup_key()) == length


def test_time_zones_say_how_far_they_are_today() -> None:
    with clock.at(datetime(2026, 7, 1, tzinfo=UTC)):
        summer = dict(zone for _, zones in time_zones() for zone in zones)
    with clock.at(datetime(2026, 12, 1, tzinfo=UTC)):
        winter = dict(zone for _, zones in time_zones() for zone in zones)
    names = ("America/Montevideo", "Asia/Kolkata", "Europe/London")
    assert [summer[name] for name in names] == ["Montevideo (UTC−3)", "Kolkata (UTC+5:30)", "London (UTC+1)"]
    assert winter["Europe/London"] == "London (UTC+0)"


def test_cast_are_those_whom_the_demonstration_names_and_nobody_without_it(ana: Person, settings, monkeypatch) -> None:
    monkeypatch.setattr(slots, "gather", lambda name: [[ANA]] if name == "accounts.cast" else [])
    settings.DEMO = True
    assert (cast(), cast_person(ANA.email), cast_person("first@city.example")) == ([ANA], ana, None)
    settings.DEMO = False
    assert (cast(), cast_person(ANA.email)) == ([], None)
