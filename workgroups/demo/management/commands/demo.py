"""`manage.py demo`: build the demonstration record; again: nothing changes."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from workgroups.demo.actions import build_record, keep_password
from workgroups.demo.management.comments import comments
from workgroups.demo.management.mornings import mornings
from workgroups.demo.management.papers import papers
from workgroups.demo.management.pictures import pictures


class Command(BaseCommand):
    """Builds the living group through the actions that the pages call."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        if build_record(password=settings.DEMO_PASSWORD, meanwhile=(mornings, pictures, papers, comments)):
            self.stdout.write("The demonstration record is built.")
        elif keep_password(password=settings.DEMO_PASSWORD):
            self.stdout.write("The demonstration record stands; its password is the one given now.")
        else:
            self.stdout.write("The demonstration record stands; nothing has changed.")
