"""Beat's calls: announce drafts at rest that no room announced, and compact their logs."""

from datetime import timedelta

from celery import shared_task

from workgroups.core import clock
from workgroups.drafts import actions, queries

SCHEDULE = {"workgroups.drafts.tasks.sweep": 30.0, "workgroups.drafts.tasks.shelve": 900.0}
REST = timedelta(seconds=30)
IDLE = timedelta(seconds=60)
TAIL = 500


@shared_task
def sweep() -> int:
    """Do what is due for all drafts; return for how many something was done."""
    now = clock.now()
    resting = queries.at_rest(now - REST)
    for draft_id in resting:
        actions.announce_change(draft_id=draft_id)
    long = queries.unfolded(TAIL, now - IDLE)
    for draft_id in long:
        actions.fold_draft(draft_id=draft_id)
    ended = queries.sittings_ended(now)
    for draft_id in ended:
        actions.keep_moment(draft_id=draft_id)
    return len(resting) + len(long) + len(ended)


@shared_task
def shelve() -> int:
    """Pack what no opening needs any more, and let go what is too old; return how many changes were packed."""
    actions.prune_history()
    return sum(actions.shelve_changes(draft_id=one) for one in queries.ripe(clock.now() - actions.REST_ON_LOG))


@shared_task
def fold(draft_id: int) -> None:
    """Fold one draft, when a room saw its tail grow long."""
    actions.fold_draft(draft_id=draft_id)
