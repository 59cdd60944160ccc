"""On meeting events: keep series reaching 18 months ahead, and packs what they should be."""

from datetime import timedelta
from typing import Any

from django.db.transaction import on_commit

from workgroups.accounts.models import Person
from workgroups.core import clock, slots
from workgroups.documents.events import (
    DocumentChanged,
    DocumentRestored,
    DocumentWithdrawn,
    VersionAdded,
)
from workgroups.events.events import Event
from workgroups.events.subscribe import on
from workgroups.groups.events import GroupConcluded
from workgroups.groups.models import Group
from workgroups.groups.permissions import OPEN_STATES
from workgroups.groups.queries import people_in, readers_of_marking
from workgroups.meetings.actions import extend_series, renew_packs, stop_meetings
from workgroups.meetings.events import (
    AgendaChanged,
    MeetingCancelled,
    MeetingMoved,
    MeetingPlanned,
    MeetingRestored,
    MeetingsStopped,
    PackAsked,
    PaperAdded,
    PaperChanged,
    PaperRemoved,
    PapersDue,
    SeriesCreated,
    SeriesExtended,
)
from workgroups.meetings.models import Meeting, Participant, Series
from workgroups.meetings.queries import meetings_with_document
from workgroups.meetings.tasks import make_pack
from workgroups.notifications.actions import file_notices
from workgroups.timers.actions import cancel_timer, set_timer
from workgroups.timers.registry import handles

REACH_AGAIN = timedelta(days=28)
TELL_CANCELLED = "meetings.tell_cancelled"


@on(SeriesCreated, reader="timers")
def reach_ahead(event: SeriesCreated) -> None:
    """Look again in four weeks."""
    set_timer(kind="meetings.extend", subject_id=event.series_id, due=clock.now() + REACH_AGAIN)


@on(SeriesExtended, reader="timers")
def reach_further(event: SeriesExtended) -> None:
    """And four weeks later again."""
    set_timer(kind="meetings.extend", subject_id=event.series_id, due=clock.now() + REACH_AGAIN)


@on(GroupConcluded, reader="timers", may_emit_events=(MeetingsStopped,))
def stop(event: GroupConcluded) -> None:
    """End series and cancel what is still to come, unless the work was taken up again meanwhile."""
    if not Group.objects.filter(pk=event.group_id, state__in=OPEN_STATES).exists():
        stop_meetings(group_id=event.group_id)


@handles("meetings.extend")
def extend(series_id: int) -> None:
    """Add the meetings that have come within reach; nothing for a series that is gone or has stopped."""
    going_on = Series.objects.select_related("group").filter(pk=series_id, group__state__in=OPEN_STATES)
    if series := going_on.first():
        extend_series(series=series)


@on(PackAsked, reader="meetings")
def wake_a_worker(event: PackAsked) -> None:
    """Make it now; the sweep does so when this hint is lost."""
    on_commit(lambda: make_pack.delay(event.pack_id), robust=True)


@on(MeetingPlanned, reader="notifications")
def tell_of_a_meeting(event: MeetingPlanned) -> None:
    """Tell the group's members, in their digest; the occurrences of a series wait until one has to answer."""
    _tell(kind="meetings.planned", meeting_id=event.meeting_id, but=event.actor_id)


@on(MeetingMoved, reader="notifications")
def tell_of_a_move(event: MeetingMoved) -> None:
    """Tell it at once: whoever does not hear walks to an empty room."""
    if event.is_elsewhere:
        _tell(kind="meetings.moved", meeting_id=event.meeting_id, but=event.actor_id)


@on(MeetingCancelled, reader="timers")
def tell_of_the_end_later(event: MeetingCancelled) -> None:
    """Nobody is told while it can be undone."""
    set_timer(kind=TELL_CANCELLED, subject_id=event.meeting_id, due=clock.now() + clock.UNDO)


@on(MeetingRestored, reader="timers")
def tell_of_no_end(event: MeetingRestored) -> None:
    """It was undone in time."""
    cancel_timer(kind=TELL_CANCELLED, subject_id=event.meeting_id)


@handles(TELL_CANCELLED)
def tell_cancelled(meeting_id: int) -> None:
    """Tell the group's members that a meeting does not take place."""
    _tell(kind="meetings.cancelled", meeting_id=meeting_id)


def _tell(*, kind: str, meeting_id: int, but: int | None = None) -> None:
    """File a notice for whoever may know of the meeting, but one; nothing of a meeting that has begun."""
    meeting = Meeting.objects.select_related("group").filter(pk=meeting_id, starts_at__gt=clock.now()).first()
    if meeting is None:
        return
    told = readers_of_marking(meeting.group_id, meeting.marking)
    everybody = people_in(meeting.group).values_list("pk", flat=True) if told is None else told
    file_notices(
        kind=kind,
        key=f"{meeting.pk}:{meeting.sequence}",
        readers=sorted(set(everybody) - {but}),
        group_id=meeting.group_id,
        subject_id=meeting.pk,
        at=clock.now(),
        soon=kind != "meetings.planned",
    )


def renew(event: Any) -> None:
    """What a pack prints has changed."""
    renew_packs(meeting_id=event.meeting_id)


def renew_with_document(event: Any) -> None:
    """A paper of it reads otherwise now."""
    for meeting_id in meetings_with_document(event.document_id):
        renew_packs(meeting_id=meeting_id)


PRINTED: tuple[type[Event], ...] = (AgendaChanged, MeetingMoved, PapersDue, PaperAdded, PaperChanged, PaperRemoved)
OF_DOCUMENTS: tuple[type[Event], ...] = (DocumentChanged, VersionAdded, DocumentWithdrawn, DocumentRestored)
for _event in PRINTED:
    on(_event, reader="meetings", may_emit_events=(PackAsked,))(renew)
for _event in OF_DOCUMENTS:
    on(_event, reader="meetings", may_emit_events=(PackAsked,))(renew_with_document)


@slots.fill("accounts.erasing")
def leave_lists_of_participants(person: Person) -> None:
    """In the same transaction: lists of participants keep function, organisation and country, and no name."""
    Participant.objects.filter(person=person).update(name="", consent_to_name=False)
