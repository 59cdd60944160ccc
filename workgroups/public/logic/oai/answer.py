"""Answers to harvesters as XML (OAI-PMH 2.0, 3.2 and 4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from ..metadata import dublin_core
from ..record import Record
from ..xml import Element, document, element, register_namespace
from .arguments import PREFIX, Fault

OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
SCHEMA = f"{OAI}OAI-PMH.xsd"
DC_SCHEMA = f"{OAI}oai_dc.xsd"
for _prefix, _address in (("", OAI), ("oai_dc", OAI_DC), ("dc", DC), ("xsi", XSI)):
    register_namespace(_prefix, _address)


@dataclass(frozen=True)
class Repository:
    """Who answers, from where, and since when there is something to harvest."""

    name: str
    address: str
    email: str
    earliest: datetime


@dataclass(frozen=True)
class Header:
    """What every record begins with."""

    identifier: str
    changed: datetime
    sets: tuple[str, ...]


@dataclass(frozen=True)
class Stretch:
    """A stretch of a list: how many there are in all, how many came before, and how to go on (empty at the end)."""

    total: int
    cursor: int
    resumption: str


def answer(
    now: datetime, address: str, asked: Mapping[str, str], content: Element | Iterable[Element] | Fault
) -> bytes:
    """Return the whole answer; `asked` is repeated in it, but not when the request itself was wrong."""
    if isinstance(content, Fault):
        asked = asked if content.echoes else {}
        content = _oai("error", content.message, {"code": content.code})
    parts = [content] if isinstance(content, Element) else list(content)
    request = _oai("request", address, asked)
    root = _oai("OAI-PMH", [_oai("responseDate", stamp(now)), request, *parts])
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI} {SCHEMA}")
    return document(root)


def identify(repository: Repository) -> Element:
    """Say who answers."""
    return _oai(
        "Identify",
        [
            _oai("repositoryName", repository.name),
            _oai("baseURL", repository.address),
            _oai("protocolVersion", "2.0"),
            _oai("adminEmail", repository.email),
            _oai("earliestDatestamp", stamp(repository.earliest)),
            _oai("deletedRecord", "no"),
            _oai("granularity", "YYYY-MM-DDThh:mm:ssZ"),
        ],
    )


def format_list() -> Element:
    """Name the one format."""
    parts = [
        _oai("metadataPrefix", PREFIX),
        _oai("schema", DC_SCHEMA),
        _oai("metadataNamespace", OAI_DC),
    ]
    return _oai("ListMetadataFormats", [_oai("metadataFormat", parts)])


def set_list(sets: Iterable[tuple[str, str]]) -> Element:
    """List pairs of setSpec and name."""
    return _oai("ListSets", [_oai("set", [_oai("setSpec", spec), _oai("setName", name)]) for spec, name in sets])


def record_of(header: Header, record: Record) -> Element:
    """Return one record, as GetRecord's answer."""
    return _oai("GetRecord", [_record(header, record)])


def record_list(verb: str, found: Iterable[tuple[Header, Record]], stretch: Stretch) -> Element:
    """Return a stretch of headers or of records, with the token to go on when the list has several stretches."""
    whole = verb == "ListRecords"
    rows = [_record(header, record) if whole else _header(header) for header, record in found]
    if stretch.resumption or stretch.cursor:
        size = {"completeListSize": str(stretch.total), "cursor": str(stretch.cursor)}
        rows.append(_oai("resumptionToken", stretch.resumption, size))
    return _oai(verb, rows)


def stamp(instant: datetime) -> str:
    """Return an instant as the protocol writes it (UTC, seconds)."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _record(header: Header, record: Record) -> Element:
    rows = [element(f"{{{DC}}}{name}", value) for name, value in dublin_core(record)]
    body = element(f"{{{OAI_DC}}}dc", rows)
    body.set(f"{{{XSI}}}schemaLocation", f"{OAI_DC} {DC_SCHEMA}")
    return _oai("record", [_header(header), _oai("metadata", [body])])


def _header(header: Header) -> Element:
    rows = [_oai("identifier", header.identifier), _oai("datestamp", stamp(header.changed))]
    return _oai("header", [*rows, *(_oai("setSpec", one) for one in header.sets)])


def _oai(name: str, content: str | Iterable[Element] = (), attributes: Mapping[str, str] | None = None) -> Element:
    return element(f"{{{OAI}}}{name}", content, attributes)
