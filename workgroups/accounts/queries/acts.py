"""Read what the record has of a person: who looked at what is kept about them, what they looked at, what they did."""

from datetime import datetime

from django.utils import timezone

from workgroups.accounts.logic.copies import Row, Table
from workgroups.accounts.logic.labels import LABELS
from workgroups.accounts.models import Person
from workgroups.accounts.queries.people import names_of
from workgroups.audit.models import Look
from workgroups.audit.queries import looks_at, looks_by, records_by
from workgroups.core import dates
from workgroups.events.events import Event


def looks_of(person: Person) -> list[Table]:
    """Return who looked at what is kept about a person, and at what of others the person looked."""
    at, by = list(looks_at(person.pk).order_by("pk")), list(looks_by(person.pk))
    names = names_of({look.actor_id for look in at})
    tables = [
        Table("audit.Look", "", [_look(one, names.get(one.actor_id, "")) for one in at]),
        Table("audit.Look (own)", "", [_look(one, person.name) for one in by]),
    ]
    return [table for table in tables if table.rows]


def acts_of(person: Person) -> list[Table]:
    """Return what a person did, as the record has it: what, where and when; no words of anybody."""
    rows = []
    for one in records_by(person.pk):
        known = Event.known.get(one.event)
        values = {"id": one.pk, "event": one.event, "at": one.at.isoformat(), "of": one.stream_kind, "data": one.data}
        said = str(known.words) if known and known.words else one.event
        rows.append(Row(one.pk, values, [(str(LABELS["event"]), said), _when(one.at)]))
    return [Table("audit.Record", "", rows)] if rows else []


def _look(look: Look, who: str) -> Row:
    values = {"id": look.pk, "what": look.what, "at": look.at.isoformat(), "group_id": look.group_id, "by": who}
    said = [(str(LABELS["what"]), str(look.get_what_display())), (str(LABELS["person"]), who), _when(look.at)]
    return Row(look.pk, values, said)


def _when(at: datetime) -> tuple[str, str]:
    return str(LABELS["at"]), f"{dates.long_day(timezone.localtime(at).date())}, {dates.hour(at)}"
