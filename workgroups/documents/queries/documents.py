"""Read documents as one member sees them."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from workgroups.documents.models import Document, Rendition, Version
from workgroups.groups.permissions import Member, markings_read


def documents_visible_to(member: Member) -> QuerySet[Document]:
    """Return the documents of the member's group that they may know of, withdrawn ones too."""
    return Document.objects.filter(group=member.group, marking__in=markings_read(member))


def shown(found: QuerySet[Document]) -> QuerySet[Document]:
    """Load what a list shows of each document; two queries, whatever the number."""
    renditions = Rendition.objects.select_related("current__file__blob").order_by("language")
    return found.select_related("group", "by", "delegation__body", "parent").prefetch_related(
        Prefetch("renditions", renditions)
    )


def newest(member: Member, count: int) -> QuerySet[Document]:
    """Return the documents that came last and stand; two queries."""
    found = documents_visible_to(member).filter(withdrawn_at=None)
    return shown(found).order_by("-came_at", "-number")[:count]


def renditions_of(document: Document) -> QuerySet[Rendition]:
    """Return a document's languages with their current versions and files; one query."""
    return document.renditions.select_related("current__file__blob", "current__by").order_by("language")


def versions_of(document: Document) -> QuerySet[Version]:
    """Return all versions of a document in all languages, newest first; one query."""
    found: QuerySet[Any] = Version.objects.filter(rendition__document=document)
    return found.select_related("rendition", "file__blob", "by").order_by("-at", "-pk")


def watchers_of(document: Document) -> set[int]:
    """Return the ids of those who want to hear of every new version."""
    return set(document.watchings.values_list("person_id", flat=True))


def parts_of(member: Member, document: Document) -> QuerySet[Document]:
    """Return a document's addenda and corrigenda in their order, or for one of these its document; one query."""
    family = {"pk": document.parent_id} if document.parent_id else {"parent": document}
    return documents_visible_to(member).filter(**family).select_related("group").order_by("part", "part_number")
