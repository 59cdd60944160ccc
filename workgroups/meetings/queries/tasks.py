"""Read what is owed or recommended after meetings."""

from django.db.models import QuerySet

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.groups.models import Group, Seat
from workgroups.meetings.models import Meeting, Task


def tasks_of(meeting: Meeting) -> QuerySet[Task]:
    """Return what a meeting gave somebody to do."""
    return (
        Task.objects.filter(meeting=meeting).select_related("delegation__body", "done_by", "session").order_by("number")
    )


def open_tasks_of(person: Person, group: Group) -> QuerySet[Task]:
    """Return what the delegations for which a person sits in a group owe today, soonest first."""
    held = Seat.objects.on(clock.now().date()).filter(person=person, delegation__group=group)
    found = Task.objects.filter(delegation__in=held.values("delegation_id"), done_at=None)
    return found.select_related("meeting__group", "delegation__body").order_by("due_on", "pk")
