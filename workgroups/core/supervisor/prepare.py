"""Judge the settings, bring the database up to the code, load the record: one process, for a quick start."""

import io
import os
import sys

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command, get_commands


def main() -> None:
    """Check, migrate and, with DEMO on, build the record (which changes nothing when it is there)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "collab.settings")
    django.setup()
    call_command("check", stdout=io.StringIO())
    call_command("migrate", interactive=False, verbosity=0)
    if os.environ["DEMO"] == "1" and "demo" in get_commands():
        call_command("demo")


if __name__ == "__main__":
    try:
        main()
    except (CommandError, ImproperlyConfigured) as refusal:
        sys.exit(str(refusal))
