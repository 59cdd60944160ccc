"""Who may do what with documents, and the guarded way to them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from workgroups.core import clock
from workgroups.core.errors import Missing, Refused
from workgroups.documents.models import Archive, Document, Version
from workgroups.documents.queries import documents_visible_to
from workgroups.files.models import File
from workgroups.files.permissions import refuse_harmful
from workgroups.files.registry import bringer_of, loose_of, reader_of
from workgroups.groups.models import Group, Marking
from workgroups.groups.permissions import (
    Member,
    can_manage,
    can_read_marking,
    can_speak,
    markings_offered,
    member_of,
    require,
)
from workgroups.groups.queries import readable_by
from workgroups.search.registry import hides

FILES = "documents.version"
ARCHIVES = "documents.archive"
__all__ = [
    "ARCHIVES",
    "FILES",
    "archive_for",
    "brought_file",
    "can_add",
    "can_change",
    "can_number",
    "can_read",
    "can_read_archive",
    "can_read_file",
    "can_restore",
    "can_withdraw",
    "document_for",
    "documents_visible_to",
    "markings_for",
    "may_bring",
]


def can_read(member: Member, document: Document) -> bool:
    """Every member of the group whom its marking lets read it."""
    return document.group_id == member.group.pk and can_read_marking(member, document.marking)


def can_add(member: Member) -> bool:
    """Every member, observers too, while the group is open."""
    return can_speak(member)


def can_change(member: Member, document: Document) -> bool:
    """Officers, whoever brought it, and the delegation that it is from; while it stands and the group is open."""
    if document.withdrawn_at is not None or not can_speak(member) or not can_read(member, document):
        return False
    own = document.by_id == member.person.pk or document.delegation_id in member.delegation_ids
    return can_manage(member) or own


def can_withdraw(member: Member, document: Document) -> bool:
    """Those who may change it."""
    return can_change(member, document)


def can_restore(member: Member, document: Document) -> bool:
    """Whoever withdrew it, while its files are kept for that."""
    if document.withdrawn_at is None or document.is_purged or document.withdrawn_by_id != member.person.pk:
        return False
    return can_speak(member) and clock.now() < document.withdrawn_at + clock.UNDO


def can_number(member: Member) -> bool:
    """Officers say how the group numbers its documents."""
    return can_manage(member)


_ACTS: dict[str, Callable[[Member, Document], bool]] = {
    "read": can_read,
    "change": can_change,
    "withdraw": can_withdraw,
    "restore": can_restore,
}


def document_for(member: Member, number: int, *, may: str = "read") -> Document:
    """Return a document of the member's group by its running number; raises Missing or NotAllowed; one query."""
    found = documents_visible_to(member).select_related("by", "delegation__body", "parent", "withdrawn_by")
    document = found.filter(number=number).first()
    if document is None:
        raise Missing
    document.group = member.group
    require(_ACTS[may](member, document))
    return document


def archive_for(member: Member, uid: UUID) -> Archive:
    """Return an archive that this member asked for; raises Missing for everybody else."""
    found = Archive.objects.select_related("file__blob").filter(uid=uid, group=member.group, person=member.person)
    archive = found.first()
    if archive is None:
        raise Missing
    archive.group = member.group
    return archive


def brought_file(member: Member, file_id: int) -> File:
    """Return a file that this member has brought for the library, locked; raises Refused when it is in use."""
    loose = File.objects.select_for_update(of=("self",)).filter(owner=member.person, kind=FILES, subject_id=None)
    found = loose.filter(pk=file_id).first()
    if found is None:
        raise Refused(_("This file is part of another document. Bring it again."), field="files")
    refuse_harmful([file_id])
    return found


def markings_for(member: Member, document: Document | None = None) -> list[tuple[str, Any]]:
    """Return the markings that a form offers: those a member may give; officers alone change one."""
    if document is not None and not can_manage(member):
        return [(document.marking, Marking(document.marking).label)]
    offered = set(markings_offered(member)) | ({document.marking} if document else set())
    return [(marking, marking.label) for marking in Marking if marking in offered]


@hides("documents.document")
def hidden_documents(person: Any) -> "QuerySet[Document, Any]":
    """What the search of all groups does not find for a person: what its marking keeps from them."""
    return Document.objects.exclude(readable_by(person)).values("pk")


@bringer_of(FILES)
def may_bring(user: Any, group_id: int) -> bool:
    """Whoever may add documents to the group's library may begin an upload for it."""
    group = Group.objects.filter(pk=group_id).first()
    member = member_of(user, group) if group and user.is_authenticated else None
    return member is not None and can_add(member)


@loose_of(FILES)
def left_files(files: "QuerySet[File]") -> "QuerySet[File]":
    """Files that no version has taken, or that a purged version has let go."""
    return files.filter(~Exists(Version.objects.filter(file=OuterRef("pk"))))


@loose_of(ARCHIVES)
def left_archives(files: "QuerySet[File]") -> "QuerySet[File]":
    """Files of archives that have expired."""
    return files.filter(~Exists(Archive.objects.filter(file=OuterRef("pk"))))


@reader_of(FILES)
def can_read_file(user: Any, file: File) -> bool:
    """Those who may read the document that stands; before there is one, only who brought the file."""
    if not user.is_authenticated:
        return False
    if file.subject_id is None:  # the upload's second step shows it to nobody else
        return bool(file.owner_id == user.pk)
    found = Version.objects.select_related("rendition__document__group").filter(pk=file.subject_id).first()
    if found is None or found.rendition.document.withdrawn_at is not None:
        return False
    document = found.rendition.document
    member = member_of(user, document.group)
    return member is not None and can_read(member, document)


@reader_of(ARCHIVES)
def can_read_archive(user: Any, file: File) -> bool:
    """Only who asked for it, while it has not expired and everything in it may still be read by them."""
    if not user.is_authenticated or file.subject_id is None:
        return False
    found = Archive.objects.select_related("group").filter(pk=file.subject_id, person=user, file=file).first()
    if found is None or found.expires_at is None or found.expires_at <= clock.now():
        return False
    member = member_of(user, found.group)
    if member is None:
        return False
    readable = documents_visible_to(member).filter(pk__in=found.document_ids, withdrawn_at=None)
    return readable.count() == len(found.document_ids)
