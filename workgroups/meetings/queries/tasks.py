"""Read what is owed or recommended after meetings."""

from collections.abc import Sequence

from django.db.models import QuerySet

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.groups.models import Group, Office, Seat
from workgroups.meetings.models import Meeting, Task


def tasks_of(meeting: Meeting) -> QuerySet[Task]:
    """Return what a meeting gave somebody to do."""
    return (
        Task.objects.filter(meeting=meeting).select_related("delegation__body", "done_by", "session").order_by("number")
    )


def open_tasks_of(person: Person) -> QuerySet[Task]:
    """Return what a person's delegations owe, soonest first."""
    today = clock.now().date()
    delegations = Seat.objects.on(today).filter(person=person).values("delegation_id")
    found = Task.objects.filter(delegation__in=delegations, done_at=None)
    return found.select_related("meeting__group", "delegation__body").order_by("due_on", "pk")


def open_tasks_among(people: Sequence[Person]) -> dict[int, list[Task]]:
    """Return, for each of these people, what their delegations owe, soonest first; two queries."""
    today = clock.now().date()
    seats = Seat.objects.on(today).filter(person__in=[person.pk for person in people])
    held = set(seats.values_list("person_id", "delegation_id"))
    found = Task.objects.filter(delegation_id__in={delegation_id for _, delegation_id in held}, done_at=None)
    tasks = list(found.select_related("meeting__group", "delegation__body").order_by("due_on", "pk"))
    return {person.pk: [task for task in tasks if (person.pk, task.delegation_id) in held] for person in people}


def unowned_tasks_among(people: Sequence[Person]) -> dict[int, list[Task]]:
    """Return, for each of these people, the open tasks of groups whose officers they are that nobody owes; two queries.

    Recommendations and what a record tells of are no tasks of ours.
    """
    today = clock.now().date()
    offices = Office.objects.on(today).filter(
        person__in=[person.pk for person in people], group__state=Group.State.ACTIVE
    )
    held = set(offices.values_list("person_id", "group_id"))
    found = Task.objects.filter(group_id__in={group_id for _, group_id in held}, delegation=None, addressee="")
    found = found.filter(done_at=None, kind=Task.Kind.TASK, meeting__recorded_from="")
    tasks = list(found.select_related("meeting__group").order_by("due_on", "pk"))
    return {person.pk: [task for task in tasks if (person.pk, task.group_id) in held] for person in people}
