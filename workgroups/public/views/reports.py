"""The library of reports: its list, a report, a release and its files."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workgroups.core.addresses import permanent
from workgroups.core.errors import Missing
from workgroups.deliverables.models import Release, Report
from workgroups.deliverables.permissions import report_for
from workgroups.deliverables.queries import corrections_of, outputs_of, releases_of
from workgroups.files.queries import bytes_of, open_file
from workgroups.public.http import public_page
from workgroups.public.logic.citation import citation, json_ld
from workgroups.public.queries import reports_by_year


@public_page
def report_list(request: HttpRequest) -> HttpResponse:
    """The library: reports by year."""
    return render(request, "public/report_list.html", {"years": reports_by_year()})


@public_page
def report_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A report: its newest release and all others."""
    report = report_for(slug)
    if report.is_elsewhere:
        context = {"report": report, "group": report.group, "corrections": corrections_of(report)}
        return render(request, "public/report_elsewhere.html", context)
    releases = releases_of(report)
    return render(request, "public/report_page.html", _context(request, report, releases[0], releases))


@public_page
def release_page(request: HttpRequest, slug: str, release: int) -> HttpResponse:
    """One release: the web edition, whole."""
    report, found = _release(slug, release)
    web = outputs_of(found.build).get("web")
    body = bytes_of(web.file).decode() if web else ""
    context = _context(request, report, found, releases_of(report)) | {"body": body}
    return render(request, "public/release_page.html", context)


@require_safe
def release_pdf(request: HttpRequest, slug: str, release: int) -> HttpResponseBase:
    """One release as PDF; its bytes never change."""
    _report, found = _release(slug, release)
    pdf = outputs_of(found.build).get("pdf")
    if pdf is None:
        raise Missing
    etag = f'"{pdf.sha256}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=304, headers={"ETag": etag})
    response = FileResponse(open_file(pdf.file), content_type="application/pdf", filename=f"{slug}-{release}.pdf")
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=86400, immutable"
    return response


def _release(slug: str, number: int) -> tuple[Report, Release]:
    report = report_for(slug)
    for found in releases_of(report):
        if found.number == number:
            return report, found
    raise Missing


def _context(request: HttpRequest, report: Report, release: Release, releases: list[Release]) -> dict[str, Any]:
    address = request.build_absolute_uri(permanent("public:release-page", report.slug, release.number))
    front_words = release.build.inputs["front"]
    cited = citation(front_words, release.published_at.year, address)
    return {
        "report": report,
        "deliverable": report.deliverable,
        "group": report.group,
        "release": release,
        "releases": releases,
        "front": front_words,
        "outputs": outputs_of(release.build),
        "pdf": outputs_of(release.build).get("pdf"),
        "corrections": corrections_of(report),
        "manifest": release.build.manifest,
        "address": address,
        "citation": cited,
        "linked": json_ld(front_words, release.published_at.date().isoformat(), address, report.summary),
    }
