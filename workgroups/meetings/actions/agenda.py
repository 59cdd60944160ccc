"""Write what a meeting takes up."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.core import text
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.permissions import Member, require
from workgroups.meetings.events import AgendaChanged
from workgroups.meetings.models import AgendaItem, Meeting, Session
from workgroups.meetings.permissions import can_arrange


@dataclass(frozen=True)
class Item:
    """An agenda item as it is given; `minutes` None where no time box is known, `words` is Markdown."""

    title: str
    minutes: int | None = 10
    presenter: str = ""
    session: Session | None = None
    words: str = ""


@transaction.atomic
def set_agenda(*, actor: Member, meeting: Meeting, items: Sequence[Item]) -> None:
    """Replace a meeting's agenda. Raises Refused when an item names a session of another meeting."""
    require(can_arrange(actor))
    if any(item.session and item.session.meeting_id != meeting.pk for item in items):
        raise Refused(_("Choose a session of this meeting."), field="session")
    AgendaItem.objects.filter(meeting=meeting).delete()
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            session=item.session,
            position=n,
            title=text.single_line(item.title),
            minutes=item.minutes,
            presenter=text.single_line(item.presenter),
            text=item.words.strip(),
        )
        for n, item in enumerate(items, 1)
    )
    emit(
        AgendaChanged(
            group_id=meeting.group_id, meeting_id=meeting.pk, marking=meeting.marking, actor_id=actor.person.pk
        )
    )
