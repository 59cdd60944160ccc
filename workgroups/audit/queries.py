"""Read the record."""

from django.db.models import QuerySet

from workgroups.audit.models import Look, Record


def records_of_group(group_id: int) -> QuerySet[Record]:
    """Return what was done in a group, newest first; for its officers."""
    return Record.objects.filter(stream_kind="group", ref_id=group_id).order_by("-pk")


def looks_at(person_id: int) -> QuerySet[Look]:
    """Return who looked at what is kept about a person, newest first; for that person alone."""
    return Look.objects.filter(people__contains=[person_id]).order_by("-pk")


def records_by(person_id: int) -> QuerySet[Record]:
    """Return what a person did, oldest first; for that person alone."""
    return Record.objects.filter(actor_id=person_id).order_by("pk")


def looks_by(person_id: int) -> QuerySet[Look]:
    """Return at what of others a person looked, oldest first; for that person alone."""
    return Look.objects.filter(actor_id=person_id).order_by("pk")
