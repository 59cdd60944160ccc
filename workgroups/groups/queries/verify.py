"""What `manage.py verify` finds wrong with seats, offices, hand-overs, passes and markings."""

from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from workgroups.core import clock, slots
from workgroups.groups.models import GuestPass, Handover, Marking, Office, Seat

SLACK = timedelta(hours=1)  # how late a timer may be before what it should have done counts as a fault
HELD = Q(until=None) | Q(until__gte=F("since"))  # a seat that ended before it began was never held


@slots.fill("verify", order=30)
def faults_of_the_roster() -> list[str]:
    """Return who holds the same twice on one day, and which delegation has two heads on one."""
    seats = _twice(Seat.objects.all(), "person", "delegation")
    heads = _twice(Seat.objects.filter(role=Seat.Role.HEAD), "delegation").exclude(pk__in=seats.values("pk"))
    offices = _twice(Office.objects.filter(acting_for=None, through=None), "person", "group", "role")
    return [
        *(f"seat {one.pk}: person {one.person_id} sits twice in delegation {one.delegation_id}" for one in seats),
        *(f"seat {one.pk}: a second head of delegation {one.delegation_id}" for one in heads),
        *(f"office {one.pk}: person {one.person_id} holds {one.role} of group {one.group_id} twice" for one in offices),
    ]


@slots.fill("verify", order=31)
def faults_of_the_hand_overs() -> list[str]:
    """Return hand-overs whose day went by without them, and those that are done and left something behind."""
    yesterday = clock.now().date() - timedelta(days=1)
    late = Handover.objects.filter(state=Handover.State.PLANNED, day__lt=yesterday)
    half = Q(done_at=None)
    for held in ("seat", "office"):
        still = Q(**{f"{held}__until": None}) | Q(**{f"{held}__until__gt": F("day")})
        half |= Q(**{f"{held}__isnull": False}) & still
    done = Handover.objects.filter(half, state=Handover.State.DONE)
    return [
        *(f"hand-over {pk}: its day went by" for pk in late.order_by("pk").values_list("pk", flat=True)),
        *(f"hand-over {pk}: done by half" for pk in done.order_by("pk").values_list("pk", flat=True)),
    ]


@slots.fill("verify", order=32)
def faults_of_the_passes() -> list[str]:
    """Return passes that nobody closed at their end, and those that were taken up by nobody."""
    open_late = GuestPass.objects.filter(ended_at=None, until__lt=clock.now() - SLACK)
    odd = GuestPass.objects.filter(Q(accepted_at=None) ^ Q(accepted_by=None))
    return [
        *(f"guest pass {pk}: past its end and not closed" for pk in open_late.values_list("pk", flat=True)),
        *(f"guest pass {pk}: taken up by nobody" for pk in odd.values_list("pk", flat=True)),
    ]


@slots.fill("verify", order=33)
def faults_of_the_markings() -> list[str]:
    """Return what carries a marking that nobody knows, in whatever table."""
    marked = [one for one in apps.get_models() if any(field.name == "marking" for field in one._meta.get_fields())]
    return [line for model in marked for line in _unknown(model)]


def _unknown(model: type[Model]) -> list[str]:
    odd = model._default_manager.exclude(marking__in=Marking.values).order_by("pk")
    return [
        f"{model._meta.label_lower} {pk}: unknown marking {marking}" for pk, marking in odd.values_list("pk", "marking")
    ]


def _twice(rows: QuerySet[Any], *same: str) -> QuerySet[Any]:
    """Return the later of any two rows with the same values that run on one day."""
    meets = Q(since__lte=Coalesce(OuterRef("until"), Value(date.max))) & (
        Q(until=None) | Q(until__gte=OuterRef("since"))
    )
    others = rows.filter(HELD, meets, pk__lt=OuterRef("pk"), **{name: OuterRef(name) for name in same})
    return rows.filter(HELD, Exists(others)).order_by("pk")
