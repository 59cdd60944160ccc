"""What the pages of a library show, and what comes with their addresses and forms."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, QueryDict
from django.utils.safestring import SafeString

from workgroups.core import dates
from workgroups.core.languages import NAMES, listed
from workgroups.documents.models import Document, Rendition, Version
from workgroups.documents.permissions import can_add, can_change, can_restore, can_withdraw
from workgroups.documents.queries import Page, Rules, Wish, parts_of, renditions_of, rules_of, versions_of
from workgroups.groups.permissions import Member
from workgroups.search.queries import excerpt_of

PLAIN = {("page", 1), ("sort", "newest")}
LONGEST = 200  # characters of any value in an address


@dataclass(frozen=True)
class Row:
    """A document as the list shows it."""

    document: Any
    renditions: Sequence[Rendition]
    excerpt: SafeString | str


def wish_from(asked: QueryDict) -> Wish:
    """Return what an address asks of the list; what means nothing asks for nothing."""
    given = {name: asked.get(name, "")[:LONGEST] for name in ("words", "type", "language", "marking", "state")}
    return Wish(
        **given,
        year=_number(asked.get("year", "")),
        delegation=_number(asked.get("delegation", "")),
        sort=asked.get("sort", "newest")[:LONGEST],
        page=_number(asked.get("page", "")) or 1,
    )


def wished(wish: Wish) -> dict[str, Any]:
    """Return what is wished for, by the names of the form; what is not is left out."""
    return {name: value for name, value in asdict(wish).items() if value and (name, value) not in PLAIN}


def query_of(wish: Wish, *, page: int = 1) -> str:
    """Return the wish as the query of an address."""
    return urlencode(wished(replace(wish, page=page)))


def rows_of(page: Page) -> list[Row]:
    """Return the rows of a page of the list."""
    return [
        Row(one, [] if one.withdrawn_at else list(one.renditions.all()), _excerpt(one, page.words))
        for one in page.documents
    ]


def page_context(member: Member, document: Document, asked: QueryDict) -> dict[str, Any]:
    """Return what a document's page shows."""
    versions, rules = list(versions_of(document)), rules_of(member.group)
    renditions = [] if document.withdrawn_at else list(renditions_of(document))
    chosen = _chosen(renditions, asked.get("language", ""), member.person.language)
    return {
        "document": document,
        "renditions": [(one, one.current.revision < document.revision) for one in renditions if one.current],
        "earlier": _earlier(versions, renditions) if not document.withdrawn_at else [],
        "missing": missing(renditions, rules) if not document.withdrawn_at else "",
        "chosen": chosen,
        "family": list(parts_of(member, document)),
        "due_place": dates.place(document.due_zone),
        "is_watching": document.watchings.filter(person=member.person).exists(),
        "may_add_part": not document.parent_id and document.withdrawn_at is None and can_add(member),
        "may_change": can_change(member, document),
        "may_withdraw": can_withdraw(member, document),
        "may_restore": can_restore(member, document),
    }


def missing(renditions: Sequence[Rendition], rules: Rules) -> str:
    """Say in which of the group's languages a document has not come; nothing when none is missed."""
    there = {one.language for one in renditions}
    return listed([str(NAMES[tag]) for tag in rules.languages if tag not in there and tag in NAMES])


def uids_in(values: Sequence[str]) -> list[UUID]:
    """Return the UUIDs among what came with a form or an address."""
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found


def numbers_in(values: Sequence[str]) -> list[int]:
    """Return the numbers among what came with a form."""
    return [number for value in values if (number := _number(value))]


def is_script(request: HttpRequest) -> bool:
    """Whether a script asks, which shows a fragment in a page that stands."""
    return "HX-Request" in request.headers


def _excerpt(document: Any, words: list[str]) -> SafeString | str:
    around = getattr(document, "around", "") or ""
    return excerpt_of(around, words) if around else ""


def _chosen(renditions: Sequence[Rendition], asked: str, own: str) -> Rendition | None:
    """The language to read in place: the one asked for, else the reader's own, else the first."""
    by_language = {one.language: one for one in renditions if one.current}
    return by_language.get(asked) or by_language.get(own) or next(iter(by_language.values()), None)


def _earlier(versions: Sequence[Version], renditions: Sequence[Rendition]) -> list[tuple[Version, str]]:
    current = {one.current_id for one in renditions}
    return [(one, one.rendition.name) for one in versions if one.pk not in current]


def _number(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None
