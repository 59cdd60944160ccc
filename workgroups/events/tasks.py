"""Wake the readers: on a hint after a commit, and by a sweep for what a lost hint missed."""

from celery import shared_task

from workgroups.events.actions import catch_up, read
from workgroups.events.models import Stream
from workgroups.events.subscribe import readers

SCHEDULE = {"workgroups.events.tasks.sweep": 30.0}


@shared_task
def drain(kind: str, ref_id: int) -> None:
    """Let every reader read one stream."""
    stream = Stream.objects.filter(kind=kind, ref_id=ref_id).first()
    for reader in sorted(readers) if stream else ():
        assert stream  # noqa: S101  (for the type checker; the loop is empty otherwise)
        read(reader=reader, stream_id=stream.pk)


@shared_task
def sweep() -> int:
    """Let every reader that is behind read on."""
    return catch_up()
