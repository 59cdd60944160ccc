"""Write the record."""

from workgroups.audit.models import Record
from workgroups.events.events import Event


def record(event: Event) -> None:
    """Keep who did what, where and when; ids only, as the event has them."""
    place, data = event.stream(), event.data()
    Record.objects.create(
        actor_id=data.pop("actor_id"),
        event=event.name,
        stream_kind=place.kind,
        ref_id=place.ref_id,
        data=data,
    )
