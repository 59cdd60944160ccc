"""`manage.py messages`: bring the catalogues in step with what the code and the templates say."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from workgroups.core import catalogues


class Command(BaseCommand):
    """Write the catalogues anew and compile them, or only say what is wrong with them."""

    help = "Gather the words of the interface into workgroups/locale (--check: only say what is missing or broken)."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="change nothing; exit 1 when a catalogue is not complete"
        )

    def handle(self, *_args: Any, check: bool, **_options: Any) -> None:
        said = catalogues.gather()
        wrong: list[str] = []
        for language in (*catalogues.COMPLETE, *catalogues.STARTED):
            catalogue = catalogues.read(language) if check else catalogues.keep_in_step(language, said)
            found = catalogues.faults(catalogue)
            if language in catalogues.COMPLETE:
                found += catalogues.out_of_step(catalogue, said)
            wrong += [f"{language}: {fault}" for fault in found]
        catalogues.compile_all()
        for fault in wrong:
            self.stdout.write(fault)
        self.stdout.write(f"{len(list(said)) - 1} messages, {len(wrong)} to mend.")
        if check and wrong:
            raise CommandError("The catalogues are not complete: run make messages, translate what is empty.")
