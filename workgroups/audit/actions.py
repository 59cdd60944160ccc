"""Write the record."""

from collections.abc import Iterable
from datetime import timedelta

from workgroups.audit.models import Look, Record
from workgroups.core import clock
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


SAME_LOOK = timedelta(hours=1)


def note_look(*, actor_id: int, what: str, people: Iterable[int], group_id: int | None = None) -> None:
    """Keep that somebody looked at what is kept about these people (`what`: Look.What); one row, whatever their number.

    Looking again within the hour at the same is the same look; at oneself it is none.
    """
    seen = sorted({person_id for person_id in people if person_id != actor_id})
    same = Look.objects.filter(actor_id=actor_id, what=what, group_id=group_id, at__gt=clock.now() - SAME_LOOK)
    if seen and not same.filter(people=seen).exists():
        Look.objects.create(actor_id=actor_id, what=what, group_id=group_id, people=seen)
