"""The worker's part: make the files of a build, step by step."""

import logging
from typing import Any

from celery import shared_task
from django.utils import translation

from workgroups.core import clock
from workgroups.deliverables.actions import fail_build, finish_build, step_build, take_build
from workgroups.deliverables.adapters.pdfcheck import check_pdf
from workgroups.deliverables.adapters.typst import build_pdf
from workgroups.deliverables.logic.assemble import assemble
from workgroups.deliverables.logic.html import to_html
from workgroups.deliverables.logic.model import Document
from workgroups.deliverables.models import Build
from workgroups.deliverables.permissions import FILES
from workgroups.deliverables.queries import takable
from workgroups.files.actions import store_bytes

SCHEDULE = {"workgroups.deliverables.tasks.sweep": 15.0}
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
    inputs: Any = found.inputs
    with translation.override(inputs["front"]["language"]):
        document = assemble(inputs)
        web = to_html(document).encode()
    step_build(build=found, step=2)
    pdf = build_pdf(document)
    step_build(build=found, step=3)
    outcome, pages = check_pdf(pdf.data, _words(document))
    step_build(build=found, step=4)
    stored = {
        "pdf": _store(found, "report.pdf", pdf.data, "application/pdf"),
        "web": _store(found, "report.html", web, "text/html"),
    }
    manifest = {
        "inputs": {row.title: row.sha256 for row in document.colophon.inputs},
        "outputs": {name: {"sha256": file.blob.sha256, "size": file.size} for name, file in stored.items()},
        "tools": inputs["tools"],
        "build": document.colophon.build,
        "pages": pages,
        "checks": outcome,
        "isolated": pdf.isolated,
    }
    finish_build(build=found, outputs={name: file.pk for name, file in stored.items()}, manifest=manifest)


def _words(document: Document) -> list[str]:
    return [document.front.title, *(section.title for section in document.sections)]


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
