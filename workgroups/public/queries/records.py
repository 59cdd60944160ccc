"""Reports and releases as records: the plain values that citations and metadata are made of."""

from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.utils import translation

from workgroups.core.errors import Missing
from workgroups.core.languages import PLAIN
from workgroups.deliverables.models import Correction, Output, Release, Report
from workgroups.deliverables.permissions import report_for
from workgroups.deliverables.queries import front_of, outputs_of, releases_of
from workgroups.public.logic.record import FileOf, Record

ENDINGS = {
    Output.Format.PDF: "pdf",
    Output.Format.DOCX: "docx",
    Output.Format.ODT: "odt",
    Output.Format.EPUB: "epub",
    Output.Format.BUNDLE: "zip",
}
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "epub": "application/epub+zip",
    "zip": "application/zip",
}


@dataclass(frozen=True)
class Edition:
    """A release among the others of its report (newest first), with its files by ending; none while nothing is out."""

    report: Report
    release: Release
    releases: list[Release]
    corrections: list[Correction]
    files: dict[str, Output]

    @property
    def web(self) -> Output | None:
        """The web edition."""
        return outputs_of(self.release.build).get(Output.Format.WEB)

    @property
    def mark(self) -> tuple[object, ...]:
        """What the pages about it change with."""
        report = self.report
        words = (report.title, report.subtitle, report.summary, report.group.name, report.group.programme.name)
        about = (report.group.programme.contact_email, report.group.slug)
        files = tuple((name, one.sha256) for name, one in self.files.items())
        last = (len(self.corrections), self.corrections[-1].pk if self.corrections else 0)
        return (self.release.pk, len(self.releases), *last, self.web and self.web.sha256, files, words, about)

    def turned_to(self, release: Release) -> "Edition":
        """Another release of the same report."""
        return replace(self, release=release, files=files_of(release))

    def before(self) -> Release | None:
        """The release before this one."""
        return next((one for one in self.releases if one.number < self.release.number), None)

    def after(self) -> Release | None:
        """The release after this one."""
        return next((one for one in reversed(self.releases) if one.number > self.release.number), None)


def edition_of(slug: str, number: int | None = None, *, report: Report | None = None) -> Edition:
    """Return a report's release of this number, the newest without one; raises Missing. `report`: when it was read."""
    report = report or report_for(slug)
    releases = releases_of(report)
    release = next((one for one in releases if number in {None, one.number}), None)
    if release is None:
        raise Missing
    return Edition(report, release, releases, list(report.corrections.all()), files_of(release))


def files_of(release: Release) -> dict[str, Output]:
    """Return a release's downloads by ending; no query when they were prefetched."""
    outputs = outputs_of(release.build)
    return {ending: outputs[name] for name, ending in ENDINGS.items() if name in outputs}


def record_of(edition: Edition, front: dict[str, Any] | None = None) -> Record:
    """Return a release's record; `front`: its frozen title page when it was read already."""
    front = front or front_of(edition.release)
    report, before, after = edition.report, edition.before(), edition.after()
    files = tuple(
        FileOf(f"report.{ending}", _file(edition.release, ending), TYPES[ending], one.size, one.sha256)
        for ending, one in edition.files.items()
    )
    return Record(
        title=front["title"],
        subtitle=front["subtitle"],
        author=front["group"],
        author_address=_at(report.group),
        publisher=front["programme"],
        published=edition.release.published_at.date().isoformat(),
        language=front["language"],
        licence=front["licence"],
        summary=report.summary,
        address=_at(edition.release),
        release=edition.release.number,
        work=_at(report),
        earlier=_at(before) if before else "",
        later=_at(after) if after else "",
        files=files,
    )


def report_as_record(report: Report) -> Record:
    """Return the record of a work as a whole; for one published elsewhere, as it is cited: by its own address."""
    if report.is_elsewhere:
        known = report.elsewhere
        return Record(
            title=known.title,
            author=known.credited_to,
            publisher=known.publisher,
            published=known.published_on,
            language=known.language,
            summary=known.summary,
            address=known.url,
        )
    return Record(
        title=report.title,
        subtitle=report.subtitle,
        author=report.group.name,
        author_address=_at(report.group),
        publisher=report.group.programme.name,
        published=report.published_on,
        language=report.language,
        licence=report.deliverable.licence if report.deliverable else "",
        summary=report.summary,
        address=_at(report),
    )


def lasting_path(thing: Any) -> str:
    """Return the path by which a thing is cited: the plain one, whatever language the page has."""
    with translation.override(PLAIN):
        path: str = thing.get_absolute_url()
    return path


def _at(thing: Any) -> str:
    return f"{settings.BASE_URL}{lasting_path(thing)}"


def _file(release: Release, ending: str) -> str:
    return f"{_at(release)}report.{ending}"
