"""Beat's call: fire what is due."""

from celery import shared_task

from workgroups.timers.actions import fire_due

SCHEDULE = {"workgroups.timers.tasks.fire": 10.0}


@shared_task
def fire() -> int:
    """Fire due timers; return how many."""
    return len(fire_due())
