"""What runs out and what was handed over: duties of officers, heads and successors, and notices."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from workgroups.core import dates
from workgroups.groups.models import Body, Seat
from workgroups.groups.queries import NOTES_WAITING, SEATS_RUNNING_OUT
from workgroups.notifications.registry import Duty, Line, Open, duty_rows, notice_kind


@duty_rows("groups.renew_seat", SEATS_RUNNING_OUT, order=55)
def seat_to_renew(one: Open) -> Duty:
    """Renew a seat that ends within thirty days, or let it end: officers, and the head for the others."""
    body = Body(name=one.data["body"], names=one.data["names"])
    return Duty(
        verb=_("Renew or let end"),
        thing=f"{one.data['name']}, {Seat.Role(one.data['role']).label}, {body.shown}",
        url=reverse("groups:seat-renew", args=[one.group_slug, one.subject_id]),
        group_id=one.group_id,
        group_name=one.group_name,
        due=one.due,
        silence=_("If you do nothing, the seat ends that day."),
    )


@duty_rows("groups.read_note", NOTES_WAITING, order=5)
def note_to_read(one: Open) -> Duty:
    """Read what the former holder wrote for you."""
    return Duty(
        verb=_("Read"),
        thing=_("Note of %(name)s for you") % {"name": one.data["name"]},
        url=reverse("groups:handover", args=[one.group_slug, one.subject_id]),
        group_id=one.group_id,
        group_name=one.group_name,
        due=None,
        silence=_("If you do nothing, the note waits here."),
    )


@notice_kind("groups.seat_running_out", many=True, weight="always")
def seat_running_out(notices: list[Any]) -> dict[int, Line]:
    """A seat ends in thirty or seven days; left out once it was renewed or has ended."""
    lines: dict[int, Line] = {}
    for notice, seat in _seats(notices):
        until = str(notice.key).split(":")[1]
        if seat.until is None or seat.until.isoformat() != until or seat.let_end:
            continue
        own = notice.person_id == seat.person_id
        title = _("Your seat ends on %(day)s: %(seat)s") if own else _("A seat ends on %(day)s: %(seat)s")
        words = {"day": dates.long_day(seat.until), "seat": words_of(seat)}
        lines[notice.pk] = _line(seat, title % words, "waiting")
    return lines


@notice_kind("groups.seat_ran_out", many=True, weight="always")
def seat_ran_out(notices: list[Any]) -> dict[int, Line]:
    """A seat has ended on its last day, for officers."""
    words = _("Seat ended: %(seat)s")
    return {notice.pk: _line(seat, words % {"seat": words_of(seat)}, "changed") for notice, seat in _seats(notices)}


def words_of(seat: Seat) -> str:
    """Whose seat it is: Ana Pérez, Expert, Uruguay."""
    return f"{seat.person.name}, {Seat.Role(seat.role).label}, {seat.delegation.body.shown}"


def _line(seat: Seat, title: str, section: Any) -> Line:
    group = seat.delegation.group
    url = reverse("groups:delegation-history", args=[group.slug, seat.delegation_id])
    return Line(title=title, url=url, section=section, group_id=group.pk)


def _seats(notices: list[Any]) -> list[tuple[Any, Seat]]:
    related = ("person", "delegation__body", "delegation__group")
    ids = {notice.subject_id for notice in notices}
    found = {one.pk: one for one in Seat.objects.filter(pk__in=ids).select_related(*related)}
    return [(notice, found[notice.subject_id]) for notice in notices if notice.subject_id in found]
