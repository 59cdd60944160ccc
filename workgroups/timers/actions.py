"""Set, cancel and fire timers."""

import logging
from datetime import datetime, timedelta

from django.db import models, transaction

from workgroups.core import clock
from workgroups.timers.models import Timer
from workgroups.timers.registry import handlers

log = logging.getLogger(__name__)


def set_timer(*, kind: str, subject_id: int, due: datetime) -> None:
    """Make (or move) the one timer of this kind for this subject; a moved timer is due again."""
    if kind not in handlers:
        raise RuntimeError(f"nobody handles timers of {kind}")
    fresh = ["due", "done_at", "attempts", "retry_at", "error"]
    row = Timer(kind=kind, subject_id=subject_id, due=due)
    Timer.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["kind", "subject_id"], update_fields=fresh
    )  # one statement: a morning sets as many timers as there are readers


def cancel_timer(*, kind: str, subject_id: int) -> None:
    """Take a timer back; nothing happens when there is none."""
    Timer.objects.filter(kind=kind, subject_id=subject_id, done_at=None).delete()


def retry_timer(*, timer: Timer) -> bool:
    """Let a timer that failed fire with the next run; False when it has fired meanwhile."""
    return bool(Timer.objects.filter(pk=timer.pk, done_at=None, attempts__gt=0).update(retry_at=None))


def fire_due() -> list[Timer]:
    """Fire what is due by the clock, in order of its own due instant, one transaction each; return what was fired.

    The handler sees the timer's own instant on the clock, so that a late run and a timely one do the same.
    A handler that fails is tried again later with growing delay and keeps its error for the operator.
    """
    fired: list[Timer] = []
    last: Timer | None = None
    while timer := _fire_next(last):
        last = timer
        if timer.done_at:
            fired.append(timer)
    return fired


def _fire_next(last: Timer | None) -> Timer | None:
    """Fire the first due timer that stands after `last`, so that one pass meets no instant of a timer twice."""
    now = clock.now()
    with transaction.atomic():
        ready = models.Q(retry_at=None) | models.Q(retry_at__lte=now)
        waiting = Timer.objects.select_for_update(skip_locked=True).filter(ready, done_at=None, due__lte=now)
        if last is not None:
            waiting = waiting.filter(models.Q(due__gt=last.due) | models.Q(due=last.due, pk__gt=last.pk))
        timer = waiting.order_by("due", "pk").first()
        if timer is None:
            return None
        try:
            with transaction.atomic(), clock.at(timer.due):
                handlers[timer.kind](timer.subject_id)
        except Exception as error:
            log.exception("timer %s %s failed", timer.kind, timer.subject_id)
            timer.attempts += 1
            timer.retry_at = now + timedelta(seconds=min(2**timer.attempts, 3600))
            timer.error = f"{type(error).__name__}: {error}"[:2000]
            timer.save()
        else:
            timer.done_at = now
            # a handler may have set its own timer anew (a rhythm): that one is not done
            Timer.objects.filter(pk=timer.pk, due=timer.due).update(done_at=now)
        return timer
