"""Read what operators need to see: people, jobs that failed, what is stored, whether everything runs."""

import mimetypes
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workgroups.accounts.models import Person
from workgroups.accounts.queries import FACTORS
from workgroups.core import clock, text
from workgroups.deliverables.models import Build
from workgroups.events.models import Cursor
from workgroups.events.queries import readers_behind
from workgroups.files.models import Blob, File, Scan, Upload
from workgroups.files.queries import harmful_blobs, unasked_blobs
from workgroups.groups.models import Office
from workgroups.notifications.models import Delivery
from workgroups.notifications.queries import last_beat
from workgroups.timers.models import Timer

MOST_JOBS = 100  # of each kind on the page
LATE = timedelta(minutes=5)
FULL = 0.9  # of a disk

FILTERS: dict[str, Q] = {
    "operators": Q(is_operator=True, is_active=True),
    "never": Q(last_login=None, is_active=True),
    "closed": Q(is_active=False, erased_at=None),
    "leaving": Q(leaves_at__isnull=False),
    "left": Q(erased_at__isnull=False),
}


def people(*, query: str = "", only: str = "") -> QuerySet[Person]:
    """Return people by name; `query`: part of a name or address; `only`: a key of FILTERS."""
    found = Person.objects.filter(FILTERS.get(only, Q()))
    if query:
        by_address = EmailAddress.objects.filter(email__icontains=query).values("user_id")
        found = found.filter(Q(sort_key__contains=text.fold(query)) | Q(email__icontains=query) | Q(pk__in=by_address))
    return found.order_by("sort_key", "pk")


def officers_without_factor() -> list[Person]:
    """Return operators and officers of today who have no second factor, by name; one query."""
    own = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
    office = Office.objects.on(clock.now().date()).filter(person=OuterRef("pk"))
    found = Person.objects.filter(Q(is_operator=True) | Exists(office), ~Exists(own), is_active=True)
    return list(found.order_by("sort_key", "pk"))


def addresses_of(person: Person) -> QuerySet[EmailAddress]:
    """Return a person's addresses, the first one first."""
    found: QuerySet[EmailAddress] = EmailAddress.objects.filter(user=person)
    return found.order_by("-primary", "email")


@dataclass(frozen=True)
class Job:
    """Work of the background that failed. `kind` and `number` name it for a second try."""

    kind: str
    number: int
    title: str
    since: datetime
    attempts: int
    error: str
    next_at: datetime | None = None  # when it is tried again by itself; None: not any more


def failed_jobs() -> list[Job]:
    """Return what failed and was not made good, the newest of each kind; four queries."""
    found = [*_mail(), *_readers(), *_timers(), *_builds()]
    return sorted(found, key=lambda job: job.since, reverse=True)


def _mail() -> Iterator[Job]:
    refused = Q(state=Delivery.State.FAILED) | Q(state=Delivery.State.WAITING, attempts__gt=0)
    for one in Delivery.objects.filter(refused).select_related("person").order_by("-pk")[:MOST_JOBS]:
        to = one.address or (one.person.name if one.person else "")
        again = one.next_at if one.state == Delivery.State.WAITING else None
        title = _("Mail to %(name)s") % {"name": to}
        yield Job("mail", one.pk, title, one.created_at, one.attempts, one.error, again)


def _readers() -> Iterator[Job]:
    for one in Cursor.objects.filter(attempts__gt=0).select_related("stream").order_by("-pk")[:MOST_JOBS]:
        where = f"{one.stream.kind} {one.stream.ref_id}, {one.seq + 1}"
        title = _("Reader %(name)s at entry %(where)s") % {"name": one.reader, "where": where}
        yield Job("reader", one.pk, title, one.retry_at or clock.now(), one.attempts, one.error, one.retry_at)


def _timers() -> Iterator[Job]:
    for one in Timer.objects.filter(attempts__gt=0, done_at=None).order_by("-due")[:MOST_JOBS]:
        title = _("Timer %(kind)s of %(number)s") % {"kind": one.kind, "number": one.subject_id}
        yield Job("timer", one.pk, title, one.due, one.attempts, one.error, one.retry_at)


def _builds() -> Iterator[Job]:
    failed = Build.objects.filter(status=Build.Status.FAILED).select_related("deliverable__group")
    for one in failed.order_by("-pk")[:MOST_JOBS]:
        title = _("Build %(number)s of a report of %(group)s") % {
            "number": one.number,
            "group": one.deliverable.group.name,
        }
        yield Job("build", one.pk, title, one.requested_at, one.attempts, one.error)


@dataclass(frozen=True)
class Store:
    """What is kept, in bytes: by type of file, by group, open uploads, the database; of the disk all, used, free."""

    types: Sequence[Mapping[str, Any]]
    groups: Sequence[Mapping[str, Any]]
    files: int
    bytes: int
    uploads: int
    uploads_bytes: int
    database: int
    disk: tuple[int, int, int] | None


def stored() -> Store:
    """Return what is stored and how much room it takes; five queries."""
    types = Blob.objects.values("type").annotate(number=Count("pk"), bytes=Sum("size")).order_by("-bytes")
    by_group = File.objects.exclude(group=None).values(group_name=F("group__name"))
    groups = by_group.annotate(number=Count("pk"), bytes=Sum("blob__size")).order_by("-bytes")
    open_uploads = Upload.objects.filter(file=None, refused="").aggregate(number=Count("pk"), bytes=Sum("length"))
    listed: list[dict[str, Any]] = [{**row, "name": _ending(row["type"])} for row in types]
    return Store(
        types=listed,
        groups=list(groups[:50]),
        files=sum(int(row["number"]) for row in listed),
        bytes=sum(int(row["bytes"]) for row in listed),
        uploads=open_uploads["number"],
        uploads_bytes=open_uploads["bytes"] or 0,
        database=_database_size(),
        disk=_disk_of_data(),
    )


def _disk_of_data() -> tuple[int, int, int] | None:
    """Return (total, used, free) of the data folder's disk, in bytes; None when the folder is not there."""
    try:
        return shutil.disk_usage(settings.DATA_DIR)
    except OSError:
        return None


def _ending(media_type: str) -> str:
    """Return how people call a type of file (PDF, DOCX); what has no usual ending by its own name."""
    found = mimetypes.guess_extension(media_type)
    return found.lstrip(".").upper() if found else media_type


def _database_size() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


@dataclass(frozen=True)
class Check:
    """One thing that must be so. `state`: settled, waits or breaks; `words` say what is, and what to do."""

    name: str
    state: str
    words: str


def checks() -> list[Check]:
    """Return whether everything runs, the same things that `/health/ready` and `/metrics` tell machines."""
    looks = [_broker, _worker, _log, _due, _post, _reports, _disk]
    return [look() for look in (*looks, *([_scanner] if settings.CLAMD_URL else []))]


def _broker() -> Check:
    try:
        cache.get("ready")
    except Exception:
        words = _("Redis does not answer. Pages work and are not live; nobody can sign in until it is back.")
        return Check(_("Broker"), "breaks", words)
    return Check(_("Broker"), "settled", _("Redis answers."))


def _worker() -> Check:
    seen = last_beat()
    if seen is None or clock.now() - seen > LATE:
        words = _("No worker has shown itself for five minutes. Mail and builds wait, nothing is lost: start a worker.")
        return Check(_("Worker"), "breaks", words)
    return Check(_("Worker"), "settled", _("A worker is at work."))


def _log() -> Check:
    failing = Cursor.objects.filter(attempts__gt=0).count()
    if failing:
        words = ngettext("%s reader stopped at an entry.", "%s readers stopped at an entry.", failing) % failing
        return Check(_("Log"), "breaks", words)
    behind = len(readers_behind())
    words = ngettext("%s reader has something to read.", "%s readers have something to read.", behind) % behind
    return Check(_("Log"), "settled", words if behind else _("Every reader has read everything."))


def _due() -> Check:
    late = Timer.objects.filter(done_at=None, due__lt=clock.now() - LATE).count()
    if late:
        words = ngettext("%s thing is overdue by five minutes.", "%s things are overdue by five minutes.", late) % late
        return Check(_("Due work"), "breaks", words)
    return Check(_("Due work"), "settled", _("Nothing is overdue."))


def _post() -> Check:
    states = Delivery.State
    found = Delivery.objects.filter(state__in=[states.WAITING, states.FAILED]).aggregate(
        waiting=Count("pk", filter=Q(state=states.WAITING, next_at__lte=clock.now())),
        failed=Count("pk", filter=Q(state=states.FAILED)),
        oldest=Min("created_at", filter=Q(state=states.WAITING, next_at__lte=clock.now())),
    )
    if found["oldest"] and clock.now() - found["oldest"] > LATE:
        words = ngettext("%s mail waits too long.", "%s mails wait too long.", found["waiting"]) % found["waiting"]
        return Check(_("Mail"), "breaks", words)
    if found["failed"]:
        words = ngettext("%s mail was given up.", "%s mails were given up.", found["failed"]) % found["failed"]
        return Check(_("Mail"), "waits", words)
    return Check(_("Mail"), "settled", _("Everything has gone out."))


def _reports() -> Check:
    waiting = Build.objects.filter(status=Build.Status.WAITING).aggregate(oldest=Min("requested_at"), last=Max("pk"))
    if waiting["oldest"] and clock.now() - waiting["oldest"] > LATE:
        return Check(_("Reports"), "breaks", _("A report has waited for a worker for more than five minutes."))
    return Check(_("Reports"), "settled", _("No report waits."))


def _disk() -> Check:
    disk = _disk_of_data()
    if disk is None:
        words = _("The data folder is not there. Files cannot be opened or brought: bring its disk back.")
        return Check(_("Disk"), "breaks", words)
    total, used, _free = disk
    if used / total > FULL:
        words = _("The disk of the data folder is nearly full. Make room before uploads are refused.")
        return Check(_("Disk"), "waits", words)
    return Check(_("Disk"), "settled", _("There is room."))


def _scanner() -> Check:
    waiting = Blob.objects.filter(scan=Scan.WAITING).exclude(scan_found="").count()
    if waiting:
        words = ngettext(
            "%s file stays closed because the scanner gives no answer, or takes no file of that size.",
            "%s files stay closed because the scanner gives no answer, or takes no files of that size.",
            waiting,
        )
        return Check(_("Scanner"), "breaks", words % waiting)
    closed = harmful_blobs().count()
    said = ngettext("%s harmful file is closed.", "%s harmful files are closed.", closed) % closed if closed else ""
    if older := unasked_blobs().count():
        words = ngettext(
            "%s file from before there was a scanner is still to be checked; it is open meanwhile.",
            "%s files from before there was a scanner are still to be checked; they are open meanwhile.",
            older,
        )
        return Check(_("Scanner"), "waits", f"{words % older} {said}".strip())
    words = _("Whatever was brought has been checked or is about to be.")
    return Check(_("Scanner"), "settled", f"{words} {said}".strip())
