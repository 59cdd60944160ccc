"""Begin the minutes."""

from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.core import clock, text
from workgroups.core.errors import Refused
from workgroups.drafts.actions import create_draft
from workgroups.drafts.models import Draft
from workgroups.events.actions import emit
from workgroups.groups.permissions import Member, require
from workgroups.meetings.events import MinutesOpened
from workgroups.meetings.models import Meeting
from workgroups.meetings.permissions import can_arrange


@transaction.atomic
def open_minutes(*, actor: Member, meeting: Meeting, words: str = "") -> Draft:
    """Begin the minutes as a shared draft: `words` (Markdown), or else one heading an agenda item."""
    require(can_arrange(actor))
    locked = Meeting.objects.select_for_update(of=["self"]).get(pk=meeting.pk)
    if locked.minutes_draft_id:
        raise Refused(_("The minutes of this meeting are open already."))
    if locked.starts_at > clock.now():
        raise Refused(_("Minutes are opened once the meeting has begun."))
    title = text.excerpt(_("Minutes: %(title)s") % {"title": locked.title}, 200)
    draft = create_draft(actor=actor, title=title, words=words or _headings(locked), marking=locked.marking)
    Meeting.objects.filter(pk=locked.pk).update(minutes_draft=draft)
    emit(
        MinutesOpened(
            group_id=locked.group_id,
            meeting_id=locked.pk,
            marking=locked.marking,
            draft_id=draft.pk,
            actor_id=actor.person.pk,
        )
    )
    return draft


def _headings(meeting: Meeting) -> str:
    """One heading a session and, below it, one an item; items without a session stand first."""
    items = list(meeting.agenda.all())
    lines = [f"# {item.title}" for item in items if not item.session_id]
    for session in meeting.sessions.all():
        lines.append(f"# {session.title}")
        lines += [f"## {item.title}" for item in items if item.session_id == session.pk]
    return "\n\n".join(lines)
