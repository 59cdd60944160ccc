"""Write a meeting's programme: sessions, those at the same time, and what was said in them."""

from datetime import date, time

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from workgroups.core import text
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.permissions import Member, require
from workgroups.meetings.events import ProgrammeChanged
from workgroups.meetings.models import Meeting, Session
from workgroups.meetings.permissions import can_arrange


@transaction.atomic
def add_session(
    *,
    actor: Member,
    meeting: Meeting,
    kind: str,
    title: str,
    day: date | None = None,
    parent: Session | None = None,
    starts: time | None = None,
    ends: time | None = None,
    words: str = "",
    parallel: int | None = None,
) -> Session:
    """Add a session at the end of its day, or of its parent session; `words` (Markdown) says what was said.

    `starts` and `ends` are wall times in the meeting's zone, None where they are not known. Sessions with the same
    parent, day and `parallel` number run at the same time. Raises Refused for a day on which the meeting does not meet,
    an end before the start, and a parent that is of another meeting or itself within a session.
    """
    require(can_arrange(actor))
    own_day = parent.day if parent else day
    _check(meeting, kind, own_day, parent, starts, ends)
    last = meeting.sessions.aggregate(last=Max("position"))["last"] or 0
    made = Session.objects.create(
        meeting=meeting,
        parent=parent,
        position=last + 1,
        day=own_day,
        starts=starts,
        ends=ends,
        kind=kind,
        title=text.single_line(title),
        text=words.strip(),
        parallel=parallel,
    )
    emit(_changed(actor, meeting, made.pk))
    return made


@transaction.atomic
def change_session(
    *,
    actor: Member,
    session: Session,
    kind: str,
    title: str,
    day: date | None = None,
    parent: Session | None = None,
    starts: time | None = None,
    ends: time | None = None,
    words: str = "",
    parallel: int | None = None,
) -> None:
    """Replace what a session says, as `add_session` takes it; its breakouts follow to its day."""
    require(can_arrange(actor))
    own_day = parent.day if parent else day
    _check(session.meeting, kind, own_day, parent, starts, ends)
    if parent and (parent.pk == session.pk or session.children.exists()):
        raise Refused(_("A session that holds others cannot stand inside of one."), field="parent")
    Session.objects.filter(pk=session.pk).update(
        parent=parent,
        day=own_day,
        starts=starts,
        ends=ends,
        kind=kind,
        title=text.single_line(title),
        text=words.strip(),
        parallel=parallel,
    )
    session.children.update(day=own_day)
    emit(_changed(actor, session.meeting, session.pk))


@transaction.atomic
def move_session(*, actor: Member, session: Session, later: bool) -> None:
    """Let a session change places with the one before or after it (same day, same parent)."""
    require(can_arrange(actor))
    brothers = list(Session.objects.filter(meeting=session.meeting, parent=session.parent_id, day=session.day))
    place = brothers.index(session) + (1 if later else -1)
    if not 0 <= place < len(brothers):
        raise Refused(_("This session stands at the end of its day already."))
    other = brothers[place]
    Session.objects.filter(pk=session.pk).update(position=other.position)
    Session.objects.filter(pk=other.pk).update(position=session.position)
    emit(_changed(actor, session.meeting, session.pk))


@transaction.atomic
def remove_session(*, actor: Member, session: Session) -> None:
    """Take a session out; its items, tasks and polls stay with the meeting. Raises Refused while it holds others."""
    require(can_arrange(actor))
    if session.children.exists():
        raise Refused(_("This session holds others; take those out first."))
    removed_id = session.pk
    Session.objects.filter(pk=removed_id).delete()
    emit(_changed(actor, session.meeting, removed_id))


def _check(
    meeting: Meeting, kind: str, day: date | None, parent: Session | None, starts: time | None, ends: time | None
) -> None:
    if kind not in Session.Kind.values:
        raise Refused(_("Choose a kind of session."), field="kind")
    if day and day not in meeting.days:
        raise Refused(_("Choose one of the meeting's own days."), field="day")
    if parent and (parent.meeting_id != meeting.pk or parent.parent_id):
        raise Refused(_("Choose a session of this meeting that does not stand inside of another."), field="parent")
    if ends and (not starts or ends <= starts):
        raise Refused(_("A session ends after it starts."), field="ends")


def _changed(actor: Member, meeting: Meeting, session_id: int) -> ProgrammeChanged:
    return ProgrammeChanged(
        group_id=meeting.group_id,
        meeting_id=meeting.pk,
        marking=meeting.marking,
        session_id=session_id,
        actor_id=actor.person.pk,
    )
