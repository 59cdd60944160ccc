"""A report's pages: what it is, each release whole, and what changed from one to the next."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from workgroups.core.addresses import permanent
from workgroups.core.errors import Missing
from workgroups.core.languages import NAMES
from workgroups.deliverables.models import Report
from workgroups.deliverables.permissions import report_for
from workgroups.deliverables.queries import compiling, corrections_of, front_of
from workgroups.files.queries import bytes_of
from workgroups.public.http import absolute, etag_of, public_page, unchanged
from workgroups.public.logic.changes import changes
from workgroups.public.logic.citation import bibtex, citations
from workgroups.public.logic.licences import address_of
from workgroups.public.logic.metadata import dublin_core, highwire, json_ld, landing
from workgroups.public.logic.statement import statement
from workgroups.public.queries import Edition, edition_of, lasting_path, record_of, report_as_record
from workgroups.public.views.files import FORMS


@public_page
def report_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A report: what it says in short, its files, how to cite it, its releases and corrections."""
    try:
        report = report_for(slug)
    except Missing:
        return _compiling(request, slug)
    if report.is_elsewhere:
        return _elsewhere(request, report)
    edition = edition_of(slug, report=report)
    etag = etag_of("report", *edition.mark)
    if same := unchanged(request, etag):
        return same
    context = _about(request, edition) | {"statement": statement(edition.release.build.manifest)}
    return _tagged(render(request, "public/report_page.html", context), etag, context)


@public_page
def release_page(request: HttpRequest, slug: str, release: int) -> HttpResponse:
    """One release: the web edition, whole."""
    edition = edition_of(slug, release)
    etag = etag_of("release", *edition.mark)
    if same := unchanged(request, etag):
        return same
    context = _about(request, edition) | {"body": bytes_of(edition.web.file).decode() if edition.web else ""}
    return _tagged(render(request, "public/release_page.html", context), etag, context)


@public_page
def release_changes(request: HttpRequest, slug: str, release: int) -> HttpResponse:
    """What changed since the release before, in words."""
    edition = edition_of(slug, release)
    if (before := edition.before()) is None:
        raise Missing
    earlier = edition.turned_to(before)
    etag = etag_of("changes", *edition.mark, *earlier.mark)
    if same := unchanged(request, etag):
        return same
    older, newer = (bytes_of(one.web.file).decode() if one.web else "" for one in (earlier, edition))
    context = {"edition": edition, "earlier": earlier, "front": front_of(edition.release)}
    context |= {"changes": changes(older, newer)}
    response = render(request, "public/release_changes.html", context)
    response["ETag"] = etag
    return response


def _compiling(request: HttpRequest, slug: str) -> HttpResponse:
    """Say of a demonstration report that its files are on their way; of anything else that it is not there."""
    for build in compiling():
        if build.deliverable.slug == slug:
            response = render(request, "public/report_compiling.html", {"build": build})
            response["Cache-Control"] = "no-store"
            return response
    raise Missing


def _elsewhere(request: HttpRequest, report: Report) -> HttpResponse:
    record = report_as_record(report)
    context = {
        "report": report,
        "group": report.group,
        "corrections": corrections_of(report),
        "record": record,
        "language_name": NAMES.get(record.language, record.language),
        "citations": citations(record),
        "bibtex": bibtex(record),
        "forms": [(name, f"{lasting_path(report)}cite.{ending}") for ending, (name, _type, _w) in FORMS.items()],
        "meta": [(f"DC.{name}", value) for name, value in dublin_core(record)],
        "canonical": absolute(request.path),
        "linked": json_ld(record),
    }
    response = render(request, "public/report_elsewhere.html", context)
    response["Link"] = landing(record, _described("public:report-cite", report.slug))
    return response


def _about(request: HttpRequest, edition: Edition) -> dict[str, Any]:
    """What the pages of a report and of its releases have in common."""
    front = front_of(edition.release)
    record, here = record_of(edition, front), lasting_path(edition.release)
    return {
        "edition": edition,
        "report": edition.report,
        "group": edition.report.group,
        "release": edition.release,
        "releases": edition.releases,
        "corrections": edition.corrections,
        "corrections_address": f"{edition.report.get_absolute_url()}#corrections",
        "language_name": NAMES.get(record.language, record.language),
        "front": front,
        "manifest": edition.release.build.manifest,
        "record": record,
        "files": [(ending, one, f"{here}report.{ending}") for ending, one in edition.files.items()],
        "licence_address": address_of(record.licence),
        "citations": citations(record),
        "bibtex": bibtex(record),
        "forms": [(name, f"{here}cite.{ending}") for ending, (name, _type, _write) in FORMS.items()],
        "meta": [*highwire(record), *((f"DC.{name}", value) for name, value in dublin_core(record))],
        "canonical": absolute(request.path),
        "linked": json_ld(record),
    }


def _tagged(response: HttpResponse, etag: str, context: dict[str, Any]) -> HttpResponse:
    """Give a landing page its ETag and its typed links."""
    response["ETag"] = etag
    edition: Edition = context["edition"]
    described = _described("public:release-cite", edition.report.slug, edition.release.number)
    response["Link"] = landing(context["record"], described)
    return response


def _described(name: str, *args: str | int) -> list[tuple[str, str]]:
    return [
        (absolute(permanent(name, *args, ending)), media_type) for ending, (_name, media_type, _write) in FORMS.items()
    ]
