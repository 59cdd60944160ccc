"""The worker's part: let go of what nobody used."""

from celery import shared_task

from workgroups.files.actions import sweep_expired, sweep_left_behind

SCHEDULE = {"workgroups.files.tasks.sweep": 3600.0}


@shared_task
def sweep() -> int:
    """Delete uploads that nobody finished and files that were brought with a form and never used; return how many."""
    return sweep_expired() + sweep_left_behind()
