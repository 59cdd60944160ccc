"""The worker's part: put together everything kept about somebody who asked for it."""

import logging
from collections.abc import Iterator
from functools import partial
from zoneinfo import ZoneInfo

from celery import shared_task
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import get_resolver
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from workgroups.accounts.actions import finish_copy, step_copy, take_copy
from workgroups.accounts.logic.copies import Brought, Kind, machine, path_of
from workgroups.accounts.models import DataCopy, Person
from workgroups.accounts.permissions import COPIES
from workgroups.accounts.queries import acts_of, kinds_kept, looks_of, row_of_person, rows_of, waiting_copies
from workgroups.core import clock
from workgroups.core.archives import Entry, written
from workgroups.core.languages import direction
from workgroups.files.actions import store_stream
from workgroups.files.models import File
from workgroups.files.queries import open_file

SCHEDULE = {"workgroups.accounts.tasks.sweep": 15.0}
STEP = 25  # files between two words of progress
MOST_BYTES = 500 * 1024 * 1024  # of files in one copy; the page says which were left out
log = logging.getLogger(__name__)


@shared_task
def build(copy_id: int) -> None:
    """Make one copy, unless another worker does."""
    copy = take_copy(copy_id=copy_id)
    if copy is None:
        return
    try:
        file_id = _make(copy)
    except Exception:
        log.exception("copy %s of somebody's data failed", copy.pk)
        file_id = None
    finish_copy(copy=copy, file_id=file_id)


@shared_task
def sweep() -> int:
    """Take up copies whose hint was lost or whose worker died; return how many."""
    waiting = waiting_copies()
    for copy_id in waiting:
        build(copy_id)
    return len(waiting)


def _make(copy: DataCopy) -> int:
    """Write everything into one file, in the language and the hours of whom it is about; return the file's id."""
    get_resolver().url_patterns  # noqa: B018  (every address loads the views, and with them what fills the slots)
    person = copy.person
    with translation.override(person.language), timezone.override(ZoneInfo(person.time_zone)):
        brought = _files_of(person)
        total = len(kinds_kept()) + len(brought)
        kinds = _kinds(copy, total)
        return _stored(copy, kinds, brought, total)


def _kinds(copy: DataCopy, total: int) -> list[Kind]:
    person, found = copy.person, []
    mine = _("Your name, language, time zone and hours")
    found.append(Kind(mine, _("What the account is."), "", [row_of_person(person)]))
    for done, kind in enumerate(kinds_kept()):
        step_copy(copy=copy, done=done, total=total)
        found.append(Kind(kind.title, kind.why, kind.stays, rows_of(person, kind)))
    found.append(
        Kind(
            _("Who looked"),
            _("Which officers and operators looked at what is kept about you, and at what of others you looked."),
            _("Part of the record, which nobody can change."),
            looks_of(person),
        )
    )
    found.append(
        Kind(
            _("What you did"),
            _("What the record of acts has of you: what, where and when, by numbers."),
            _("Part of the record, which nobody can change."),
            acts_of(person),
        )
    )
    return [kind for kind in found if kind.tables]


def _files_of(person: Person) -> list[tuple[File, Brought]]:
    """Return what a person brought, with where it lies in the copy, or why it does not."""
    found, held = [], 0
    made = ("accounts.copy", "documents.archive")  # for them, of what is theirs already
    for file in File.objects.filter(owner=person).exclude(kind__in=made).select_related("blob").order_by("pk"):
        why = file.why_closed
        if not why and held + file.size > MOST_BYTES:
            why = _("The copy would be too large with it. Download it from its place.")
        held += 0 if why else file.size
        url = f"{settings.BASE_URL}{file.get_absolute_url()}"
        path = "" if why else path_of(file.pk, file.name)
        found.append((file, Brought(file.name, file.size, file.stored_at, path, why, url)))
    return found


def _stored(copy: DataCopy, kinds: list[Kind], files: list[tuple[File, Brought]], total: int) -> int:
    said, now = [one for _file, one in files], clock.now()
    language = copy.person.language
    context = {
        "kinds": kinds,
        "packed": [one for one in said if one.path],
        "left_out": [one for one in said if one.left_out],
        "made_at": now,
        "person": copy.person,
        "language": language,
        "direction": direction(language),
        "product_name": settings.PRODUCT_NAME,
    }
    pages = {
        "index.html": render_to_string("accounts/copy_page.html", context),
        "style.css": render_to_string("accounts/copy_page.css"),
        "data.json": machine(made_at=now, kinds=kinds, files=said),
    }

    def entries() -> Iterator[Entry]:
        for done, (file, one) in enumerate(files, start=total - len(files)):
            if done % STEP == 0:
                step_copy(copy=copy, done=done, total=total)
            if one.path:
                yield Entry(one.path, partial(open_file, file), one.at)

    with written(entries(), pages, now) as stream:
        return store_stream(
            owner=copy.person,
            group_id=None,
            name=f"my-data-{now:%Y-%m-%d}.zip",
            stream=stream,
            kind=COPIES,
            subject_id=copy.pk,
            media_type="application/zip",
        ).pk
