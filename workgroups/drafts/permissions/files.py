"""Who may fetch a copy of a draft, and see what a file that was brought holds."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from workgroups.core import languages
from workgroups.core.errors import Missing
from workgroups.core.text import fold
from workgroups.drafts.logic.rows import Rights
from workgroups.drafts.models import Arrival, Copy, Draft
from workgroups.drafts.permissions.comments import can_comment
from workgroups.drafts.permissions.drafts import can_edit, can_propose, can_read, holds_pen
from workgroups.drafts.queries import ARRIVED
from workgroups.files.models import File
from workgroups.files.registry import loose_of, reader_of
from workgroups.groups.models import Office
from workgroups.groups.permissions import Member, member_of
from workgroups.groups.queries import delegations_in

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


def can_bring(member: Member, draft: Draft) -> bool:
    """Bring a filled matrix: who may comment on the draft, or propose changes to it."""
    return can_comment(member, draft) or can_propose(member, draft)


def rights_to_bring(member: Member, draft: Draft) -> Rights:
    """What somebody may do with the rows of a filled matrix, and for which delegations of the group they speak."""
    speaks: dict[str, tuple[int, bool]] = {}
    for one in delegations_in(member.group):
        may = member.is_officer or one.pk in member.delegation_ids
        speaks |= {fold(name): (one.pk, may) for name in (one.body.name, *one.body.names.values())}
        for code in languages.OFFERED:
            with translation.override(code):
                speaks[fold(one.body.shown)] = (one.pk, may)
    own = member.delegation.pk if member.delegation else 0
    for code in languages.OFFERED:
        with translation.override(code):
            nobody = (_("Not for attribution"), str(Office.Title(member.title).label) if member.title else "")
            speaks |= {fold(words): (own, True) for words in nobody if words}
    return Rights(
        comments=can_comment(member, draft),
        proposes=can_propose(member, draft),
        pen=holds_pen(member, draft),
        edits=can_edit(member, draft),
        delegation=own,
        speaks=speaks,
    )
