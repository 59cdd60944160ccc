"""The order in which seats, offices and states are read."""

from django.db.models import Case, IntegerField, Value, When

from workgroups.groups.models import (
    Group,
    Office,
    Seat,
)

SEAT_ORDER = (Seat.Role.HEAD, Seat.Role.ALTERNATE, Seat.Role.EXPERT)


STATE_ORDER = (Group.State.ACTIVE, Group.State.CONCLUDED, Group.State.ARCHIVED)


OFFICE_ORDER = (Office.Role.CHAIR, Office.Role.COCHAIR, Office.Role.SECRETARIAT)


def in_order(field: str, values: tuple[str, ...]) -> Case:
    places = [When(**{field: value}, then=Value(place)) for place, value in enumerate(values)]
    return Case(*places, default=Value(len(values)), output_field=IntegerField())
