"""Who may see, answer and arrange meetings."""

from typing import Any, TypeVar

from django.db.models import QuerySet

from workgroups.core import clock
from workgroups.core.errors import Missing
from workgroups.documents.permissions import documents_visible_to
from workgroups.files.models import File
from workgroups.files.registry import loose_of, reader_of
from workgroups.groups.models import GuestPass, Marking
from workgroups.groups.permissions import (
    Member,
    can_manage,
    can_participate,
    can_read_marking,
    can_speak,
    markings_read,
    member_of,
    require,
)
from workgroups.meetings.models import Meeting, MeetingDecision, Pack, Paper, Participant, Session, Task

PACKS = "meetings.pack"
Of = TypeVar("Of", Session, Participant, MeetingDecision)


def can_arrange(member: Member) -> bool:
    """Set, move and cancel meetings, write agenda, minutes and tasks: officers."""
    return can_manage(member)


def can_restore(member: Member, meeting: Meeting) -> bool:
    """Undo a cancellation: officers, within `clock.UNDO` of it."""
    is_recent = clock.now() < meeting.updated_at + clock.UNDO
    return can_manage(member) and meeting.state == Meeting.State.CANCELLED and is_recent


def can_answer_meeting(member: Member, meeting: Meeting) -> bool:
    """Say whether one comes: everybody who speaks in the group, until the meeting has ended."""
    return can_speak(member) and can_read_marking(member, meeting.marking) and meeting.state == Meeting.State.PLANNED


def can_read_meeting(member: Member, meeting: Meeting) -> bool:
    """Every member whom its marking lets read it."""
    return meeting.group_id == member.group.pk and can_read_marking(member, meeting.marking)


def can_propose_paper(member: Member, meeting: Meeting) -> bool:
    """Officers always; members with a seat in a participating delegation while the meeting takes proposals."""
    if can_manage(member):
        return True
    coming = meeting.state == Meeting.State.PLANNED and meeting.ends_at > clock.now()
    return coming and meeting.papers_open and can_participate(member) and bool(member.delegation_ids)


def can_remove_paper(member: Member, paper: Paper) -> bool:
    """Officers, and whoever proposed it while it is only proposed."""
    own = paper.by_id == member.person.pk and paper.state == Paper.State.PROPOSED
    return can_manage(member) or (own and can_speak(member))


def can_bring_paper(member: Member, paper: Paper) -> bool:
    """Officers, and the delegation that owes it."""
    return can_manage(member) or (can_speak(member) and paper.delegation_id in member.delegation_ids)


def pack_audience(member: Member) -> str:
    """Return which pack a member gets: what is restricted stands in that of participants alone."""
    return Pack.Audience.PARTICIPANTS if member.participates else Pack.Audience.OBSERVERS


def paper_for(member: Member, number: int, paper_id: int, *, may: str) -> Paper:
    """Return a paper of a meeting whose document the member reads; `may`: take, remove, bring. Raises as loaders do."""
    meeting = meeting_for(member, number)
    found = Paper.objects.select_related("document__group", "item", "delegation").filter(meeting=meeting, pk=paper_id)
    paper = found.first()
    if paper is None or (paper.document and not can_read_marking(member, paper.document.marking)):
        raise Missing
    paper.meeting = meeting
    acts = {"remove": can_remove_paper, "bring": can_bring_paper}
    require(acts[may](member, paper) if may in acts else can_arrange(member))
    return paper


@loose_of(PACKS)
def replaced_packs(files: QuerySet[File]) -> QuerySet[File]:
    """Packs in whose place a newer one stands."""
    return files.exclude(pk__in=Pack.objects.exclude(file=None).values("file"))


@reader_of(PACKS)
def can_read_pack(user: Any, file: File) -> bool:
    """Members of its audience, while everything in it may still be read by them."""
    pack = Pack.objects.select_related("meeting__group").filter(file=file).first()
    member = member_of(user, pack.meeting.group) if pack and user.is_authenticated else None
    if pack is None or member is None or pack.audience != pack_audience(member):
        return False
    inside = documents_visible_to(member).filter(pk__in=pack.document_ids, withdrawn_at=None)
    return can_read_meeting(member, pack.meeting) and inside.count() == len(set(pack.document_ids))


def can_do_task(member: Member, task: Task) -> bool:
    """Mark a task as done: the delegation that owes it, and officers (also when nobody of the group owes it)."""
    return can_manage(member) or (can_participate(member) and task.delegation_id in member.delegation_ids)


def can_read_names(member: Member) -> bool:
    """See the names of participants who have not agreed to be named in the group: officers."""
    return can_manage(member)


def meeting_for(member: Member, number: int, *, may: str = "read") -> Meeting:
    """Return a meeting of the member's group; raises Missing, or NotAllowed when it may be read and nothing more."""
    found = (
        Meeting.objects.select_related("group", "series", "minutes_draft__group")
        .filter(group=member.group, number=number, marking__in=markings_read(member))
        .first()
    )
    if found is None:
        raise Missing
    if may == "arrange":
        require(can_arrange(member))
    elif may == "answer":
        require(can_answer_meeting(member, found))
    return found


def meeting_for_guest(member: Member) -> Meeting:
    """Return the meeting that a guest's pass opens; Missing for another kind of pass and for what is restricted."""
    guest = member.guest
    if guest is None or guest.kind != GuestPass.Kind.MEETING:
        raise Missing
    found = Meeting.objects.select_related("group", "series").filter(group=member.group, number=guest.number)
    if meeting := found.exclude(marking=Marking.RESTRICTED).first():
        return meeting
    raise Missing


def task_for(member: Member, number: int, *, may: str = "finish") -> Task:
    """Return a task that the member may mark as done, or (`arrange`) pass on; raises Missing or NotAllowed."""
    found = (
        Task.objects.select_related("meeting__group", "delegation")
        .filter(group=member.group, number=number, meeting__marking__in=markings_read(member))
        .first()
    )
    if found is None:
        raise Missing
    require(can_arrange(member) if may == "arrange" else can_do_task(member, found))
    return found


def session_for(member: Member, number: int, session_id: int) -> Session:
    """Return a session of a meeting, for officers to change; raises Missing or NotAllowed."""
    found = Session.objects.select_related("meeting__group", "parent").filter(pk=session_id)
    return _of_meeting(member, number, found)


def participant_for(member: Member, number: int, participant_id: int) -> Participant:
    """Return an entry of a meeting's list of participants, for officers to change; raises Missing or NotAllowed."""
    found = Participant.objects.select_related("meeting__group", "person").filter(pk=participant_id)
    return _of_meeting(member, number, found)


def attached_for(member: Member, number: int, attached_id: int) -> MeetingDecision:
    """Return a meeting's poll or decision, for officers to take out; raises Missing or NotAllowed."""
    found = MeetingDecision.objects.select_related("meeting__group", "decision").filter(pk=attached_id)
    return _of_meeting(member, number, found)


def _of_meeting(member: Member, number: int, rows: QuerySet[Of]) -> Of:
    known = rows.filter(meeting__group=member.group, meeting__marking__in=markings_read(member))
    found = known.filter(meeting__number=number).first()
    if found is None:
        raise Missing
    require(can_arrange(member))
    return found
