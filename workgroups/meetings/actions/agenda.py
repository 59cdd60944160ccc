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
    before = _matched(list(meeting.agenda.all()), items)
    AgendaItem.objects.filter(meeting=meeting).exclude(pk__in=[one.pk for one in before if one]).delete()
    for n, (item, old) in enumerate(zip(items, before, strict=True), 1):
        row = old or AgendaItem(meeting=meeting)
        row.session, row.position, row.minutes = item.session, n, item.minutes
        row.title, row.presenter = text.single_line(item.title), text.single_line(item.presenter)
        row.text = item.words.strip()
        row.save()
    emit(
        AgendaChanged(
            group_id=meeting.group_id, meeting_id=meeting.pk, marking=meeting.marking, actor_id=actor.person.pk
        )
    )


def _matched(before: list[AgendaItem], items: Sequence[Item]) -> list[AgendaItem | None]:
    """Return for each given item the row it was: by its title, else by its place. Papers stay with their items."""
    found: list[AgendaItem | None] = [None] * len(items)
    left = dict(enumerate(before))
    for n, item in enumerate(items):
        place = next((at for at, one in left.items() if one.title == text.single_line(item.title)), None)
        if place is not None:
            found[n] = left.pop(place)
    for n in range(len(items)):
        if found[n] is None and n in left:
            found[n] = left.pop(n)
    return found
