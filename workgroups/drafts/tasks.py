"""Beat's calls: announce drafts at rest that no room announced, and compact their logs."""

from datetime import timedelta

from celery import shared_task

from workgroups.core import clock
from workgroups.drafts import actions, queries

SCHEDULE = {"workgroups.drafts.tasks.sweep": 30.0}
REST = timedelta(seconds=30)
TAIL = 500


@shared_task
def sweep() -> int:
    """Do what is due for all drafts; return for how many something was done."""
    resting = queries.at_rest(clock.now() - REST)
    for draft_id in resting:
        actions.announce_change(draft_id=draft_id)
    long = queries.unfolded(TAIL)
    for draft_id in long:
        actions.fold_draft(draft_id=draft_id)
    return len(resting) + len(long)
