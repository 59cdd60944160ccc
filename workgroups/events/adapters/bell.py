"""Wake the readers after a commit: a task by name, so that a silent broker costs nothing but time."""

import logging

from celery import current_app

from workgroups.events.events import StreamRef
from workgroups.events.subscribe import ring_on_commit

log = logging.getLogger(__name__)


@ring_on_commit
def wake_readers(stream: StreamRef, head: int) -> None:
    """Ask a worker to read the stream; the sweep finds it when this is lost."""
    try:
        current_app.send_task("workgroups.events.tasks.drain", [stream.kind, stream.ref_id])
    except Exception as error:
        log.warning("broker did not take the hint for %s %s: %s", stream.kind, stream.ref_id, error)
