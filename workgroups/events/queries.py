"""Read the log: what is new for a reader, what a page has missed."""

from collections.abc import Callable, Iterable

from django.db import connection
from django.db.models import Count, F, Max, Q

from workgroups.core import clock, slots
from workgroups.events.events import StreamRef
from workgroups.events.models import Cursor, Entry, Stream
from workgroups.events.subscribe import readers


def readers_behind() -> list[tuple[str, int]]:
    """Return (reader, stream id) of every reader that has something to read and is not waiting out a failure."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r.name, s.id FROM unnest(%s::text[]) AS r(name) CROSS JOIN events_stream s "
            "LEFT JOIN events_cursor c ON c.reader = r.name AND c.stream_id = s.id "
            "WHERE s.head > COALESCE(c.seq, 0) AND (c.retry_at IS NULL OR c.retry_at <= %s) ORDER BY s.id, r.name",
            [sorted(readers), clock.now()],
        )
        return [(name, stream_id) for name, stream_id in cursor.fetchall()]


def head_of(ref: StreamRef) -> int:
    """Return the number of the stream's newest entry, 0 when nothing was written yet."""
    return Stream.objects.filter(kind=ref.kind, ref_id=ref.ref_id).values_list("head", flat=True).first() or 0


def heads_of(refs: Iterable[StreamRef]) -> dict[StreamRef, int]:
    """Return the head of each of these streams in one query, 0 for those without an entry."""
    heads = dict.fromkeys(refs, 0)
    wanted = Q(pk__in=[])
    for kind in {ref.kind for ref in heads}:
        wanted |= Q(kind=kind, ref_id__in=[ref.ref_id for ref in heads if ref.kind == kind])
    found = Stream.objects.filter(wanted) if heads else Stream.objects.none()
    return heads | {StreamRef(kind, ref_id): head for kind, ref_id, head in found.values_list("kind", "ref_id", "head")}


def entries_after(ref: StreamRef, seq: int, limit: int = 200) -> list[Entry]:
    """Return the stream's entries after `seq`, oldest first."""
    found = Entry.objects.filter(stream__kind=ref.kind, stream__ref_id=ref.ref_id, seq__gt=seq)
    return list(found.order_by("seq")[:limit])


@slots.fill("verify", order=10)
def faults_of_the_log() -> list[str]:
    """Return what is wrong with the log: holes, entries beyond a head, readers beyond it."""
    counted = Stream.objects.annotate(entered=Count("entries"), last=Max("entries__seq"))
    odd = counted.exclude(head=F("entered"), entered=F("last")).exclude(head=0, entered=0)
    faults = [f"stream {one.pk}: head {one.head}, {one.entered} entries, last {one.last}" for one in odd]
    ahead = Cursor.objects.filter(seq__gt=F("stream__head"))
    return faults + [f"reader {one.reader}: at {one.seq}, beyond stream {one.stream_id}" for one in ahead]


@slots.fill("metrics")
def entries_unread() -> tuple[str, str, Callable[[], float]]:
    """How far readers are behind."""
    return "events_readers_behind", "Readers that have something to read", lambda: float(len(readers_behind()))


@slots.fill("metrics")
def readers_failing() -> tuple[str, str, Callable[[], float]]:
    """How many readers wait out a failure."""
    failing = Cursor.objects.filter(attempts__gt=0)
    return "events_readers_failing", "Readers that stopped at an entry", lambda: float(failing.count())
