"""Read how the people of a group can be reached: of each only what they show to whoever asks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from workgroups.accounts.models import Card, Person
from workgroups.accounts.queries import card_of
from workgroups.core import dates, languages, text
from workgroups.files.models import File
from workgroups.groups.models import Delegation, Group, Office, Seat
from workgroups.groups.queries.members import as_read, officers_of, people_in, seats_in

OFFICERS = "officers"


@dataclass(frozen=True)
class Contact:
    """Somebody as one member sees them: empty is what they did not write, and what they do not show to this member."""

    person: Person
    seats: tuple[Seat, ...]
    offices: tuple[Office, ...]
    title: str = ""
    organisation: str = ""
    email: str = ""
    telephone: str = ""
    languages: tuple[str, ...] = ()
    zone: str = ""
    picture: File | None = None

    @property
    def name(self) -> str:
        return self.person.name

    @property
    def delegations(self) -> list[Delegation]:
        return [seat.delegation for seat in self.seats]

    @property
    def functions(self) -> list[str]:
        """What they are here: Chair; Head of delegation, Uruguay."""
        held = [f"{Seat.Role(seat.role).label}, {seat.delegation.body.shown}" for seat in self.seats]
        return [*(office.title for office in self.offices), *held]

    @property
    def tongues(self) -> str:
        """The languages that they speak, each by its own name."""
        return ", ".join(languages.autonym(tag) for tag in self.languages)

    @property
    def place(self) -> str:
        """The city of their time zone."""
        return dates.place(self.zone) if self.zone else ""

    @property
    def sort_key(self) -> str:
        return self.person.sort_key

    def says(self, words: str) -> bool:
        """Whether any of what this member sees of them holds all these words."""
        shown = (self.name, self.person.latin_name, self.title, self.organisation, self.email, self.telephone)
        held = text.fold(" ".join((*shown, *self.functions, self.tongues, self.place)))
        return all(word in held for word in text.fold(words).split())


@dataclass(frozen=True)
class Party:
    """A delegation, or the officers without a seat, with its people."""

    name: str
    contacts: list[Contact] = field(default_factory=list)


Sees = Callable[[Person, Card, str], bool]


def contacts_in(group: Group, sees: Sees) -> list[Contact]:
    """Return the group's people of today by name, with the fields that `sees` lets pass; three queries.

    Doors call `permissions.contacts_seen_by`, which knows who asks.
    """
    seats: dict[int, list[Seat]] = {}
    for seat in seats_in(group):
        seats.setdefault(seat.person_id, []).append(seat)
    offices: dict[int, list[Office]] = {}
    for office in officers_of(group):
        offices.setdefault(office.person_id, []).append(office)
    people = people_in(group).select_related("card__picture__blob")
    return [_contact(sees, one, seats.get(one.pk, []), offices.get(one.pk, [])) for one in people]


def chosen_from(
    contacts: Sequence[Contact], *, delegation: int | None = None, role: str = "", words: str = ""
) -> list[Contact]:
    """Keep those of one delegation, of one seat's role (or `officers`), and who hold these words."""
    return [
        one
        for one in contacts
        if (not delegation or any(seat.delegation_id == delegation for seat in one.seats))
        and (not role or _has_role(one, role))
        and (not words or one.says(words))
    ]


def by_party(contacts: Sequence[Contact]) -> list[Party]:
    """Return contacts by delegation, in the order of names in the reader's language; officers without a seat last."""
    seated = {delegation.pk: delegation for one in contacts for delegation in one.delegations}
    found = [
        Party(delegation.body.shown, [one for one in contacts if delegation in one.delegations])
        for delegation in as_read(seated.values())
    ]
    if rest := [one for one in contacts if not one.seats]:
        found.append(Party("", rest))
    return found


def _has_role(one: Contact, role: str) -> bool:
    if role == OFFICERS:
        return bool(one.offices)
    return any(seat.role == role for seat in one.seats)


def _contact(sees: Sees, one: Person, seats: list[Seat], offices: list[Office]) -> Contact:
    card = card_of(one)
    values = {
        "title": card.title,
        "organisation": card.organisation,
        "email": one.email or "",
        "telephone": card.telephone,
        "languages": tuple(card.languages),
        "time_zone": one.time_zone,
        "picture": card.picture,
    }
    seen = {name: value for name, value in values.items() if value and sees(one, card, name)}
    return Contact(one, tuple(seats), tuple(offices), zone=str(seen.pop("time_zone", "")), **seen)  # type: ignore[arg-type]
