"""Every event that somebody caused goes into the record."""

from dataclasses import fields, is_dataclass

from workgroups.audit.actions import record
from workgroups.events.events import Event
from workgroups.events.subscribe import on, readers


def listen() -> None:
    """Subscribe to every known event with an `actor_id`, once."""
    for name, event in sorted(Event.known.items()):
        acted = is_dataclass(event) and "actor_id" in {field.name for field in fields(event)}
        if acted and name not in readers["audit"]:
            on(event, reader="audit")(record)
