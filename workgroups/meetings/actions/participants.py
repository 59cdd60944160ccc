"""Keep a meeting's list of participants."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core import clock, countries, text
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.permissions import Member, require
from workgroups.meetings.events import ParticipantChanged, ParticipantRemoved, ParticipantsAdded
from workgroups.meetings.models import Meeting, Participant
from workgroups.meetings.permissions import can_arrange

MOST = 2000


@dataclass(frozen=True)
class Entry:
    """Somebody at a meeting as they are given: `function` of Participant.Function, country as ISO 3166-1 alpha-2.

    Everything but the function may be left out; a name is shown to the group only with consent, never outside.
    """

    function: str
    organisation: str = ""
    country: str = ""
    name: str = ""
    consent_to_name: bool = False
    person: Person | None = None


@transaction.atomic
def add_participants(*, actor: Member, meeting: Meeting, entries: Sequence[Entry]) -> list[Participant]:
    """Add entries at the end of the list, in their order; all of them or none.

    Raises Refused for an empty list, a function or country that does not exist (naming the entry), and beyond 2,000.
    """
    require(can_arrange(actor))
    if not entries:
        raise Refused(_("There is nobody in this list."), field="entries")
    if meeting.participants.count() + len(entries) > MOST:
        raise Refused(_("A list of participants holds at most 2,000 entries."), field="entries")
    last = meeting.participants.aggregate(last=Max("position"))["last"] or 0
    made = Participant.objects.bulk_create(
        Participant(meeting=meeting, position=last + n, **_fields(entry, n)) for n, entry in enumerate(entries, 1)
    )
    emit(
        ParticipantsAdded(
            group_id=meeting.group_id,
            meeting_id=meeting.pk,
            marking=meeting.marking,
            count=len(made),
            actor_id=actor.person.pk,
        )
    )
    return made


@transaction.atomic
def change_participant(*, actor: Member, participant: Participant, entry: Entry) -> None:
    """Replace what an entry says; its place in the list stays."""
    require(can_arrange(actor))
    Participant.objects.filter(pk=participant.pk).update(**_fields(entry, participant.position))
    meeting = participant.meeting
    emit(
        ParticipantChanged(
            group_id=meeting.group_id,
            meeting_id=meeting.pk,
            marking=meeting.marking,
            participant_id=participant.pk,
            actor_id=actor.person.pk,
        )
    )


@transaction.atomic
def remove_participant(*, actor: Member, participant: Participant) -> None:
    """Take an entry off the list."""
    require(can_arrange(actor))
    meeting, removed_id = participant.meeting, participant.pk
    Participant.objects.filter(pk=removed_id).delete()
    emit(
        ParticipantRemoved(
            group_id=meeting.group_id,
            meeting_id=meeting.pk,
            marking=meeting.marking,
            participant_id=removed_id,
            actor_id=actor.person.pk,
        )
    )


@transaction.atomic
def restore_participant(
    *, actor: Member, meeting: Meeting, entry: Entry, position: int, removed_at: datetime
) -> Participant:
    """Undo that an entry was taken off, within `clock.UNDO`: it stands in its place again, as it was."""
    require(can_arrange(actor))
    if clock.now() >= removed_at + clock.UNDO:
        raise Refused(_("The removal can no longer be undone."))
    if meeting.participants.count() >= MOST:
        raise Refused(_("A list of participants holds at most 2,000 entries."))
    made = Participant.objects.create(meeting=meeting, position=position, **_fields(entry, position))
    emit(
        ParticipantsAdded(
            group_id=meeting.group_id,
            meeting_id=meeting.pk,
            marking=meeting.marking,
            count=1,
            actor_id=actor.person.pk,
        )
    )
    return made


def _fields(entry: Entry, number: int) -> dict[str, Any]:
    if entry.function not in Participant.Function.values:
        message = _("Entry %(number)d: “%(function)s” is not a function that participants have.")
        raise Refused(message % {"number": number, "function": entry.function}, field="function")
    if entry.country and entry.country not in countries.codes():
        message = _("Entry %(number)d: “%(country)s” is not a country's two-letter code.")
        raise Refused(message % {"number": number, "country": entry.country}, field="country")
    return {
        "function": entry.function,
        "organisation": text.single_line(entry.organisation),
        "country": entry.country,
        "person": entry.person,
        "name": text.single_line(entry.name),
        "consent_to_name": entry.consent_to_name,
    }
