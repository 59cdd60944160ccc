"""Write the log, and read it for one reader."""

from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Max

from workgroups.core import clock
from workgroups.events.adapters import bell as _bell  # noqa: F401  (registers itself)
from workgroups.events.events import Event, StreamRef
from workgroups.events.models import Cursor, Entry
from workgroups.events.queries import head_of, readers_behind
from workgroups.events.subscribe import Handler, bells, guards, readers

MAX_DEPTH = 5
MAX_DELAY = timedelta(hours=1)
_depth: ContextVar[int] = ContextVar("depth", default=0)


def emit(event: Event) -> None:
    """Write the event as its action's last statement: the stream's row lock makes commit order the order of `seq`.

    Raises RuntimeError outside a transaction or when subscribers have set each other off too often.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{event.name}: an event is emitted inside its action's transaction")
    depth = _depth.get()
    if depth > MAX_DEPTH:
        raise RuntimeError(f"{event.name}: {depth} events set each other off")
    for guard in guards:
        guard(event)
    ref = event.stream()
    stream_id, head = _advance(ref)
    audience = event.audience()
    Entry.objects.create(
        stream_id=stream_id,
        seq=head,
        name=event.name,
        version=event.version,
        data=event.data(),
        audience_kind=audience.kind,
        audience_id=audience.ref_id,
        depth=depth,
        at=clock.now(),
    )
    _ring_on_commit(ref, head)


def read(*, reader: str, stream_id: int) -> int:
    """Let `reader` handle what is new in a stream, one entry a transaction; return how many were handled.

    Stops at an entry that fails (tried again later, with growing delay) or that only newer code knows.
    """
    handled = 0
    Cursor.objects.get_or_create(reader=reader, stream_id=stream_id)
    while True:
        try:
            with transaction.atomic():
                moved = _read_one(reader, stream_id)
        except Exception as error:
            _note_failure(reader, stream_id, error)
            return handled
        if not moved:
            return handled
        handled += 1


@transaction.atomic
def retry_reader(*, cursor: Cursor) -> bool:
    """Let a reader that failed try its entry again now; False when it has gone on meanwhile."""
    again = Cursor.objects.filter(pk=cursor.pk, attempts__gt=0).update(retry_at=None)
    stream = cursor.stream
    _ring_on_commit(StreamRef(stream.kind, stream.ref_id), stream.head)
    return bool(again)


def catch_up() -> int:
    """Let every reader that is behind read on; return how many entries were handled."""
    handled = 0
    while behind := readers_behind():
        done = sum(read(reader=reader, stream_id=stream_id) for reader, stream_id in behind)
        if not done:
            break
        handled += done
    return handled


def _advance(ref: StreamRef) -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO events_stream (kind, ref_id, head) VALUES (%s, %s, 1) "
            "ON CONFLICT (kind, ref_id) DO UPDATE SET head = events_stream.head + 1 RETURNING id, head",
            [ref.kind, ref.ref_id],
        )
        stream_id, head = cursor.fetchone()
    return stream_id, head


@dataclass
class _Ring:
    """Rings for a stream once a transaction, however much it wrote there."""

    ref: StreamRef
    head: int
    again: bool = False

    def __call__(self) -> None:
        head = head_of(self.ref) if self.again else self.head  # what came later may have been rolled back by itself
        for bell in bells:
            bell(self.ref, head)


def _ring_on_commit(ref: StreamRef, head: int) -> None:
    for entry in connection.run_on_commit:
        hook = entry[1]
        if isinstance(hook, _Ring) and hook.ref == ref:
            hook.again = True
            return
    transaction.on_commit(_Ring(ref, head), robust=True)


def _read_one(reader: str, stream_id: int) -> bool:
    """Handle the next entry that this reader cares for, past all those that are known and not for it."""
    found = Cursor.objects.select_for_update(skip_locked=True).filter(reader=reader, stream_id=stream_id)
    cursor = found.first()
    if cursor is None or (cursor.retry_at and cursor.retry_at > clock.now()):
        return False
    ahead = Entry.objects.filter(stream_id=stream_id, seq__gt=cursor.seq)
    if (head := ahead.aggregate(last=Max("seq"))["last"]) is None:
        return False
    handlers = readers[reader]
    strange = ahead.filter(seq__lte=head).exclude(name__in=Event.known.keys() - handlers.keys())
    if entry := strange.order_by("seq").first():
        event = entry.event() if entry.name in handlers else None
        if event is None:
            return False
        _handle(handlers[entry.name], event, entry)
        head = entry.seq
    Cursor.objects.filter(pk=cursor.pk).update(seq=head, attempts=0, retry_at=None, error="")
    return True


def _handle(handlers: list[Handler], event: Event, entry: Entry) -> None:
    token = _depth.set(entry.depth + 1)
    try:
        with clock.at(entry.at):  # what a late reader writes down is what a timely one would have
            for handler in handlers:
                handler(event)
    finally:
        _depth.reset(token)


def _note_failure(reader: str, stream_id: int, error: Exception) -> None:
    cursor = Cursor.objects.get(reader=reader, stream_id=stream_id)
    delay = min(timedelta(seconds=2 ** min(cursor.attempts, 12)), MAX_DELAY)
    Cursor.objects.filter(pk=cursor.pk).update(
        attempts=cursor.attempts + 1,
        retry_at=clock.now() + delay,
        error=f"{type(error).__name__}: {error}"[:2000],
    )
