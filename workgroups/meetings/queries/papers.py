"""Read the papers of a meeting as one member sees them."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from workgroups.documents.models import Document
from workgroups.documents.queries import documents_visible_to
from workgroups.groups.models import Delegation, Group
from workgroups.groups.permissions import Member, markings_read
from workgroups.meetings.models import Meeting, Pack, Paper

OFFERED = 300  # documents of the library among which one chooses, the newest first


@dataclass(frozen=True)
class PaperSeen:
    """A paper as a page shows it; `document` None: awaited from `delegation`."""

    paper: Paper
    document: Document | None
    title: str
    is_late: bool


def papers_seen(member: Member, meeting: Meeting) -> list[PaperSeen]:
    """Return the papers that a member may know of, in order; one query. What was withdrawn keeps its place."""
    readable = Q(document=None) | Q(document__marking__in=markings_read(member))
    found = Paper.objects.filter(readable, meeting=meeting)
    rows = found.select_related("document__group", "document__delegation__body", "delegation__body", "by")
    return [
        PaperSeen(
            one, one.document, one.document.title if one.document else one.title, one.is_late(meeting.papers_due_at)
        )
        for one in rows
    ]


def by_item(papers: list[PaperSeen]) -> dict[int | None, list[PaperSeen]]:
    """Return papers by their agenda item; None: those for the whole meeting."""
    found: dict[int | None, list[PaperSeen]] = {}
    for one in papers:
        found.setdefault(one.paper.item_id, []).append(one)
    return found


def offered_documents(member: Member, meeting: Meeting) -> QuerySet[Document]:
    """Return the documents that a member may put before a meeting: for officers all, for others what they brought."""
    found = documents_visible_to(member).filter(withdrawn_at=None).exclude(papers__meeting=meeting)
    if not member.is_officer:
        found = found.filter(Q(by=member.person) | Q(delegation__in=member.delegation_ids))
    return found.select_related("group").order_by("-came_at", "-number")[:OFFERED]


def pack_of(meeting: Meeting, audience: str) -> Pack | None:
    """Return an audience's pack with its file."""
    return Pack.objects.select_related("file__blob").filter(meeting=meeting, audience=audience).first()


def waiting_packs() -> list[int]:
    """Return the packs that a worker should make, those that wait longest first."""
    return list(Pack.objects.filter(state=Pack.State.WAITING).order_by("asked_at").values_list("pk", flat=True))


def meetings_with_document(document_id: int) -> list[int]:
    """Return the meetings whose packs a document stands in."""
    return list(Paper.objects.filter(document=document_id).values_list("meeting_id", flat=True).distinct())


def delegations_owing(group: Group) -> QuerySet[Delegation]:
    """Return the delegations from whom a paper may be awaited."""
    return Delegation.objects.filter(group=group).select_related("body").order_by("body__sort_key")


def meeting_before(meeting: Meeting) -> Meeting | None:
    """Return the last meeting of the group before this one that has minutes."""
    found = Meeting.objects.filter(group=meeting.group, starts_at__lt=meeting.starts_at)
    before = (
        found.exclude(minutes_draft=None).exclude(state=Meeting.State.CANCELLED).select_related("minutes_draft__group")
    )
    return before.order_by("-starts_at").first()
