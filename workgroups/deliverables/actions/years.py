"""Choose which reports a programme's year offers on its page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core import text
from workgroups.core.errors import Refused
from workgroups.deliverables.events import DownloadsChosen
from workgroups.deliverables.models import Deliverable, Report, YearDownload
from workgroups.events.actions import emit
from workgroups.groups.models import ProgrammeYear
from workgroups.groups.permissions import require_editor


@dataclass(frozen=True)
class Chosen:
    """A report compiled here (its deliverable, perhaps not finished yet) or elsewhere (its record), and its label."""

    thing: Deliverable | Report
    label: str = ""


@transaction.atomic
def choose_downloads(*, actor: Person, year: ProgrammeYear, choices: Sequence[Chosen]) -> None:
    """Let the year's page offer exactly these reports, in this order, instead of those it offered before."""
    require_editor(actor, year.programme)
    if any(one.thing.group.programme_id != year.programme_id for one in choices):
        raise Refused(_("Choose reports of this programme's own groups."), field="downloads")
    year.downloads.all().delete()
    YearDownload.objects.bulk_create(_row(year, place, one) for place, one in enumerate(choices, start=1))
    emit(DownloadsChosen(programme_id=year.programme_id, year_id=year.pk, actor_id=actor.pk))


def _row(year: ProgrammeYear, place: int, one: Chosen) -> YearDownload:
    row = YearDownload(year=year, position=place, label=text.single_line(one.label))
    if isinstance(one.thing, Deliverable):
        row.deliverable = one.thing
    elif one.thing.deliverable:
        row.deliverable = one.thing.deliverable
    else:
        row.report = one.thing
    return row
