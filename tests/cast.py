"""The one cast of every test: who is asked, how they stand in the group, and the fixture that brings them on."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.groups import actions
from workgroups.groups.models import Body, Delegation, Group, GuestPass, Office, Seat
from workgroups.groups.permissions import Member, member_for

OFFICERS = ("chair", "cochair", "secretariat")
DELEGATES = ("delegate", "delegate2")
MEMBERS = (*OFFICERS, *DELEGATES, "observer")
STRANGERS = ("outsider", "former", "guest")
EVERYONE = (*MEMBERS, *STRANGERS, "anonymous")


@dataclass(frozen=True)
class Cast:
    """A group and the people around it. `delegate` (head) and `delegate2` (expert) sit in one delegation.

    The chairs hold a seat too, the secretariat an office only; `outsider` chairs another group; `former` had a
    seat until yesterday; `guest` has passes for the first thread, meeting and draft, whenever they come to be, and is
    a stranger everywhere but on the pages of these passes; the operator set it all up and is no member.
    """

    group: Group
    elsewhere: Group
    operator: Person
    chair: Person
    cochair: Person
    secretariat: Person
    delegate: Person
    delegate2: Person
    observer: Person
    outsider: Person
    former: Person
    guest: Person

    def person(self, who: str) -> Person | None:
        """The person behind a name of EVERYONE; None for `anonymous`."""
        return None if who == "anonymous" else getattr(self, who)

    def member(self, who: str) -> Member:
        """How one of MEMBERS stands in the group today."""
        return member_for(getattr(self, who), self.group.slug)


def build_cast() -> Cast:
    """Bring everybody on, through the actions that the pages call."""
    operator = _person("operator", is_operator=True)
    people = {name: _person(name) for name in (*MEMBERS, *STRANGERS)}
    programme = actions.create_programme(actor=operator, slug="exchange", name="The exchange")
    group = actions.create_group(actor=operator, programme=programme, slug="cloud", name="Cloud")
    elsewhere = actions.create_group(actor=operator, programme=programme, slug="elsewhere", name="Elsewhere")
    office = Office.Role
    for name, role in (("chair", office.CHAIR), ("cochair", office.COCHAIR), ("secretariat", office.SECRETARIAT)):
        actions.take_office(actor=operator, group=group, person=people[name], role=role, since=_long_ago())
    actions.take_office(actor=operator, group=elsewhere, person=people["outsider"], role=office.CHAIR)
    for one in (group, elsewhere):
        actions.end_office(actor=operator, office=Office.objects.get(group=one, person=operator))
    _seats(operator, group, people)
    _passes(group, people["chair"], people["guest"])
    group.refresh_from_db()
    return Cast(group=group, elsewhere=elsewhere, operator=operator, **people)


def _seats(operator: Person, group: Group, people: dict[str, Person]) -> None:
    head, expert = Seat.Role.HEAD, Seat.Role.EXPERT
    north = _delegation(operator, group, "Northland")
    south = _delegation(operator, group, "Southland")
    west = _delegation(operator, group, "Westland")
    watchers = _delegation(operator, group, "The Watchers", standing=Delegation.Standing.OBSERVING)
    for name, delegation, role in (
        ("chair", north, head),
        ("cochair", south, head),
        ("delegate", west, head),
        ("delegate2", west, expert),
        ("observer", watchers, head),
        ("former", west, expert),
    ):
        seat = actions.take_seat(
            actor=operator, delegation=delegation, person=people[name], role=role, since=_long_ago()
        )
    actions.end_seat(actor=operator, seat=seat)


def _passes(group: Group, chair: Person, guest: Person) -> None:
    until = clock.now() + timedelta(days=30)
    given = {"group": group, "number": 1, "may_write": True, "name": guest.name, "email": guest.email, "until": until}
    taken = {"given_by": chair, "accepted_by": guest, "accepted_at": clock.now()}
    GuestPass.objects.bulk_create(GuestPass(kind=kind, title=kind, **given, **taken) for kind in GuestPass.Kind.values)


def _delegation(
    operator: Person, group: Group, name: str, standing: str = Delegation.Standing.PARTICIPATING
) -> Delegation:
    kind = Body.Kind.STATE if standing == Delegation.Standing.PARTICIPATING else Body.Kind.ORGANISATION
    return actions.add_delegation(
        actor=operator, group=group, body_name=name, kind=kind, standing=standing, since=_long_ago()
    )


def _person(name: str, *, is_operator: bool = False) -> Person:
    return Person.objects.create_user(
        email=f"{name}@cast.example", password=None, name=name.capitalize(), is_operator=is_operator
    )


def _long_ago() -> date:
    return clock.now().date() - timedelta(days=400)


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast, fresh for one test."""
    return build_cast()
