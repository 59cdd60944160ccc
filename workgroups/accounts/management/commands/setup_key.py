"""`manage.py setup_key`: show the key that the first officer types on the welcome page."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from workgroups.accounts.queries import setup_key


class Command(BaseCommand):
    """Only whoever can run commands on the machine may become the first officer of a public installation."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        key = setup_key()
        self.stdout.write(key or f"No key is needed: {settings.BASE_URL} answers to this machine alone.")
