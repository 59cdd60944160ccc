"""Beat's calls: plan readers' digests, send what waits, say that the worker lives."""

from celery import shared_task

from workgroups.notifications import actions
from workgroups.timers.actions import cancel_timer, set_timer

SCHEDULE = {
    "workgroups.notifications.tasks.plan": 30.0,
    "workgroups.notifications.tasks.send": 10.0,
    "workgroups.notifications.tasks.beat": 10.0,
}
DIGEST = "notifications.digest"


@shared_task
def plan() -> int:
    """Set the timers of readers who are new or chose anew; return how many."""
    waiting = actions.unplanned_readers()
    for person_id, due in waiting:
        if due:
            set_timer(kind=DIGEST, subject_id=person_id, due=due)
        else:
            cancel_timer(kind=DIGEST, subject_id=person_id)
    actions.mark_planned(people=[person_id for person_id, _due in waiting])
    return len(waiting)


@shared_task
def send() -> int:
    """Send what waits; return how many mails went out."""
    return actions.send_waiting()


@shared_task
def beat() -> None:
    """Note that beat and worker live."""
    actions.beat()
