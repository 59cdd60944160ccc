"""Bring the database up to the code and, with DEMO on, load the record: both in one process, for a quick start."""

import os

import django
from django.core.management import call_command, get_commands


def main() -> None:
    """Migrate, then build the record (which changes nothing when it is there)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "collab.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    if os.environ["DEMO"] == "1" and "demo" in get_commands():
        call_command("demo")


if __name__ == "__main__":
    main()
