"""Wake the sender: a task by name, so that a silent broker costs nothing but time."""

import logging

from celery import current_app

log = logging.getLogger(__name__)


def wake_sender() -> None:
    """Ask a worker to send what waits; beat's sweep finds it when this is lost."""
    try:
        current_app.send_task("workgroups.notifications.tasks.send")
    except Exception as error:
        log.warning("broker did not take the hint that mail waits: %s", error)
