"""Doors of reports in assembly."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import Cast
from tests.deliverables.sample import picture as png
from tests.deliverables.stage import built, recorded, report
from tests.doors.door import CHAIRS, MEMBERS_ONLY, OFFICERS_ONLY, Door, Values, group


def deliverable(cast: Cast) -> Values:
    return {"slug": cast.group.slug, "number": report(cast).number}


def source(cast: Cast) -> Values:
    found = report(cast)
    return {"slug": cast.group.slug, "number": found.number, "source": found.sources.get().pk}


def build(cast: Cast) -> Values:
    found = built(cast)
    return {"slug": cast.group.slug, "number": found.deliverable.number, "build": found.number}


def signed(cast: Cast) -> Values:
    found = built(cast, signed=True)
    return {"slug": cast.group.slug, "number": found.deliverable.number, "build": found.number}


def title_page(cast: Cast) -> Values:
    return {"title": "Costs", "subtitle": "", "summary": ""}


def published(cast: Cast) -> Values:
    return {"slug": cast.group.slug, "report": recorded(cast).slug}


def picture(cast: Cast) -> Values:
    return {"heading": "Blue", "alternative": "A blue picture.", "file": SimpleUploadedFile("blue.png", png())}


def record(cast: Cast) -> Values:
    return {"title": "Safe travel", "url": "https://example.org/report"}


def year(cast: Cast) -> Values:
    return {"title": "Our year", "since": "2026-01-01", "until": "2026-06-30", "language": "en"}


ROWS = [
    Door("deliverables:deliverable-list", args=group, get=MEMBERS_ONLY),
    Door("deliverables:deliverable-page", args=deliverable, get=MEMBERS_ONLY),
    Door("deliverables:deliverable-add", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=title_page),
    Door("deliverables:record-add", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=record),
    Door("deliverables:yearly-add", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=year),
    Door(
        "deliverables:correction-add",
        args=published,
        get=OFFICERS_ONLY,
        post=OFFICERS_ONLY,
        data=lambda cast: {"field": "publisher", "now": "A ministry"},
    ),
    Door("deliverables:deliverable-edit", args=deliverable, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=title_page),
    Door("deliverables:source-add", args=deliverable, post=OFFICERS_ONLY, data=lambda cast: {"source": "participants"}),
    Door("deliverables:source-change", args=source, post=OFFICERS_ONLY, data=lambda cast: {"act": "remove"}),
    Door("deliverables:picture-add", args=deliverable, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=picture),
    Door("deliverables:build-list", args=deliverable, get=MEMBERS_ONLY),
    Door("deliverables:build-add", args=deliverable, post=OFFICERS_ONLY),
    Door("deliverables:build-page", args=build, get=MEMBERS_ONLY),
    Door("deliverables:build-sign", args=build, post=CHAIRS),
    Door("deliverables:build-publish", args=signed, post=OFFICERS_ONLY),
]
