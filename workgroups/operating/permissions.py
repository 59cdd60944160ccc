"""Operators alone come here, and the door asks; what does not exist is missing for them too."""

from typing import TypeVar
from uuid import UUID

from workgroups.accounts.models import Person
from workgroups.core.errors import Missing
from workgroups.deliverables.models import Build
from workgroups.events.models import Cursor
from workgroups.notifications.models import Delivery
from workgroups.timers.models import Timer

T = TypeVar("T")


def person_for(uid: UUID) -> Person:
    """Return somebody who has not left for good."""
    return _or_missing(Person.objects.filter(uid=uid, erased_at=None).first())


def delivery_for(number: int) -> Delivery:
    """Return a mail, whatever became of it."""
    return _or_missing(Delivery.objects.filter(pk=number).first())


def cursor_for(number: int) -> Cursor:
    """Return a reader's place in a stream."""
    return _or_missing(Cursor.objects.select_related("stream").filter(pk=number).first())


def timer_for(number: int) -> Timer:
    """Return a piece of due work."""
    return _or_missing(Timer.objects.filter(pk=number).first())


def build_for(number: int) -> Build:
    """Return a build of a report."""
    return _or_missing(Build.objects.select_related("deliverable").filter(pk=number).first())


def _or_missing(found: T | None) -> T:
    if found is None:
        raise Missing
    return found
