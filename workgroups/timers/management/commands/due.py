"""`manage.py due --at INSTANT`: do everything that is due up to that instant, in this process."""

from argparse import ArgumentParser
from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from workgroups.core import clock, slots
from workgroups.events.actions import catch_up
from workgroups.timers.actions import fire_due


class Command(BaseCommand):
    """The same code that beat and the workers run, a line for each thing done."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--at", help="an instant such as 2026-11-23T07:00Z; default: now")

    def handle(self, *args: Any, **options: Any) -> None:
        with clock.at(self._instant(options["at"])):
            catch_up()
            while True:
                fired = fire_due()
                for timer in fired:
                    self.stdout.write(f"{timer.due:%Y-%m-%dT%H:%MZ} {timer.kind} {timer.subject_id}")
                read = catch_up()
                lines = [line for lines in slots.gather("due") for line in lines]
                for line in lines:
                    self.stdout.write(line)
                if not (fired or read or lines):
                    return

    def _instant(self, value: str | None) -> datetime:
        if value is None:
            return clock.now()
        try:
            instant = datetime.fromisoformat(value)
        except ValueError as error:
            raise CommandError(f"--at {value!r} is not an instant such as 2026-11-23T07:00Z") from error
        return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
