"""A release's files as they were signed, and its record in the formats of machines."""

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from workgroups.core.errors import Missing
from workgroups.deliverables.permissions import report_for
from workgroups.files.http import StoredFileResponse
from workgroups.files.queries import open_file
from workgroups.public.http import public_page
from workgroups.public.logic.citation import bibtex, csl_json, ris
from workgroups.public.logic.metadata import datacite, json_ld, resource
from workgroups.public.logic.record import Record
from workgroups.public.queries import TYPES, edition_of, record_of, report_as_record

FOR_EVER = "public, max-age=31536000, immutable"


def _json(write: Callable[[Record], Any]) -> Callable[[Record], str]:
    return lambda record: json.dumps(write(record), ensure_ascii=False, indent=1) + "\n"


# ending: (name, media type, writer)
FORMS: dict[str, tuple[Any, str, Callable[[Record], str]]] = {
    "bib": (_("BibTeX"), "application/x-bibtex", bibtex),
    "ris": (_("RIS"), "application/x-research-info-systems", ris),
    "csl.json": (_("CSL-JSON"), "application/vnd.citationstyles.csl+json", _json(csl_json)),
    "datacite.json": (_("DataCite JSON"), "application/vnd.datacite.datacite+json", _json(datacite)),
    "jsonld": (_("JSON-LD"), "application/ld+json", _json(json_ld)),
}


@require_safe
def release_file(request: HttpRequest, slug: str, release: int, ending: str) -> HttpResponseBase:
    """One file of a release; its bytes never change."""
    edition = edition_of(slug, release)
    if (found := edition.files.get(ending)) is None:
        raise Missing
    etag = f'"{found.sha256}"'
    response: HttpResponseBase = get_conditional_response(request, etag=etag) or StoredFileResponse(
        open_file(found.file), content_type=TYPES[ending], filename=f"{slug}-{release}.{ending}",
        as_attachment=ending != "pdf",
    )  # fmt: skip
    response["ETag"] = etag
    response["Cache-Control"] = FOR_EVER
    response["Link"] = resource(record_of(edition))
    response["X-Content-Type-Options"] = "nosniff"
    return response


@public_page
def release_cite(request: HttpRequest, slug: str, release: int, form: str) -> HttpResponse:
    """A release's record as a download for a reference manager or an index."""
    return _download(form, lambda: record_of(edition_of(slug, release)), f"{slug}-{release}")


@public_page
def report_cite(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The record of a report's newest release, or of a report published elsewhere."""
    report = report_for(slug)
    if report.is_elsewhere:
        return _download(form, lambda: report_as_record(report), slug)
    return _download(form, lambda: record_of(edition_of(slug, report=report)), slug)


def _download(form: str, read: Callable[[], Record], stem: str) -> HttpResponse:
    if form not in FORMS:
        raise Missing
    _name, media_type, write = FORMS[form]
    response = HttpResponse(write(read()), content_type=f"{media_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{stem}.{form}"'
    return response
