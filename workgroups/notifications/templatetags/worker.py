"""`{% worker_note %}`: says on a page that nobody does the background work, and since when."""

from datetime import datetime, timedelta

from django import template

from workgroups.core import clock
from workgroups.notifications.queries import last_beat

register = template.Library()
SILENCE = timedelta(seconds=60)  # the worker gives a sign of life every ten


@register.inclusion_tag("notifications/_worker.html")
def worker_note() -> dict[str, datetime | bool | None]:
    """Show a note when the worker has been silent for a minute: no digest, no report build until it is back.

    A worker that starts together with the pages has its first minute to give a sign of life.
    """
    heard = last_beat()
    awaited = max(heard or clock.STARTED, clock.STARTED)
    return {"silent": clock.now() - awaited > SILENCE, "since": heard}
