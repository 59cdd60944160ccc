"""What a pack is made of, frozen as plain values: its hash says whether a pack is still right."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from workgroups.core import dates
from workgroups.documents.models import Document, Rendition
from workgroups.drafts.queries import document_of
from workgroups.files.models import File
from workgroups.groups.models import Marking
from workgroups.groups.permissions.markings import EVERYBODY, PARTICIPANTS
from workgroups.meetings.logic.packing import blocks_of_document
from workgroups.meetings.models import Meeting, Pack, Paper
from workgroups.meetings.queries.papers import meeting_before

LATEST = 2  # raised when the template prints something else from the same inputs


@dataclass(frozen=True)
class Frozen:
    """The inputs of a pack and their hash, with the files by the number of their paper."""

    inputs: dict[str, Any]
    hash: str
    files: dict[int, File]
    document_ids: list[int]


def freeze(pack: Pack) -> Frozen:
    """Return what a pack is made of today, as far as its audience reads it. `pack.meeting.group` must be loaded."""
    meeting = pack.meeting
    read = PARTICIPANTS if pack.audience == Pack.Audience.PARTICIPANTS else EVERYBODY
    rows = list(_papers(meeting, read))
    renditions = _renditions([row.document for row in rows if row.document])
    papers, files = [], {}
    for number, row in enumerate(rows, 1):
        rendition = renditions.get(row.document_id or 0)
        file = rendition.current.file if rendition and rendition.current else None
        papers.append(_paper(number, row, file, meeting))
        if file:
            files[number] = file
    inputs = {
        "made_by": LATEST,
        **_front(meeting, [row.document.marking for row in rows if row.document]),
        "agenda": _agenda(meeting, papers),
        "papers": papers,
        "minutes": _minutes(meeting, read),
    }
    text = json.dumps(inputs, sort_keys=True, ensure_ascii=False)
    return Frozen(
        inputs, hashlib.sha256(text.encode()).hexdigest(), files, [row.document_id for row in rows if row.document_id]
    )


def _papers(meeting: Meeting, read: frozenset[str]) -> QuerySet[Paper]:
    found = Paper.objects.filter(meeting=meeting, state=Paper.State.TAKEN, document__withdrawn_at=None)
    readable = found.filter(Q(document__marking__in=read), document__isnull=False)
    loaded = readable.select_related("document", "delegation__body", "item")
    return loaded.order_by("item__position", "position", "pk")


def _renditions(documents: list[Document]) -> dict[int, Rendition]:
    """Each document's rendition that goes in: English if there is one, else the first by its tag."""
    found: dict[int, Rendition] = {}
    rows = Rendition.objects.filter(document__in=documents).select_related("current__file__blob")
    for one in sorted(rows, key=lambda one: (one.language != "en", one.language)):
        if one.current and one.current.file:
            found.setdefault(one.document_id, one)
    return found


def _paper(number: int, row: Paper, file: File | None, meeting: Meeting) -> dict[str, Any]:
    document = row.document
    assert document is not None  # noqa: S101  (the query gives no others)
    late = _("late") if row.is_late(meeting.papers_due_at) else ""
    presented = _("Presented by %(whom)s") % {"whom": row.presenter} if row.presenter else ""
    body = str(row.delegation.body.shown) if row.delegation else ""
    marking = str(Marking(document.marking).label) if document.marking != Marking.GROUP else ""
    return {
        "number": number,
        "item": row.item_id,
        "symbol": document.cited,
        "title": document.title,
        "meta": " · ".join(part for part in (marking, body, presented, late) if part),
        "type": file.type if file else "",
        "name": file.name if file else "",
        "sha256": file.blob.sha256 if file else "",
        "size": file.size if file else 0,
        **({"closed": True} if file and file.blob.is_closed else {}),  # made again when it has been checked
    }


def _front(meeting: Meeting, markings: list[str]) -> dict[str, Any]:
    restricted = Marking.RESTRICTED in {*markings, meeting.marking}
    marking = Marking.RESTRICTED if restricted else Marking(meeting.marking)
    days = " – ".join(dict.fromkeys(dates.long_day(one) for one in (meeting.days[0], meeting.days[-1])))
    day = dates.long_day(meeting.day)  # nothing that depends on the day on which the pack is made
    hours = f"{day}, {dates.wall(meeting.wall_time)} ({meeting.zone})" if meeting.wall_time else days
    return {
        "title": meeting.title,
        "group": meeting.group.name,
        "running": f"{meeting.group.name} · {meeting.title}",
        "footing": day,
        "marking": str(marking.label),
        "tag": marking.tag,
        "when": hours,
        "place": meeting.place,
        "language": "en",
    }


def _agenda(meeting: Meeting, papers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "number": number,
            "title": item.title,
            "meta": " · ".join(
                part
                for part in (_("%(count)s min") % {"count": item.minutes} if item.minutes else "", item.presenter)
                if part
            ),
            "papers": [one["number"] for one in papers if one["item"] == item.pk],
        }
        for number, item in enumerate(meeting.agenda.all(), 1)
    ]


def _minutes(meeting: Meeting, read: frozenset[str]) -> dict[str, Any] | None:
    before = meeting_before(meeting)
    draft = before.minutes_draft if before else None
    if before is None or draft is None or before.marking not in read or draft.marking not in read:
        return None
    return {"title": draft.title, "blocks": list(blocks_of_document(dict(document_of(draft))))}
