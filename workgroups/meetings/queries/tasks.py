"""Read what is owed or recommended after meetings."""

from django.db.models import QuerySet

from workgroups.meetings.models import Meeting, Task


def tasks_of(meeting: Meeting) -> QuerySet[Task]:
    """Return what a meeting gave somebody to do."""
    return (
        Task.objects.filter(meeting=meeting).select_related("delegation__body", "done_by", "session").order_by("number")
    )
