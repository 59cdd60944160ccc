"""What somebody does about a duty short of doing it at its place: put it off, pass it on, say that it is done."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.core import clock, text
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.notifications.events import DutyHandled
from workgroups.notifications.models import Handling
from workgroups.notifications.permissions import open_for
from workgroups.notifications.queries import colleagues_for
from workgroups.notifications.registry import finishers


@transaction.atomic
def snooze_duty(*, person: Any, key: str, until: datetime, late: bool = False) -> None:
    """Put a duty off until an instant; past its deadline only when they say that they know (`late`)."""
    one = open_for(person, key)
    if until <= clock.now():
        raise Refused(_("Choose a day that is still to come."), field="day")
    if one.due and until > one.due and not late:
        raise Refused(
            _("That is after its deadline. Choose an earlier day, or say below that you mean it."), field="late"
        )
    _keep(person, key, Handling.Kind.SNOOZED, until=until, late=bool(one.due and until > one.due))
    emit(DutyHandled(person_id=person.pk))


@transaction.atomic
def pass_duty(*, person: Any, key: str, to: int, note: str = "") -> None:
    """Pass a delegation's duty to a colleague (by id) who has it too; nobody's rights change."""
    one = open_for(person, key)
    if to not in {colleague.pk for colleague in colleagues_for(one)}:
        raise Refused(_("Choose somebody of your delegation who can do it."), field="to")
    Handling.objects.filter(key=key, person_id=to).delete()  # it is on their desk again, whatever they did about it
    words = text.single_line(note)[:400]
    _keep(person, key, Handling.Kind.PASSED, to_id=to, delegation_id=one.delegation_id, note=words)
    for person_id in (person.pk, to):
        emit(DutyHandled(person_id=person_id))


@transaction.atomic
def finish_duty(*, person: Any, key: str) -> None:
    """Say that a duty is done which only people can know of; kept with who and when, for the whole delegation."""
    one = open_for(person, key)
    if not one.duty.by_hand:
        raise Refused(_("Whether this is done is seen at its place; here it can only be put off."))
    if finish := finishers.get(one.kind):
        finish(person=person, subject_id=one.subject_id)
    else:
        _keep(person, key, Handling.Kind.DONE, delegation_id=one.delegation_id)
    emit(DutyHandled(person_id=person.pk))


@transaction.atomic
def take_duty_back(*, person: Any, key: str) -> None:
    """Have a duty on one's own desk again that was put off or passed on."""
    open_for(person, key)
    found = Handling.objects.filter(person=person, key=key)
    others = {one.to_id for one in found if one.to_id}
    found.delete()
    for person_id in (person.pk, *others):
        emit(DutyHandled(person_id=person_id))


def _keep(person: Any, key: str, kind: str, **fields: Any) -> None:
    fresh = {
        "kind": kind,
        "at": clock.now(),
        "until": None,
        "to_id": None,
        "delegation_id": None,
        "note": "",
        "late": False,
    }
    Handling.objects.update_or_create(person_id=person.pk, key=key, defaults={**fresh, **fields})
