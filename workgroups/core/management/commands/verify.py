"""`manage.py verify`: check the whole store against itself; exit 1 and say what differs."""

from typing import Any

from django.core.management.base import BaseCommand

from workgroups.core import slots


class Command(BaseCommand):
    """Every app fills the slot `verify` with a function that yields one line a fault, nothing when all is well."""

    help = __doc__

    def handle(self, **options: Any) -> None:
        faults = [line for lines in slots.gather("verify") for line in lines]
        for line in faults:
            self.stderr.write(line)
        if faults:
            raise SystemExit(1)
        self.stdout.write("The store agrees with itself.")
