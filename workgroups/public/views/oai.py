"""The door for harvesters: OAI-PMH 2.0, by GET and by POST as the protocol wants it."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from workgroups.core import clock
from workgroups.core.addresses import permanent
from workgroups.public.http import absolute
from workgroups.public.logic.oai import (
    Asked,
    Fault,
    Header,
    Repository,
    Stretch,
    answer,
    ask,
    format_list,
    identify,
    record_list,
    record_of,
    set_list,
)
from workgroups.public.logic.record import Record
from workgroups.public.logic.xml import Element
from workgroups.public.queries import earliest, harvest, identifier_of, item_for, report_as_record, sets


@csrf_exempt  # nothing is changed and nobody is asked who they are
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request: HttpRequest) -> HttpResponse:
    """Answer one request of the protocol; its errors are answers too (200)."""
    sent = request.POST if request.method == "POST" else request.GET
    arguments = {name: [str(value) for value in values] for name, values in sent.lists()}
    content: Element | Fault
    try:
        content = _content(ask(arguments))
    except Fault as fault:
        content = fault
    echoed = {name: values[0] for name, values in arguments.items()}
    written = answer(clock.now(), absolute(permanent("public:oai")), echoed, content)
    return HttpResponse(written, content_type="text/xml; charset=utf-8", headers={"Cache-Control": "no-cache"})


def _content(asked: Asked) -> Element:
    if asked.verb == "Identify":
        return identify(_repository())
    if asked.verb == "ListSets":
        return set_list(sets())
    if asked.verb == "ListMetadataFormats":
        if asked.identifier:
            _item(asked.identifier)
        return format_list()
    if asked.verb == "GetRecord":
        report = _item(asked.identifier)
        return record_of(_header(report), report_as_record(report))
    return _list(asked)


def _list(asked: Asked) -> Element:
    found = harvest(asked)
    if not found.works:
        raise Fault("noRecordsMatch", "Nothing fits these dates and this set.")
    resumption = asked.resumption(found.after) if found.after else ""
    return record_list(asked.verb, _rows(found.works), Stretch(found.total, found.cursor, resumption))


def _rows(works: list[Any]) -> Iterator[tuple[Header, Record]]:
    for report in works:
        yield _header(report), report_as_record(report)


def _item(identifier: str) -> Any:
    if (found := item_for(identifier)) is None:
        raise Fault("idDoesNotExist", "There is no record of this identifier.")
    return found


def _header(report: Any) -> Header:
    programme = report.group.programme.slug
    return Header(identifier_of(report), report.changed, (programme, f"{programme}:{report.group.slug}"))


def _repository() -> Repository:
    sender = settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip(">")
    email = sender or f"postmaster@{urlsplit(settings.BASE_URL).hostname}"
    return Repository(settings.PRODUCT_NAME, absolute(permanent("public:oai")), email, earliest())
