"""On deliverable events: wake a worker, tell people."""

from django.db.transaction import on_commit

from workgroups.core import clock, slots
from workgroups.deliverables.events import BuildRequested, ReleasePublished
from workgroups.deliverables.tasks import build, sweep
from workgroups.events.subscribe import on
from workgroups.groups.models import Group
from workgroups.groups.queries import people_in
from workgroups.notifications.actions import file_notices


@on(BuildRequested, reader="deliverables")
def wake_a_worker(event: BuildRequested) -> None:
    """Build it now; the sweep does so when this hint is lost."""
    on_commit(lambda: build.delay(event.build_id), robust=True)


@slots.fill("due")
def due_builds() -> list[str]:
    """Build in this process what waits for a worker, a line for what was done."""
    made = sweep()
    return [f"{made} reports built"] if made else []


@on(ReleasePublished, reader="notifications")
def tell_of_the_release(event: ReleasePublished) -> None:
    """Tell the group's members, in their digest."""
    readers = people_in(Group.objects.get(pk=event.group_id)).values_list("pk", flat=True)
    file_notices(
        kind="deliverables.released",
        key=str(event.release_id),
        readers=readers,
        group_id=event.group_id,
        subject_id=event.release_id,
        at=clock.now(),
    )
