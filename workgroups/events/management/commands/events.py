"""`manage.py events`: every event, who reads it, and what each reader does with it."""

from inspect import getdoc
from typing import Any

from django.core.management.base import BaseCommand

from workgroups.events.events import Event
from workgroups.events.subscribe import Handler, may_emit, readers


class Command(BaseCommand):
    """The map from what happens to what follows from it, in the order of wire names."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        for name, event in sorted(Event.known.items()):
            self.stdout.write(f"{name} (version {event.version}): {first_line(event)}")
            for reader in sorted(readers):
                for handler in readers[reader].get(name, ()):
                    self.stdout.write(f"  {reader}: {first_line(handler)}")
            for follower in sorted(may_emit.get(name, ())):
                self.stdout.write(f"  may lead to {follower}")


def first_line(thing: type[Event] | Handler) -> str:
    """What a class or function says of itself in the first line of its docstring, else its name as words."""
    doc = (thing.__doc__ and getdoc(thing)) or ""
    generated = isinstance(thing, type) and doc.startswith(f"{thing.__name__}(")
    if doc and not generated:
        return doc.splitlines()[0]
    return thing.__name__.replace("_", " ") if not isinstance(thing, type) else thing.__name__
