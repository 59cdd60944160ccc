"""What a list of people is compared with, and the list that a group gives out; a constant number of queries each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import zip_longest

from django.db.models import Q, QuerySet
from django.utils.translation import override

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.core.languages import OFFERED, PLAIN
from workgroups.groups.logic.columns import plain
from workgroups.groups.logic.joining import Held, Known, KnownBody, Report, judge
from workgroups.groups.logic.people import entry_of
from workgroups.groups.models import Body, Delegation, Group, Invitation, Office, PeopleList, Seat
from workgroups.groups.queries.members import officers_of, seats_in


def report_of(people: PeopleList, choices: Mapping[str, str]) -> Report:
    """Return what a list comes to against the group as it stands now; seven queries, whatever its length."""
    today = clock.now().date()
    entries = [entry_of(row, today) for row in people.rows]
    return judge(entries, known_in(people.group, {entry.email for entry in entries if entry.email}), choices)


def known_in(group: Group, addresses: Iterable[str]) -> Known:
    """Return what the group has for these addresses, and every body by its names."""
    asked = list(addresses)
    names, near, countries = _bodies(group)
    held: dict[str, list[Held]] = defaultdict(list)
    for address, one in (*_held(group, asked), *_offered(group, asked)):
        held[address].append(one)
    return Known(names, near, countries, {address: tuple(found) for address, found in held.items()})


def _bodies(group: Group) -> tuple[dict[str, tuple[KnownBody, ...]], dict[str, KnownBody], dict[str, KnownBody]]:
    """Return the bodies by every name, those that may be proposed by name, and the states by country."""
    standings = dict(Delegation.objects.filter(group=group).values_list("body_id", "standing"))
    names: dict[str, dict[int, KnownBody]] = defaultdict(dict)
    near: dict[str, KnownBody] = {}
    countries: dict[str, KnownBody] = {}
    for body in Body.objects.all():
        one = KnownBody(body.pk, body.shown, standings.get(body.pk, ""))
        if body.kind == Body.Kind.STATE and body.country:
            countries[body.country] = one
        for name in {body.name, *map(str, body.names.values()), *_shown(body)}:
            names[plain(name)][body.pk] = one
            if one.standing or body.kind == Body.Kind.STATE:  # who else is known here is nobody's business
                near[plain(name)] = one
    return {name: tuple(found.values()) for name, found in names.items()}, near, countries


def _shown(body: Body) -> Iterator[str]:
    for tag in OFFERED:
        with override(tag):
            yield body.shown


def _held(group: Group, addresses: list[str]) -> Iterator[tuple[str, Held]]:
    """Yield what people with these addresses hold, today or from a later day on."""
    owners: dict[int, set[str]] = defaultdict(set)
    proved = Person.objects.filter(emailaddress__verified=True, emailaddress__email__in=addresses)
    for person_id, address in (
        *Person.objects.filter(email__in=addresses).values_list("pk", "email"),
        *proved.values_list("pk", "emailaddress__email"),
    ):
        owners[person_id].add(str(address))
    lasting = Q(until=None) | Q(until__gte=clock.now().date())
    seats = Seat.objects.filter(lasting, delegation__group=group, person_id__in=owners)
    offices = Office.objects.filter(lasting, group=group, person_id__in=owners)
    for person_id, body_id, role in seats.values_list("person_id", "delegation__body_id", "role"):
        yield from ((address, Held(body_id, str(role))) for address in owners[person_id])
    for person_id, role in offices.values_list("person_id", "role"):
        yield from ((address, Held(None, office=role)) for address in owners[person_id])


def _offered(group: Group, addresses: list[str]) -> Iterator[tuple[str, Held]]:
    offers = Invitation.objects.filter(group=group, email__in=addresses, withdrawn_at=None, accepted_at=None)
    now = clock.now()
    fields = ("email", "delegation__body_id", "seat_role", "office_role", "expires_at", "times_sent")
    for email, body_id, seat, office, expires_at, times_sent in offers.values_list(*fields):
        yield email, Held(body_id, seat, office, invited=True, run_out=times_sent > 0 and expires_at <= now)


def exported(group: Group) -> list[list[str]]:
    """Return members and invited people, a row a seat or office, in the columns that an import reads; three queries.

    The language is the person's; words are in the language of the page, days as 2026-04-03.
    """
    offices: dict[int, list[Office]] = defaultdict(list)
    for office in officers_of(group).filter(acting_for=None):
        offices[office.person_id].append(office)
    seats: dict[int, list[Seat]] = defaultdict(list)
    for seat in seats_in(group):
        seats[seat.person_id].append(seat)
    rows = [
        _member_row(seat, office)
        for person_id in {**seats, **offices}
        for seat, office in zip_longest(seats[person_id], offices[person_id])
    ]
    return rows + [_offer_row(offer) for offer in _standing_offers(group)]


def _standing_offers(group: Group) -> QuerySet[Invitation]:
    offers = Invitation.objects.filter(group=group, withdrawn_at=None, accepted_at=None)
    return offers.select_related("delegation__body").order_by("pk")


def _member_row(seat: Seat | None, office: Office | None) -> list[str]:
    one = seat or office
    assert one is not None  # noqa: S101  (one of the two has made the row)
    delegation, person = seat.delegation if seat else None, one.person
    label = str(Seat.Role(seat.role).label) if seat else ""
    title = str(Office.Role(office.role).label) if office else ""
    return _row(person.name, person.email or "", delegation, label, title, (one.since, one.until), person.language)


def _offer_row(offer: Invitation) -> list[str]:
    label = str(Seat.Role(offer.seat_role).label) if offer.delegation else ""
    title = str(Office.Role(offer.office_role).label) if offer.office_role else ""
    days = (offer.since, offer.until)
    return _row(offer.name, offer.email, offer.delegation, label, title, days, offer.language)


def _row(
    name: str,
    email: str,
    delegation: Delegation | None,
    seat: str,
    office: str,
    days: tuple[date | None, date | None],
    language: str,
) -> list[str]:
    since, until = (day.isoformat() if day else "" for day in days)
    body, kind, standing = "", "", ""
    if delegation:
        body, kind = delegation.body.shown, delegation.body.get_kind_display()
        standing = delegation.get_standing_display()
    tongue = language if language in OFFERED else PLAIN
    return [name, email, body, kind, standing, seat, office, since, until, tongue]
