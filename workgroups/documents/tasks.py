"""The worker's part: put documents into one file for whoever asked for them."""

import logging
from collections.abc import Iterator
from functools import partial
from zoneinfo import ZoneInfo

from celery import shared_task
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from workgroups.core import clock, dates
from workgroups.core.archives import Entry, written
from workgroups.core.languages import autonym
from workgroups.documents.actions import finish_archive, step_archive, take_archive
from workgroups.documents.logic import contents, names, symbols
from workgroups.documents.logic.contents import Packed
from workgroups.documents.models import Archive, Document, Version
from workgroups.documents.permissions import ARCHIVES
from workgroups.documents.queries import documents_visible_to, shown
from workgroups.files.actions import store_stream
from workgroups.files.queries import open_file
from workgroups.groups.permissions import member_of

SCHEDULE = {"workgroups.documents.tasks.sweep": 15.0}
STEP = 25  # documents between two words of progress
log = logging.getLogger(__name__)


@shared_task
def build(archive_id: int) -> None:
    """Make one archive, unless another worker does."""
    archive = take_archive(archive_id=archive_id)
    if archive is None:
        return
    try:
        _make(archive)
    except Exception:
        log.exception("archive %s failed", archive.pk)
        finish_archive(archive=archive, file_id=None, document_ids=archive.document_ids)


@shared_task
def sweep() -> int:
    """Take up archives whose hint was lost or whose worker died; return how many."""
    free = Q(leased_until=None) | Q(leased_until__lt=clock.now())
    waiting = list(Archive.objects.filter(free, state=Archive.State.WAITING).values_list("pk", flat=True))
    for archive_id in waiting:
        build(archive_id)
    return len(waiting)


def _make(archive: Archive) -> None:
    """Pack what the reader may read at this moment; the language and the days are the reader's own."""
    member = member_of(archive.person, archive.group)
    if member is None:
        finish_archive(archive=archive, file_id=None, document_ids=[])
        return
    readable = documents_visible_to(member).filter(pk__in=archive.document_ids, withdrawn_at=None)
    found = list(shown(readable).order_by("year", "serial", "part", "part_number"))
    archive.gone = len(archive.document_ids) - len(found)
    archive.left_out = [(one.symbol, tongue, scan) for one in found for tongue, scan in _closed(one)]
    person = archive.person
    with translation.override(person.language), timezone.override(ZoneInfo(person.time_zone)):
        packed = [(_said(one, tongue, version), version) for one in found for tongue, version in _currents(one)]
        file_id = _stored(archive, packed)
    finish_archive(archive=archive, file_id=file_id, document_ids=[one.pk for one in found if _currents(one)])


def _stored(archive: Archive, packed: list[tuple[Packed, Version]]) -> int:
    said, now = [one for one, _version in packed], clock.now()
    paths = contents.paths_of(said)
    heads = [_("Symbol"), _("Title"), _("Type"), _("Language"), _("Marking"), _("From"), _("Date"), _("File")]
    title = _("Documents of %(group)s") % {"group": archive.group.name}
    index = contents.page(said, paths, heads, title=title, language=archive.person.language)
    pages = {"index.html": index, "index.csv": contents.table(said, paths, heads)}
    if archive.missing:
        pages["LEFT-OUT.txt"] = "\n".join([_("Asked for, and not in this archive:"), "", *archive.missing, ""])

    def entries() -> Iterator[Entry]:
        for done, (path, (_one, version)) in enumerate(zip(paths, packed, strict=True)):
            if done and done % STEP == 0:
                step_archive(archive=archive, done=done)
            if version.file:
                yield Entry(path, partial(open_file, version.file), version.at)

    with written(entries(), pages, now) as stream:
        name = f"{names.safe(archive.group.slug)}-documents-{now:%Y-%m-%d}.zip"
        return store_stream(
            owner=archive.person,
            group_id=archive.group_id,
            name=name,
            stream=stream,
            kind=ARCHIVES,
            subject_id=archive.pk,
            media_type="application/zip",
        ).pk


def _currents(document: Document) -> list[tuple[str, Version]]:
    return [(one.language, one.current) for one in document.renditions.all() if one.current and _is_open(one.current)]


def _closed(document: Document) -> list[tuple[str, str]]:
    """The languages whose file is closed, and what a scanner said of it."""
    found = []
    for one in document.renditions.all():
        version = one.current
        if version and version.file and not _is_open(version):
            found.append((one.language, version.file.blob.scan))
    return found


def _is_open(version: Version) -> bool:
    """Whether there is a file that may be handed on: one that waits to be checked comes with a later archive."""
    return version.file is not None and not version.file.blob.is_closed


def _said(document: Document, language: str, version: Version) -> Packed:
    is_named = document.delegation is not None and document.is_attributed
    return Packed(
        symbol=symbols.revision_of(document.symbol, version.revision),
        title=document.title,
        type=str(document.get_type_display()),
        language=autonym(language),
        marking=str(document.get_marking_display()),
        delegation=document.delegation.body.shown if document.delegation and is_named else "",
        day=dates.day(timezone.localtime(version.at).date()),
        file_name=version.file.name if version.file else "",
        size=version.file.size if version.file else 0,
    )
