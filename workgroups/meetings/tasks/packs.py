"""The worker's part of packs: look at each paper, set the whole, store it."""

import logging
from typing import Any

from celery import shared_task
from django.utils import translation
from django.utils.translation import gettext as _

from workgroups.files.actions import store_bytes, text_now
from workgroups.files.models import File
from workgroups.meetings.actions import finish_pack, step_pack, take_pack
from workgroups.meetings.adapters.pack import Workshop, workshop
from workgroups.meetings.logic import packing
from workgroups.meetings.models import Pack
from workgroups.meetings.permissions import PACKS
from workgroups.meetings.queries import Frozen, freeze, waiting_packs

log = logging.getLogger(__name__)


@shared_task
def make_pack(pack_id: int) -> None:
    """Make one pack, unless another worker does or the present file is right."""
    pack = take_pack(pack_id=pack_id)
    if pack is None:
        return
    try:
        with translation.override("en"):
            made = _make(pack)
    except Exception:
        log.exception("pack %s failed", pack.pk)
        finish_pack(pack=pack, made=None, failed=True)
    else:
        finish_pack(pack=pack, made=made)


@shared_task(name="workgroups.meetings.tasks.make_packs")
def make_packs() -> int:
    """Take up packs whose hint was lost or whose worker died; return how many."""
    waiting = waiting_packs()
    for pack_id in waiting:
        make_pack(pack_id)
    return len(waiting)


def _make(pack: Pack) -> dict[str, Any] | None:
    frozen = freeze(pack)
    if pack.file_id and frozen.hash == pack.inputs_hash:
        return None
    steps = len(frozen.inputs["papers"]) + 1
    with workshop() as work:
        for step, paper in enumerate(frozen.inputs["papers"], 1):
            step_pack(pack=pack, step=step, steps=steps)
            paper |= _prepared(work, paper, frozen.files.get(paper["number"]))
        step_pack(pack=pack, step=steps, steps=steps)
        data = work.set(frozen.inputs | {"labels": _labels()})
    return _kept(pack, frozen, data)


def _prepared(work: Workshop, paper: dict[str, Any], file: File | None) -> dict[str, Any]:
    """Say how a paper goes in (`shape`), with what of it; what cannot is listed with the reason."""
    if file is None:
        return _left_out(_("There is no file of it yet."))
    shape = packing.shape_of(file.type)
    if shape == "pdf":
        return _pdf(work, paper, file)
    if shape == "picture":
        name = f"paper-{paper['number']}.{packing.PICTURES[file.type]}"
        work.bring(file, name)
        return {"shape": "picture", "file": name, "note": ""}
    if shape == "text":
        return _text(file)
    return _left_out(_("This kind of file is attached separately: fetch it from the library."))


def _pdf(work: Workshop, paper: dict[str, Any], file: File) -> dict[str, Any]:
    extract = text_now(blob=file.blob)
    if not extract.pages:
        return _left_out(extract.words)
    if extract.pages > packing.MOST_PAGES or file.size > packing.MOST_BYTES:
        return _left_out(_("It is too long for the pack: fetch it from the library."))
    name = f"paper-{paper['number']}.pdf"
    work.bring(file, name)
    if not work.fits(name, extract.pages):
        return _left_out(_("Its pages could not be taken over: fetch it from the library."))
    return {"shape": "pdf", "file": name, "pages": extract.pages, "note": ""}


def _text(file: File) -> dict[str, Any]:
    extract = text_now(blob=file.blob)
    if not extract.text:
        return _left_out(extract.words)
    if len(extract.text) > packing.MOST_TEXT:
        return _left_out(_("It is too long for the pack: fetch it from the library."))
    if file.type != "text/plain":
        note = _("Words only: layout, pictures and notes are in the file itself, in the library.")
        return {"shape": "text", "blocks": packing.blocks_of_text(extract.text), "note": note}
    is_markdown = file.name.lower().endswith((".md", ".markdown"))
    read = packing.blocks_of_markdown if is_markdown else packing.blocks_of_text
    return {"shape": "text", "blocks": read(extract.text), "note": ""}


def _left_out(note: str) -> dict[str, Any]:
    return {"shape": "out", "note": note, "left_out": True}


def _kept(pack: Pack, frozen: Frozen, data: bytes) -> dict[str, Any]:
    """Store the pack; return what is known of it."""
    meeting = pack.meeting
    name = f"{meeting.title} - {meeting.day.isoformat()}{frozen.inputs['tag']}.pdf"
    file = store_bytes(
        owner=None,
        group_id=meeting.group_id,
        name=name,
        data=data,
        kind=PACKS,
        subject_id=pack.pk,
        media_type="application/pdf",
    )
    papers = [
        {key: one[key] for key in ("symbol", "title", "left_out", "note") if key in one}
        for one in frozen.inputs["papers"]
    ]
    return {
        "file": file,
        "pages": text_now(blob=file.blob).pages or 0,
        "inputs": {"papers": papers},
        "inputs_hash": frozen.hash,
        "document_ids": frozen.document_ids,
    }


def _labels() -> dict[str, str]:
    return {
        "agenda": _("Agenda"),
        "contents": _("Contents"),
        "no_agenda": _("The agenda has not been written yet."),
        "apart": _("(attached separately)"),
        "apart_heading": _("Attached separately"),
        "page": _("Page"),
    }
