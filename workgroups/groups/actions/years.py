"""Write a programme's years, and set down who took part as each source lists them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core import dates
from workgroups.core import text as words
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.events import ProgrammeChanged, YearChanged, YearPublished
from workgroups.groups.models import (
    Body,
    Group,
    ListedParticipant,
    ParticipantList,
    Programme,
    ProgrammeYear,
    YearGroup,
)
from workgroups.groups.permissions import require_editor


@dataclass(frozen=True)
class Listed:
    """One entry of a list: the source's own words, and the name of the body they mean (empty: the words name it)."""

    as_listed: str
    body_name: str = ""
    kind: str = Body.Kind.STATE
    country: str = ""


@transaction.atomic
def create_year(
    *,
    actor: Person,
    programme: Programme,
    year: int,
    title: str,
    overview: str = "",
    closing: str = "",
    edition: int | None = None,
    language: str = "en",
) -> ProgrammeYear:
    """Begin a year's page as a draft; overview and closing are Markdown."""
    require_editor(actor, programme)
    if programme.years.filter(year=year).exists():
        raise Refused(_("This programme has a page for %(year)s already.") % {"year": year}, field="year")
    made = ProgrammeYear.objects.create(
        programme=programme,
        year=year,
        title=words.single_line(title),
        overview=overview.strip(),
        closing=closing.strip(),
        edition=edition,
        language=language,
    )
    emit(YearChanged(programme_id=programme.pk, year_id=made.pk, actor_id=actor.pk))
    return made


@transaction.atomic
def edit_year(
    *,
    actor: Person,
    year: ProgrammeYear,
    title: str,
    overview: str = "",
    closing: str = "",
    edition: int | None = None,
    language: str = "en",
) -> None:
    """Write a year's page anew; it shows at once when it is published."""
    require_editor(actor, year.programme)
    said = {"title": words.single_line(title), "overview": overview.strip(), "closing": closing.strip()}
    ProgrammeYear.objects.filter(pk=year.pk).update(**said, edition=edition, language=language)
    emit(YearChanged(programme_id=year.programme_id, year_id=year.pk, actor_id=actor.pk))


@transaction.atomic
def publish_year(*, actor: Person, year: ProgrammeYear) -> None:
    """Show a year's page to everybody."""
    require_editor(actor, year.programme)
    ProgrammeYear.objects.filter(pk=year.pk).update(state=ProgrammeYear.State.PUBLISHED)
    emit(YearPublished(programme_id=year.programme_id, year_id=year.pk, actor_id=actor.pk))


@transaction.atomic
def withdraw_year(*, actor: Person, year: ProgrammeYear) -> None:
    """Take a year's page back into a draft; nothing of it is lost."""
    require_editor(actor, year.programme)
    ProgrammeYear.objects.filter(pk=year.pk).update(state=ProgrammeYear.State.DRAFT)
    emit(YearChanged(programme_id=year.programme_id, year_id=year.pk, actor_id=actor.pk))


@transaction.atomic
def describe_group(
    *, actor: Person, year: ProgrammeYear, group: Group, text: str, position: int | None = None
) -> YearGroup:
    """Say in a paragraph (Markdown) what a group of the programme did in a year; written before, it is replaced."""
    require_editor(actor, year.programme)
    if group.programme_id != year.programme_id:
        raise Refused(_("This group belongs to another programme."), field="group")
    known = year.descriptions.filter(group=group).first()
    last = year.descriptions.aggregate(last=Max("position"))["last"] or 0
    place = position or (known.position if known else last + 1)
    made, _new = YearGroup.objects.update_or_create(
        year=year, group=group, defaults={"text": text.strip(), "position": place}
    )
    emit(YearChanged(programme_id=year.programme_id, year_id=year.pk, actor_id=actor.pk))
    return made


@transaction.atomic
def undescribe_group(*, actor: Person, year: ProgrammeYear, group: Group) -> None:
    """Take a group's paragraph off a year's page; that it worked then is a matter of its terms and stays."""
    require_editor(actor, year.programme)
    year.descriptions.filter(group=group).delete()
    emit(YearChanged(programme_id=year.programme_id, year_id=year.pk, actor_id=actor.pk))


@transaction.atomic
def add_participants(
    *,
    actor: Person,
    programme: Programme,
    source_title: str,
    entries: Sequence[Listed],
    of: ProgrammeYear | None = None,
    year: int | None = None,
    month: int | None = None,
    day: int | None = None,
    url: str = "",
    note: str = "",
) -> ParticipantList:
    """Set down a list of participants as one source gives it, entry by entry; the date is the source's own."""
    require_editor(actor, programme)
    dates.require_real(year, month, day)
    last = programme.participant_lists.aggregate(last=Max("position"))["last"] or 0
    made = ParticipantList.objects.create(
        programme=programme,
        of=of,
        position=last + 1,
        source_title=words.single_line(source_title),
        year=year,
        month=month,
        day=day,
        url=url,
        note=note.strip(),
    )
    _list(made, entries)
    emit(ProgrammeChanged(programme_id=programme.pk, actor_id=actor.pk))
    return made


@transaction.atomic
def change_participants(
    *,
    actor: Person,
    participants: ParticipantList,
    source_title: str,
    entries: Sequence[Listed],
    of: ProgrammeYear | None = None,
    year: int | None = None,
    month: int | None = None,
    day: int | None = None,
    url: str = "",
    note: str = "",
) -> None:
    """Set down a list anew, for instance after a misreading of the source."""
    require_editor(actor, participants.programme)
    dates.require_real(year, month, day)
    said = {"source_title": words.single_line(source_title), "url": url, "note": note.strip()}
    found = ParticipantList.objects.filter(pk=participants.pk)
    found.update(**said, of=of, year=year, month=month, day=day)
    participants.entries.all().delete()
    _list(participants, entries)
    emit(ProgrammeChanged(programme_id=participants.programme_id, actor_id=actor.pk))


@transaction.atomic
def remove_participants(*, actor: Person, participants: ParticipantList) -> None:
    """Take a list off the programme's pages."""
    require_editor(actor, participants.programme)
    ParticipantList.objects.filter(pk=participants.pk).delete()
    emit(ProgrammeChanged(programme_id=participants.programme_id, actor_id=actor.pk))


def _list(participants: ParticipantList, entries: Sequence[Listed]) -> None:
    if not entries:
        raise Refused(_("A list needs at least one participant."), field="entries")
    rows = [
        ListedParticipant(
            list=participants, position=place, as_listed=words.single_line(one.as_listed), body=_body_of(one)
        )
        for place, one in enumerate(entries, start=1)
    ]
    ListedParticipant.objects.bulk_create(rows)


def _body_of(entry: Listed) -> Body:
    name = words.single_line(entry.body_name or entry.as_listed)
    defaults = {"kind": entry.kind, "country": entry.country, "sort_key": words.fold(name)}
    return Body.objects.get_or_create(name=name, defaults=defaults)[0]
