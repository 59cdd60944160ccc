"""Who may fetch a copy of a draft, and see what a file that was brought holds."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from workgroups.core.errors import Missing
from workgroups.drafts.models import Arrival, Copy
from workgroups.drafts.permissions.drafts import can_read
from workgroups.drafts.queries import ARRIVED
from workgroups.files.models import File
from workgroups.files.registry import loose_of, reader_of
from workgroups.groups.permissions import Member, member_of

COPIES = "drafts.copy"
ARRIVALS = "drafts.arrival"


@reader_of(COPIES)
def can_read_copy(user: Any, file: File) -> bool:
    """Whoever had it made, as long as they may read the draft."""
    if not user.is_authenticated or file.subject_id is None:
        return False
    found = Copy.objects.select_related("draft__group").filter(pk=file.subject_id, person=user, file=file).first()
    member = member_of(user, found.draft.group) if found else None
    return found is not None and member is not None and can_read(member, found.draft)


@loose_of(COPIES)
def left_copies(files: "QuerySet[File]") -> "QuerySet[File]":
    """Copies in whose place another one stands."""
    return files.filter(~Exists(Copy.objects.filter(file=OuterRef("pk"))))


@reader_of(ARRIVALS)
def can_read_arrival(_user: Any, _file: File) -> bool:
    """Nobody fetches it again: its words are on the page of the import."""
    return False


@loose_of(ARRIVALS)
def left_arrivals(files: "QuerySet[File]") -> "QuerySet[File]":
    """Files whose import is gone."""
    return files.filter(~Exists(Arrival.objects.filter(file=OuterRef("pk"))))


@reader_of(ARRIVED)
def can_see_arrived(user: Any, file: File) -> bool:
    """Whoever brought the file in which a picture came, as long as they are a member."""
    if not user.is_authenticated:
        return False
    found = Arrival.objects.select_related("group").filter(pk=file.subject_id or 0, person=user).first()
    return found is not None and member_of(user, found.group) is not None


@loose_of(ARRIVED)
def left_arrived(files: "QuerySet[File]") -> "QuerySet[File]":
    """Pictures whose import is gone."""
    return files.filter(~Exists(Arrival.objects.filter(pk=OuterRef("subject_id"))))


def arrival_for(member: Member, arrival_id: int) -> Arrival:
    """A file that this person brought to the group; Missing for everybody else's."""
    found = Arrival.objects.select_related("group", "draft__group")
    own = found.filter(group=member.group, person=member.person, pk=arrival_id).first()
    if own is None or (own.draft and not can_read(member, own.draft)):
        raise Missing
    return own
