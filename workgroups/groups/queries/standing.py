"""Who stands where, as tables of one query: what the duties of all domains are read from."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Case, F, IntegerField, QuerySet, Value, When

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.groups.models import Delegation, Group, Office, Seat
from workgroups.groups.queries.order import SEAT_ORDER, in_order
from workgroups.notifications.registry import reads_colleagues, reads_standing

Table = tuple[str, str, tuple[Any, ...]]
BELONGS = "SELECT person_id, group_id FROM seat UNION SELECT person_id, group_id FROM office"
INSIDE = (
    f"SELECT person_id, group_id FROM seat WHERE standing = '{Delegation.Standing.PARTICIPATING}' "  # noqa: S608
    "UNION SELECT person_id, group_id FROM office"
)


@reads_standing
def standing_tables(person_ids: Sequence[int]) -> list[Table]:
    """Return the tables that `notifications.registry.duty_rows` describes, for these people today."""
    today = clock.now().date()
    rank = Case(
        *(When(role=role, then=Value(place)) for place, role in enumerate(SEAT_ORDER)),
        default=Value(len(SEAT_ORDER)),
        output_field=IntegerField(),
    )
    of_seat = {"group_id": F("delegation__group_id"), "standing": F("delegation__standing"), "rank": rank}
    seats = Seat.objects.on(today).filter(person__in=person_ids, person__is_active=True)
    offices = Office.objects.on(today).filter(person__in=person_ids, person__is_active=True)
    places = Group.objects.extra(where=['"groups_group"."id" IN (SELECT group_id FROM belongs)'])
    return [
        _table("seat", seats.values("person_id", "delegation_id", seat_id=F("pk"), **of_seat)),
        _table("office", offices.values("person_id", "group_id", "role")),
        ("belongs", BELONGS, ()),
        ("inside", INSIDE, ()),
        _table("place", places.values("id", "name", "slug", "state", "programme_id")),
    ]


@reads_colleagues
def people_in_delegations(delegation_ids: Iterable[int]) -> dict[int, list[Person]]:
    """Return the people who sit in each of these delegations today, heads first; one query."""
    found: dict[int, dict[int, Person]] = {delegation_id: {} for delegation_id in delegation_ids}
    held = Seat.objects.on(clock.now().date()).filter(delegation__in=found, person__is_active=True)
    seats = held.select_related("person").order_by(in_order("role", SEAT_ORDER), "person__sort_key", "pk")
    for seat in seats:
        found[seat.delegation_id].setdefault(seat.person_id, seat.person)
    return {delegation_id: list(people.values()) for delegation_id, people in found.items()}


def _table(name: str, found: QuerySet[Any, Any]) -> Table:
    sql, params = found.order_by().query.sql_with_params()
    return name, sql, tuple(params)
