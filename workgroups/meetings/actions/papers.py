"""Put papers before a meeting, propose them, wait for them, and say until when they have to be there."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from workgroups.core.errors import Refused
from workgroups.core.text import single_line
from workgroups.documents.actions import Given
from workgroups.documents.models import Document
from workgroups.events.actions import emit
from workgroups.groups.models import Delegation
from workgroups.groups.permissions import Member, require
from workgroups.meetings.events import PaperAdded, PaperChanged, PaperRemoved, PapersDue
from workgroups.meetings.models import AgendaItem, Meeting, Paper
from workgroups.meetings.permissions import can_arrange, can_bring_paper, can_propose_paper, can_remove_paper

MOST = 200  # papers of a meeting


@transaction.atomic
def add_paper(
    *,
    actor: Member,
    meeting: Meeting,
    document: Document | None = None,
    title: str = "",
    delegation: Delegation | None = None,
    item: AgendaItem | None = None,
    presenter: str = "",
) -> Paper:
    """Put a document before a meeting (officers) or propose it (members); without a document its `title` is awaited.

    Raises Refused for another group's document, one that stands there already, or another meeting's item.
    """
    require(can_propose_paper(actor, meeting))
    title = "" if document else single_line(title)[:200]
    _refuse(actor, meeting, document, title, delegation, item)
    last = meeting.papers.aggregate(last=Max("position"))["last"] or 0
    taken = can_arrange(actor)
    made = Paper.objects.create(
        meeting=meeting,
        item=item,
        document=document,
        title=title,
        delegation=delegation or (document.delegation if document else None),
        presenter=single_line(presenter)[:200],
        position=last + 1,
        state=Paper.State.TAKEN if taken else Paper.State.PROPOSED,
        by=actor.person,
    )
    emit(PaperAdded(**_of(actor, made)))
    return made


@transaction.atomic
def take_paper(*, actor: Member, paper: Paper) -> None:
    """Take a proposed paper onto the agenda."""
    require(can_arrange(actor))
    Paper.objects.filter(pk=paper.pk).update(state=Paper.State.TAKEN)
    emit(PaperChanged(**_of(actor, paper)))


@transaction.atomic
def bring_paper(*, actor: Member, paper: Paper, document: Document) -> None:
    """Put the document in place of what was awaited; from then on nobody owes it. Raises Refused."""
    require(can_bring_paper(actor, paper))
    if paper.document_id:
        raise Refused(_("This paper has come already."), field="document")
    _refuse(actor, paper.meeting, document, "", None, None)
    Paper.objects.filter(pk=paper.pk).update(document=document)
    paper.document = document
    emit(PaperChanged(**_of(actor, paper)))


@transaction.atomic
def move_paper(*, actor: Member, paper: Paper, later: bool) -> None:
    """Let a paper change places with the one before or after it at the same item; nothing happens at an end."""
    require(can_arrange(actor))
    beside = Paper.objects.select_for_update().filter(meeting=paper.meeting, item=paper.item)
    order = list(beside.order_by("position", "pk"))
    place = [one.pk for one in order].index(paper.pk)
    other = place + (1 if later else -1)
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
        places = sorted(one.position for one in order)
        for position, one in zip(places, order, strict=True):
            Paper.objects.filter(pk=one.pk).update(position=position)
    emit(PaperChanged(**_of(actor, paper)))


@transaction.atomic
def remove_paper(*, actor: Member, paper: Paper) -> None:
    """Take a paper off a meeting; its document stays in the library."""
    require(can_remove_paper(actor, paper))
    told = _of(actor, paper)
    Paper.objects.filter(pk=paper.pk).delete()
    emit(PaperRemoved(**told))


@transaction.atomic
def set_papers_due(*, actor: Member, meeting: Meeting, given: Given, members_propose: bool) -> None:
    """Say until when papers have to be there, and whether members may propose some. Raises Refused."""
    require(can_arrange(actor))
    if given.kind and given.day is None:
        raise Refused(_("Give the day of the deadline."), field="due_day")
    Meeting.objects.filter(pk=meeting.pk).update(
        papers_due_kind=given.kind,
        papers_due_day=given.day if given.kind else None,
        papers_due_time=given.at if given.kind == Document.DueKind.INSTANT else None,
        papers_due_zone=given.zone,
        papers_due_at=given.due,
        papers_open=members_propose,
    )
    emit(PapersDue(group_id=meeting.group_id, meeting_id=meeting.pk, marking=meeting.marking, actor_id=actor.person.pk))


def _refuse(
    actor: Member,
    meeting: Meeting,
    document: Document | None,
    title: str,
    delegation: Delegation | None,
    item: AgendaItem | None,
) -> None:
    """Raise Refused for what cannot be a paper of this meeting."""
    if document is None and not (title and can_arrange(actor)):
        raise Refused(_("Choose a document of the library, or say what you await."), field="document")
    if document and (document.group_id != meeting.group_id or document.withdrawn_at):
        raise Refused(_("Choose a document of this group that stands."), field="document")
    if document and meeting.papers.filter(document=document).exists():
        raise Refused(_("This document is a paper of the meeting already."), field="document")
    if delegation and delegation.group_id != meeting.group_id:
        raise Refused(_("Choose a delegation of this group."), field="delegation")
    if item and item.meeting_id != meeting.pk:
        raise Refused(_("Choose an item of this meeting."), field="item")
    if meeting.papers.count() >= MOST:
        raise Refused(_("A meeting has at most %s papers.") % MOST)


def _of(actor: Member, paper: Paper) -> dict[str, Any]:
    return {
        "group_id": paper.meeting.group_id,
        "meeting_id": paper.meeting_id,
        "paper_id": paper.pk,
        "actor_id": actor.person.pk,
        "restricted": paper.meeting.is_restricted or (paper.document is not None and paper.document.is_restricted),
    }
