"""On deliverable events: wake a worker, tell people."""

from django.db.transaction import on_commit
from django.utils.translation import gettext as _

from workgroups.accounts.registry import Kept
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


@slots.fill("accounts.kept", order=90)
def kept_of_a_person() -> list[Kept]:
    """What is kept here about a person."""
    return [
        Kept(
            _("Reports: what you built, signed or published"),
            (
                "deliverables.Deliverable.created_by",
                "deliverables.Build.requested_by",
                "deliverables.SignOff.person",
                "deliverables.Elsewhere.recorded_by",
                "deliverables.Correction.by",
                "deliverables.Release.published_by",
            ),
            _("So that a report says who answers for it."),
            _("Part of the record of the group; stays with it."),
            omits=("deliverables.Build.inputs", "deliverables.Build.manifest", "deliverables.Build.error"),
            called={
                "deliverables.Deliverable": _("Reports begun"),
                "deliverables.Build": _("Builds"),
                "deliverables.SignOff": _("Signatures"),
                "deliverables.Elsewhere": _("Published elsewhere"),
                "deliverables.Correction": _("Corrections"),
                "deliverables.Release": _("Releases"),
            },
        ),
    ]
