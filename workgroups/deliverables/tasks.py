"""The worker's part: make the files of a build, step by step."""

import logging
from typing import Any

from celery import shared_task

from workgroups.core import clock
from workgroups.deliverables.actions import fail_build, finish_build, step_build, take_build
from workgroups.deliverables.adapters.formats import Workshop
from workgroups.deliverables.adapters.pandoc import WritingFailed
from workgroups.deliverables.adapters.typst import TypesettingFailed
from workgroups.deliverables.models import Build
from workgroups.deliverables.permissions import FILES
from workgroups.deliverables.queries import pictures_of, takable
from workgroups.files.actions import store_bytes

SCHEDULE = {"workgroups.deliverables.tasks.sweep": 15.0}
NEEDED = ("pdf", "web")
ENDINGS = {"web": "html", "bundle": "zip"}
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "web": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "epub": "application/epub+zip",
    "bundle": "application/zip",
}
log = logging.getLogger(__name__)


@shared_task
def build(build_id: int) -> None:
    """Make one build, unless another worker does."""
    found = take_build(build_id=build_id)
    if found is None:
        return
    try:
        _make(found)
    except Exception as error:
        log.exception("build %s failed", found.pk)
        fail_build(build=found, error=f"{type(error).__name__}: {error}")


@shared_task
def sweep() -> int:
    """Take up builds whose hint was lost or whose worker died; return how many."""
    waiting = list(takable(clock.now()).values_list("pk", flat=True))
    for build_id in waiting:
        build(build_id)
    return len(waiting)


def _make(found: Build) -> None:
    """Make one format after another. PDF and page must come out; what else does not is named in the manifest."""
    inputs: Any = found.inputs
    work = Workshop(inputs, pictures_of(found))
    stored, failed = {}, []
    for step, name in enumerate(work.makers(), 1):
        step_build(build=found, step=step)
        try:
            file, media_type = f"report.{ENDINGS.get(name, name)}", MEDIA_TYPES[name]
            stored[name] = _store(found, file, work.make(name), media_type).pk
        except (WritingFailed, TypesettingFailed):
            if name in NEEDED:
                raise
            log.exception("build %s: no %s", found.pk, name)
            failed.append(name)
    finish_build(build=found, outputs=stored, manifest=work.manifest() | {"failed": failed})


def _store(found: Build, name: str, data: bytes, media_type: str) -> Any:
    return store_bytes(
        owner=None,
        group_id=found.deliverable.group_id,
        name=name,
        data=data,
        kind=FILES,
        subject_id=found.pk,
        media_type=media_type,
    )
