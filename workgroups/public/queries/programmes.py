"""What a programme's pages show of its reports."""

from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from django.db.models import Q

from workgroups.deliverables.actions import Chosen
from workgroups.deliverables.models import Build, Deliverable, Output, Release, Report, YearDownload
from workgroups.deliverables.queries import published
from workgroups.groups.models import Programme, ProgrammeYear

ENDINGS = {"pdf": "pdf", "docx": "docx", "odt": "odt", "epub": "epub", "bundle": "zip"}
RUNNING = (Build.Status.WAITING, Build.Status.BUILDING)


@dataclass(frozen=True)
class File:
    """One format of a published report."""

    label: str
    url: str
    size: int  # bytes


@dataclass(frozen=True)
class Download:
    """A report on a year's page: ready with its files, elsewhere with a link, being compiled, or not published yet."""

    title: str
    state: Literal["ready", "elsewhere", "compiling", "awaited"]
    group: str
    url: str = ""
    outside: str = ""  # where a report of elsewhere is
    files: list[File] = field(default_factory=list)


def downloads_of(year: ProgrammeYear) -> list[Download]:
    """Return exactly the reports that were chosen for a year, in order; without groups that have no public face."""
    chosen = year.downloads.select_related(
        "deliverable__group", "deliverable__report", "report__group", "report__elsewhere", "report__deliverable"
    ).prefetch_related("deliverable__report__releases__build__outputs__file__blob")
    rows = [row for row in chosen if _thing(row).group.is_public]
    running = Build.objects.filter(deliverable__in=[row.deliverable_id for row in rows], status__in=RUNNING)
    compiling = set(running.values_list("deliverable_id", flat=True))
    return [_download(row, row.deliverable_id in compiling) for row in rows]


def library_of(programme: Programme) -> list[tuple[int | None, list[Report]]]:
    """Return a programme's reports by year, newest first; last (None) those whose year is not recorded."""
    found = sorted(published().filter(group__programme=programme), key=lambda one: one.year or 0, reverse=True)
    return [(year, list(reports)) for year, reports in groupby(found, key=lambda one: one.year)]


def _thing(row: YearDownload) -> Report | Deliverable:
    found = row.deliverable or row.report
    assert found  # noqa: S101  (a constraint of the table)
    return found


def _download(row: YearDownload, compiling: bool) -> Download:  # noqa: FBT001
    thing = _thing(row)
    title, group = row.label or thing.title, thing.group.name
    if row.report:
        outside = row.report.elsewhere.url
        return Download(title, "elsewhere", group, row.report.get_absolute_url(), outside)
    report = getattr(row.deliverable, "report", None)
    releases = list(report.releases.all()) if report else []
    if report is None or not releases:
        return Download(title, "compiling" if compiling else "awaited", group)
    newest = max(releases, key=lambda one: one.number)
    newest.report = report
    return Download(title, "ready", group, report.get_absolute_url(), files=_files(newest))


def _files(release: Release) -> list[File]:
    outputs = {one.format: one for one in release.build.outputs.all()}
    address = release.get_absolute_url()
    ordered = [(outputs[kind], ending) for kind, ending in ENDINGS.items() if kind in outputs]
    return [
        File(str(Output.Format(one.format).label), f"{address}report.{ending}", one.size) for one, ending in ordered
    ]


@dataclass(frozen=True)
class Candidate:
    """A report that a year could offer: under which key a form asks for it, and its place where it has one."""

    key: str
    chosen: Chosen
    place: int | None


def candidates_for(year: ProgrammeYear) -> list[Candidate]:
    """Return the reports that a year could offer, compiled here or elsewhere, those on the page with their places.

    Of groups without a public face only what was chosen before: the titles of their reports are their members' own.
    """
    rows = {(row.deliverable_id, row.report_id): row for row in year.downloads.all()}
    of = {"group__programme_id": year.programme_id}
    mine = Q(group__is_public=True) | Q(year_downloads__year=year)
    own = Deliverable.objects.filter(mine, **of).distinct().select_related("group").order_by("group__name", "number")
    elsewhere = (
        Report.objects.filter(mine, deliverable=None, **of)
        .distinct()
        .select_related("group", "elsewhere", "deliverable")
    )
    known: list[tuple[str, Deliverable | Report, YearDownload | None]]
    known = [(f"d{one.pk}", one, rows.get((one.pk, None))) for one in own]
    known += [(f"r{one.pk}", one, rows.get((None, one.pk))) for one in elsewhere.order_by("group__name", "pk")]
    return [
        Candidate(key, Chosen(thing, row.label if row else ""), row.position if row else None)
        for key, thing, row in known
    ]
