"""The worker's part: announce drafts at rest, compact their logs, make copies of them, read files that were brought."""

import logging
from datetime import timedelta
from typing import Any

from celery import shared_task
from django.utils import translation

from workgroups.core import clock
from workgroups.core.errors import Refused
from workgroups.core.spreadsheets import read_sheets
from workgroups.drafts import actions, queries
from workgroups.drafts.adapters import office
from workgroups.drafts.adapters.brought import Picture, pictures_in
from workgroups.drafts.logic import captions, incoming
from workgroups.drafts.logic.filled import read_rows
from workgroups.drafts.logic.from_pandoc import TooMuch, from_pandoc
from workgroups.drafts.models import Arrival, Copy
from workgroups.drafts.permissions import COPIES, can_read, rights_to_bring
from workgroups.files.actions import store_bytes
from workgroups.files.models import Scan
from workgroups.files.queries import bytes_of
from workgroups.groups.models import Marking
from workgroups.groups.permissions import Member, member_of

SCHEDULE = {
    "workgroups.drafts.tasks.sweep": 30.0,
    "workgroups.drafts.tasks.shelve": 900.0,
    "workgroups.drafts.tasks.sweep_files": 15.0,
}
REST = timedelta(seconds=30)
IDLE = timedelta(seconds=60)
TAIL = 500
MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "odt": "application/vnd.oasis.opendocument.text",
    "md": "text/markdown",
    "html": "text/html",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}
SHEETS = 4
"""Sheets of a workbook in which a filled matrix and the text beside it are looked for."""
LONGEST_CELL = 32_768
"""Characters of a cell: Excel takes 32,767."""
log = logging.getLogger(__name__)


@shared_task
def sweep() -> int:
    """Do what is due for all drafts; return for how many something was done."""
    now = clock.now()
    resting = queries.at_rest(now - REST)
    for draft_id in resting:
        actions.announce_change(draft_id=draft_id)
    long = queries.unfolded(TAIL, now - IDLE)
    for draft_id in long:
        actions.fold_draft(draft_id=draft_id)
    ended = queries.sittings_ended(now)
    for draft_id in ended:
        actions.keep_moment(draft_id=draft_id)
    return len(resting) + len(long) + len(ended)


@shared_task
def shelve() -> int:
    """Pack what no opening needs any more, and let go what is too old; return how many changes were packed."""
    actions.prune_history()
    return sum(actions.shelve_changes(draft_id=one) for one in queries.ripe(clock.now() - actions.REST_ON_LOG))


@shared_task
def fold(draft_id: int) -> None:
    """Fold one draft, when a room saw its tail grow long."""
    actions.fold_draft(draft_id=draft_id)


@shared_task
def make_copy(copy_id: int) -> None:
    """Make one copy, unless another worker does."""
    wanted = actions.take_copy(copy_id=copy_id)
    if wanted is None:
        return
    file_id, seq = None, 0
    try:
        file_id, seq = _copied(wanted)
    except Exception:
        log.exception("copy %s of a draft failed", wanted.pk)
    actions.finish_copy(made=wanted, file_id=file_id, seq=seq)


def _copied(wanted: Copy) -> tuple[int | None, int]:
    draft = wanted.draft
    member = member_of(wanted.person, draft.group)
    if member is None or not can_read(member, draft):
        return None, 0
    data, seq = queries.written_matrix(wanted) if wanted.is_matrix else queries.written_copy(wanted)
    matrix = "-comments" if wanted.is_matrix else ""
    restricted = "-RESTRICTED" if draft.marking == Marking.RESTRICTED else ""
    file = store_bytes(
        owner=None,
        group_id=draft.group_id,
        name=f"{draft.group.slug}-draft-{draft.number}{matrix}{restricted}.{wanted.format}",
        data=data,
        kind=COPIES,
        subject_id=wanted.pk,
        media_type=MEDIA_TYPES[wanted.format],
    )
    return file.pk, seq


@shared_task
def read_arrival(arrival_id: int) -> None:
    """Read one file that was brought, unless another worker does."""
    brought = actions.take_arrival(arrival_id=arrival_id)
    if brought is None:
        return
    if brought.is_matrix:
        _take_matrix(brought)
        return
    found: dict[str, Any] = {}
    fault = ""
    try:
        found = _read(brought)
    except (office.Unreadable, TooMuch) as refusal:
        log.info("import %s: %s", brought.pk, refusal)
        fault = "too_much" if isinstance(refusal, TooMuch) else "unreadable"
        fault = "locked" if isinstance(refusal, office.Locked) else fault
    except Exception:
        log.exception("import %s failed", brought.pk)
        fault = "unreadable"
    actions.finish_arrival(made=brought, found=found, fault=fault)


def _read(brought: Arrival) -> dict[str, Any]:
    """What a file holds. Raises Unreadable or TooMuch."""
    data, source = _bytes(brought), brought.name.rpartition(".")[2].lower()
    read = office.read(data, source)  # type: ignore[arg-type]
    found = from_pandoc(read.tree, read.alternatives)
    pictures, left = pictures_in(data, source, captions.wanted(found.blocks))
    found.left_out += read.left_out + left
    stored = {name: _stored(brought, one) for name, one in pictures.items()}
    kept = incoming.kept(found, read.origin, stored, read.threads)
    if not incoming.text_of(kept, made=True):
        raise office.Unreadable("no words in it")
    return kept


def _take_matrix(brought: Arrival) -> None:
    """Read a filled matrix, or do what its bringer agreed to after they saw it read."""
    found, fault = brought.found, ""
    member = member_of(brought.person, brought.group)
    with translation.override(brought.person.language):
        try:
            if member is not None and found.get("agreed"):
                actions.take_rows(actor=member, arrival=brought)
                return
            found = _read_matrix(brought, member)
        except (Refused, office.Unreadable) as refusal:
            told = str(refusal) if isinstance(refusal, Refused) else ""
            found, fault = ({**found, "moved": True}, "") if found.get("rows") else ({"told": told}, "table")
        except Exception:
            log.exception("matrix %s failed", brought.pk)
            found, fault = {**found, "moved": True}, "" if found.get("rows") else "unreadable"
    actions.finish_arrival(made=brought, found={key: one for key, one in found.items() if key != "agreed"}, fault=fault)


def _read_matrix(brought: Arrival, member: Member | None) -> dict[str, Any]:
    """The rows of a filled matrix, and what they would do to the text of this moment. Raises Unreadable or Refused."""
    tables = read_sheets(_bytes(brought), sheets=SHEETS, longest=LONGEST_CELL)
    found, draft = read_rows(tables, queries.column_names()), brought.draft
    rights = rights_to_bring(member, draft) if member and draft else None
    plan = queries.plan_of(found, draft, brought.person_id, rights) if draft and rights else []
    return found | {"preview": queries.preview_of(plan)}


def _bytes(brought: Arrival) -> bytes:
    if brought.file is None or brought.file.blob.scan in {Scan.WAITING, Scan.HARMFUL}:
        raise office.Unreadable("closed until it has been checked")
    return bytes_of(brought.file)


def _stored(brought: Arrival, picture: Picture) -> dict[str, Any]:
    """What a figure says of a picture: the draft's own where it went out with a copy, else one kept with the file."""
    size = {"width": picture.width, "height": picture.height}
    own = queries.picture_of_copy(brought.draft, picture.sent) if brought.draft else None
    file = own or store_bytes(
        owner=brought.person,
        group_id=brought.group_id,
        name=f"picture.{picture.media_type.removeprefix('image/').replace('jpeg', 'jpg')}",
        data=picture.data,
        kind=queries.ARRIVED,
        subject_id=brought.pk,
        media_type=picture.media_type,
    )
    return {"file": str(file.uid), **size}


@shared_task
def sweep_files() -> int:
    """Take up copies and files whose hint was lost or whose worker died; return how many."""
    copies, arrivals = queries.waiting_copies(), queries.waiting_arrivals()
    for copy_id in copies:
        make_copy(copy_id)
    for arrival_id in arrivals:
        read_arrival(arrival_id)
    actions.forget_arrivals()
    return len(copies) + len(arrivals)
