"""Answer a meeting, and follow them all from one's own calendar."""

import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.permissions import Member, require
from workgroups.meetings.events import AttendanceAnswered, FeedRenewed
from workgroups.meetings.models import Attendance, FeedToken, Meeting
from workgroups.meetings.permissions import can_answer_meeting


@transaction.atomic
def answer_meeting(*, actor: Member, meeting: Meeting, answer: str) -> None:
    """Say whether one comes; may be changed until the meeting has ended."""
    require(can_answer_meeting(actor, meeting))
    if meeting.ends_at <= clock.now():
        raise Refused(_("This meeting is over; answers are no longer taken."))
    if answer not in Attendance.Answer.values:
        raise Refused(_("Choose one of the answers."), field="answer")
    said = {"answer": answer, "at": clock.now(), "delegation": actor.delegation}
    Attendance.objects.update_or_create(meeting=meeting, person=actor.person, defaults=said)
    emit(
        AttendanceAnswered(
            group_id=meeting.group_id, meeting_id=meeting.pk, marking=meeting.marking, person_id=actor.person.pk
        )
    )


@transaction.atomic
def renew_feed(*, person: Person) -> str:
    """Give a person a new calendar address and end the old one; return the token (43 characters, 256 bits)."""
    token = secrets.token_urlsafe(32)
    FeedToken.objects.update_or_create(person=person, defaults={"token": token})
    emit(FeedRenewed(person_id=person.pk))
    return token
