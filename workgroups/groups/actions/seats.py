"""Give and end seats and offices: what a person may do begins and ends with them, at once or on their day."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.actions.epoch import open_epoch
from workgroups.groups.events import OfficeEnded, OfficeTaken, SeatEnded, SeatTaken
from workgroups.groups.logic import span
from workgroups.groups.models import Dated, Delegation, Group, Office, Seat
from workgroups.groups.permissions import require_officer

DAY = timedelta(days=1)


@transaction.atomic
def take_seat(
    *,
    actor: Person,
    delegation: Delegation,
    person: Person,
    role: str = Seat.Role.EXPERT,
    since: date | None = None,
    until: date | None = None,
    former_steps_back: bool = False,
) -> Seat:
    """Give a person a seat in a delegation, perhaps from a day to come or with a last day; officers only.

    A delegation has one head a day: with `former_steps_back` the present one becomes an alternate from that day.
    """
    group = delegation.group
    require_officer(actor, group)
    seat = fill_seat(delegation, person, role, since, until, former_steps_back=former_steps_back)
    emit(SeatTaken(group_id=group.pk, seat_id=seat.pk, person_id=person.pk, actor_id=actor.pk))
    return seat


@transaction.atomic
def end_seat(*, actor: Person, seat: Seat) -> None:
    """End a seat yesterday, so that its rights are gone at once; what was said under it stays."""
    group = seat.delegation.group
    require_officer(actor, group)
    Seat.objects.filter(pk=seat.pk).update(until=clock.now().date() - DAY)
    open_epoch(group)
    emit(SeatEnded(group_id=group.pk, seat_id=seat.pk, person_id=seat.person_id, actor_id=actor.pk))


@transaction.atomic
def take_office(
    *,
    actor: Person,
    group: Group,
    person: Person,
    role: str,
    since: date | None = None,
    until: date | None = None,
    acting_for: Person | None = None,
) -> Office:
    """Name a chair, co-chair or secretariat; with `acting_for` and a last day, who chairs for somebody. Officers."""
    require_officer(actor, group)
    office = fill_office(group, person, role, since, until, acting_for=acting_for)
    emit(OfficeTaken(group_id=group.pk, office_id=office.pk, person_id=person.pk, actor_id=actor.pk))
    return office


@transaction.atomic
def end_office(*, actor: Person, office: Office) -> None:
    """End an office at once; the last officer cannot leave the group without any."""
    group = Group.objects.select_for_update().get(pk=office.group_id)
    require_officer(actor, group)
    if office.through_id is not None:
        raise Refused(_("This office comes from the group above: it is changed there."))
    require_another_officer(group, clock.now().date(), leaving=[office.pk])
    Office.objects.filter(pk=office.pk).update(until=clock.now().date() - DAY)
    open_epoch(group)
    emit(OfficeEnded(group_id=group.pk, office_id=office.pk, person_id=office.person_id, actor_id=actor.pk))


def require_another_officer(group: Group, day: date, *, leaving: list[int]) -> None:
    """Refuse what would leave the group without any officer on a day; whoever acts for another does not count."""
    others = Office.objects.on(day).filter(group=group, acting_for=None, person__is_active=True)
    if not others.exclude(pk__in=leaving).exists():
        raise Refused(_("A group keeps at least one officer: name another one first."))


def fill_seat(
    delegation: Delegation,
    person: Person,
    role: str,
    since: date | None,
    until: date | None,
    *,
    former_steps_back: bool = False,
) -> Seat:
    """Make the seat's row; inside an action that has asked permission and announces it."""
    since = since or clock.now().date()
    hold(delegation)
    require_span(since, until)
    require_free(Seat.objects.filter(delegation=delegation, person=person), since, until, person)
    if role == Seat.Role.HEAD:
        keep_one_head(delegation, since, until, former_steps_back=former_steps_back)
    seat = Seat.objects.create(delegation=delegation, person=person, role=role, since=since, until=until)
    open_epoch(delegation.group)
    return seat


def fill_office(
    group: Group,
    person: Person,
    role: str,
    since: date | None,
    until: date | None = None,
    *,
    acting_for: Person | None = None,
) -> Office:
    """Make the office's row; inside an action that has asked permission and announces it."""
    since = since or clock.now().date()
    require_span(since, until)
    if acting_for:
        _require_absence(group, person, role, since, until, acting_for)
    held = Office.objects.filter(group=group, person=person, role=role)
    if held.touching(since, until).exists():
        raise Refused(_("%(name)s holds this office already.") % {"name": person.name}, field="person")
    office = Office.objects.create(
        group=group, person=person, role=role, acting_for=acting_for, since=since, until=until
    )
    open_epoch(group)
    return office


def hold(delegation: Delegation) -> None:
    """Let changes of a delegation's seats wait for one another: two heads cannot slip in side by side."""
    Delegation.objects.select_for_update(no_key=True).get(pk=delegation.pk)


def require_span(since: date, until: date | None) -> None:
    """Refuse a span that ends before it begins."""
    if until and until < since:
        raise Refused(_("The last day comes after the first."), field="until")


def require_free(held: Dated, since: date, until: date | None, person: Person) -> None:
    """Refuse a seat over one that the person has in the delegation on any of the same days."""
    if other := held.touching(since, until).order_by("since").first():
        words = _("%(name)s has a seat in this delegation already, %(days)s.")
        raise Refused(words % {"name": person.name, "days": span(other.since, other.until)}, field="since")


def keep_one_head(
    delegation: Delegation, since: date, until: date | None, *, former_steps_back: bool, but: int | None = None
) -> None:
    """Refuse a second head on any of these days, or let the former one be an alternate from the first of them."""
    heads = Seat.objects.filter(delegation=delegation, role=Seat.Role.HEAD).exclude(pk=but)
    for former in heads.touching(since, until).select_related("person"):
        names = {"name": former.person.name, "days": span(former.since, former.until)}
        if not former_steps_back:
            words = _(
                "%(name)s is head of this delegation %(days)s, and a delegation has one head at a time. "
                "Choose that the former head becomes an alternate, or other days."
            )
            raise Refused(words % names, field="former_steps_back")
        if former.since > since:
            words = _("%(name)s is to be head of this delegation %(days)s: change those days first.")
            raise Refused(words % names, field="since")
        turn_seat(former, Seat.Role.ALTERNATE, since)


def turn_seat(seat: Seat, role: str, day: date) -> Seat:
    """End a seat the day before and begin another with the same person, in another role, to the same last day."""
    Seat.objects.filter(pk=seat.pk).update(until=day - DAY)
    return Seat.objects.create(
        delegation_id=seat.delegation_id, person_id=seat.person_id, role=role, since=day, until=seat.until
    )


def _require_absence(
    group: Group, person: Person, role: str, since: date, until: date | None, acting_for: Person
) -> None:
    if role not in {Office.Role.CHAIR, Office.Role.COCHAIR}:
        raise Refused(_("Somebody acts for a chair or a co-chair; the secretariat has no need of it."), field="role")
    if until is None:
        raise Refused(_("Say until when they act."), field="until")
    if person.pk == acting_for.pk:
        raise Refused(_("Nobody acts for themselves: choose two persons."), field="person")
    held = Office.objects.on(since).filter(group=group, person=acting_for, role=role, acting_for=None)
    if not held.exists():
        raise Refused(_("%(name)s does not hold this office then.") % {"name": acting_for.name}, field="acting_for")
