"""What officers are told when a member leaves the installation."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core import dates
from workgroups.groups.models import Seat
from workgroups.notifications.registry import Line, notice_kind


@notice_kind("groups.member_leaving", many=True, weight="always")
def member_leaving(notices: list[Any]) -> dict[int, Line]:
    """Somebody is leaving, or has left; left out once they came back."""
    ids = {notice.subject_id for notice in notices}
    people = Person.objects.in_bulk(ids)
    seats = Seat.objects.filter(person__in=ids).select_related("delegation__body", "delegation__group").order_by("pk")
    held = {(seat.person_id, seat.delegation.group_id): seat for seat in seats}
    lines: dict[int, Line] = {}
    for notice in notices:
        person, seat = people.get(notice.subject_id), held.get((notice.subject_id, notice.group_id))
        if person is None or not (person.leaves_at or person.erased_at):
            continue
        lines[notice.pk] = _line(notice, person, seat)
    return lines


def _line(notice: Any, person: Person, seat: Seat | None) -> Line:
    who = f"{person.name} ({seat.delegation.body.shown})" if seat else person.name
    if person.leaves_at:
        words, said = _("%(who)s leaves this place on %(day)s"), {"day": dates.long_day(person.leaves_at.date())}
    else:
        words, said = _("%(who)s has left this place"), {}
    url = reverse("groups:member-list", args=[notice.group.slug])
    detail = _("Their seats end then; what they wrote stays, under their delegation.")
    return Line(words % {"who": who, **said}, url, "changed", detail, group_id=notice.group_id)
