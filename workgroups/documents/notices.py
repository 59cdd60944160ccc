"""How documents read in a digest; what is restricted is told without its title and words."""

from typing import Any

from django.utils.translation import gettext as _

from workgroups.core.languages import autonym
from workgroups.documents.models import Document, Version
from workgroups.groups.queries import participants_by_group
from workgroups.notifications.registry import Line, members_of, notice_kind


@notice_kind("documents.added", many=True)
def added(notices: list[Any]) -> dict[int, Line]:
    """A new document."""
    ids = {notice.subject_id for notice in notices}
    found = Document.objects.filter(withdrawn_at=None).select_related("group", "delegation__body").in_bulk(ids)
    readers = _readers(found.values())
    return {
        notice.pk: _line(document, _from(document), _("New document in %(group)s."))
        for notice in notices
        if (document := found.get(notice.subject_id)) and notice.person_id in readers[document.pk]
    }


@notice_kind("documents.version", many=True)
def version(notices: list[Any]) -> dict[int, Line]:
    """A new version of a document, or a further language."""
    ids = {notice.subject_id for notice in notices}
    standing = Version.objects.filter(rendition__document__withdrawn_at=None)
    found = standing.select_related("rendition__document__group").in_bulk(ids)
    readers = _readers(one.rendition.document for one in found.values())
    return {
        notice.pk: _version_line(one)
        for notice in notices
        if (one := found.get(notice.subject_id)) and notice.person_id in readers[one.rendition.document_id]
    }


def _version_line(one: Version) -> Line:
    said = _("Version %(number)s, %(language)s") % {"number": one.number, "language": autonym(one.rendition.language)}
    detail = f"{said}: {one.note}" if one.note else said
    return _line(one.rendition.document, detail, _("A document in %(group)s has a new version."))


def _line(document: Document, detail: str, reason: str) -> Line:
    group = document.group.name
    title = f"{document.cited}: {document.title}"
    if document.is_restricted:  # mail goes further than the pages that ask who reads
        title, detail = _("A restricted document of %(group)s: read it there") % {"group": group}, ""
    return Line(
        title=title,
        url=document.get_absolute_url(),
        section="new",
        detail=detail,
        reason=reason % {"group": group},
        group_id=document.group_id,
    )


def _from(document: Document) -> str:
    parts = [str(document.get_type_display())]
    if document.delegation and document.is_attributed:
        parts.append(document.delegation.body.shown)
    if document.given_for:
        parts.append(document.given_for)
    return ", ".join(parts)


def _readers(documents: Any) -> dict[int, set[int]]:
    """Return by document who may know of it today; four queries at most, whatever the number of documents."""
    found = list(documents)
    groups = {one.group_id for one in found}
    members, participants = members_of(groups), participants_by_group(groups)
    return {one.pk: (participants if one.is_restricted else members)[one.group_id] for one in found}
