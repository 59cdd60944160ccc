"""Make a published report again from its data bundle, and say whether the bytes are the same."""

import json
import zipfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from workgroups.deliverables.adapters.formats import Workshop
from workgroups.deliverables.adapters.typst import tools
from workgroups.deliverables.logic.canonical import digest

LARGEST = 400_000_000  # bytes of a bundle, unpacked


class Command(BaseCommand):
    """`manage.py rebuild_report <bundle.zip> [--to <folder>]`; ends with 1 when a format differs."""

    help = "Make a report again from its data bundle and compare it with the release, byte for byte."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The bundle, and where the files are kept, if anywhere."""
        parser.add_argument("bundle", type=Path)
        parser.add_argument("--to", type=Path, help="a folder for the files that are made")

    def handle(self, *_args: Any, bundle: Path, to: Path | None, **_options: Any) -> None:
        """Build every format whose hash the bundle names."""
        inputs, manifest, images = self.read(bundle)
        for name, version in tools().items():
            if inputs["tools"].get(name) != version:
                self.stdout.write(f"{name}: made with {inputs['tools'].get(name)}, here is {version}")
        work, differing = Workshop(inputs, images), []
        outputs = manifest["outputs"]
        for name, known in [(name, outputs[name]) for name in work.makers() if name in outputs]:
            data = work.make(name)
            same = digest(data) == known["sha256"]
            self.stdout.write(f"{name}: {'the same bytes' if same else 'DIFFERENT'}")
            differing += [] if same else [name]
            if to:
                to.mkdir(parents=True, exist_ok=True)
                (to / f"report.{name}").write_bytes(data)
        if differing:
            raise CommandError(f"Not the same bytes: {', '.join(differing)}")

    def read(self, bundle: Path) -> tuple[Any, Any, dict[str, bytes]]:
        """Inputs, manifest and pictures of a bundle; a broken one is refused."""
        try:
            with zipfile.ZipFile(bundle) as archive:
                if sum(one.file_size for one in archive.infolist()) > LARGEST:
                    raise CommandError("This bundle is larger than any that a report has.")
                inputs, manifest = (json.loads(archive.read(name)) for name in ("inputs.json", "manifest.json"))
                names = [name for name in archive.namelist() if name.startswith("pictures/")]
                images = {name.removeprefix("pictures/"): archive.read(name) for name in names}
                if any(digest(data) != name for name, data in images.items()):
                    raise CommandError("A picture in this bundle is not the one that its name says.")
                return inputs, manifest, images
        except (OSError, KeyError, ValueError, zipfile.BadZipFile) as fault:
            raise CommandError(f"This is no bundle of a report: {fault}") from fault
