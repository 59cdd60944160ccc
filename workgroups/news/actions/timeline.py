"""Keep a programme's timeline."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core import dates
from workgroups.core import text as words
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.models import Programme
from workgroups.groups.permissions import require_editor
from workgroups.news.events import TimelineChanged
from workgroups.news.models import TimelineEntry, TimelineYear


@transaction.atomic
def add_timeline_entry(
    *,
    actor: Person,
    programme: Programme,
    year: int,
    text: str,
    month: int | None = None,
    day: int | None = None,
    link: str = "",
    end: date | None = None,
) -> TimelineEntry:
    """Add an entry to the timeline, after others of the same date; the text is one line of Markdown."""
    require_editor(actor, programme)
    text = _checked(text, year, month, day, end)
    last = programme.timeline.filter(year=year, month=month, day=day).aggregate(last=Max("position"))["last"] or 0
    entry = TimelineEntry.objects.create(
        programme=programme, year=year, month=month, day=day, text=text, link=link, end=end, position=last + 1
    )
    emit(TimelineChanged(programme_id=programme.pk, actor_id=actor.pk))
    return entry


@transaction.atomic
def edit_timeline_entry(
    *,
    actor: Person,
    entry: TimelineEntry,
    year: int,
    text: str,
    month: int | None = None,
    day: int | None = None,
    link: str = "",
    end: date | None = None,
) -> None:
    """Write an entry anew."""
    require_editor(actor, entry.programme)
    text = _checked(text, year, month, day, end)
    found = TimelineEntry.objects.filter(pk=entry.pk)
    found.update(year=year, month=month, day=day, text=text, link=link, end=end)
    emit(TimelineChanged(programme_id=entry.programme_id, actor_id=actor.pk))


@transaction.atomic
def remove_timeline_entry(*, actor: Person, entry: TimelineEntry) -> None:
    """Take an entry off the timeline."""
    require_editor(actor, entry.programme)
    TimelineEntry.objects.filter(pk=entry.pk).delete()
    emit(TimelineChanged(programme_id=entry.programme_id, actor_id=actor.pk))


@transaction.atomic
def note_timeline_year(*, actor: Person, programme: Programme, year: int, note: str = "") -> TimelineYear:
    """Show a year on the timeline although it may have no entry, and say why; said before, it is said anew."""
    require_editor(actor, programme)
    defaults = {"note": words.single_line(note)}
    made, _new = TimelineYear.objects.update_or_create(programme=programme, year=year, defaults=defaults)
    emit(TimelineChanged(programme_id=programme.pk, actor_id=actor.pk))
    return made


@transaction.atomic
def remove_timeline_year(*, actor: Person, year: TimelineYear) -> None:
    """Take a year's note off the timeline; its entries stay."""
    require_editor(actor, year.programme)
    TimelineYear.objects.filter(pk=year.pk).delete()
    emit(TimelineChanged(programme_id=year.programme_id, actor_id=actor.pk))


def _checked(text: str, year: int, month: int | None, day: int | None, end: date | None) -> str:
    dates.require_real(year, month, day)
    if end and end < date(year, month or 1, day or 1):
        raise Refused(_("It ends before it begins."), field="end")
    if line := words.single_line(text):
        return line
    raise Refused(_("Say in a line what happened."), field="text")
