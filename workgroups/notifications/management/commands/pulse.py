"""`manage.py pulse --minutes N`: whether clock and workers were heard of in the last N minutes."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from workgroups.core import clock
from workgroups.notifications.queries import last_beat


class Command(BaseCommand):
    """Ends with 1 and a sentence when mail and builds are standing still."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--minutes", type=int, default=3)

    def handle(self, *args: Any, **options: Any) -> None:
        heard = last_beat()
        if heard is None or clock.now() - heard > timedelta(minutes=options["minutes"]):
            since = f"since {heard:%Y-%m-%d %H:%M} UTC" if heard else "yet"
            raise CommandError(f"No worker was heard of {since}: mail and builds wait. Start worker and beat.")
        self.stdout.write(f"Last heard of at {heard:%H:%M:%S} UTC.")
