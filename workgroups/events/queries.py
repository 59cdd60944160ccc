"""Read the log: what is new for a reader, what a page has missed."""

from django.db import connection

from workgroups.core import clock
from workgroups.events.events import StreamRef
from workgroups.events.models import Entry, Stream
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


def entries_after(ref: StreamRef, seq: int, limit: int = 200) -> list[Entry]:
    """Return the stream's entries after `seq`, oldest first."""
    found = Entry.objects.filter(stream__kind=ref.kind, stream__ref_id=ref.ref_id, seq__gt=seq)
    return list(found.order_by("seq")[:limit])
