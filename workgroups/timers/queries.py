"""Read timers."""

from collections.abc import Callable
from datetime import timedelta

from workgroups.core import clock, slots
from workgroups.timers.models import Timer


@slots.fill("metrics")
def overdue() -> tuple[str, str, Callable[[], float]]:
    """How many timers should have fired five minutes ago."""
    due = Timer.objects.filter(done_at=None)
    return (
        "timers_overdue",
        "Timers late by five minutes",
        lambda: float(due.filter(due__lt=clock.now() - timedelta(minutes=5)).count()),
    )
