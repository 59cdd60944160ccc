"""Read the record."""

from django.db.models import QuerySet

from workgroups.audit.models import Record


def records_of_group(group_id: int) -> QuerySet[Record]:
    """Return what was done in a group, newest first; for its officers."""
    return Record.objects.filter(stream_kind="group", ref_id=group_id).order_by("-pk")
