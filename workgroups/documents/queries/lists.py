"""The list of a group's documents: filtered, searched, sorted, by the page; as many queries for ten as for 10,000."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
    Window,
)
from django.db.models.functions import Greatest, Lower, StrIndex, Substr

from workgroups.core import clock, slots
from workgroups.documents.models import Document, Rendition, Text
from workgroups.documents.queries.documents import documents_visible_to
from workgroups.groups.models import Delegation
from workgroups.groups.permissions import Member
from workgroups.search.queries import asked_for

PAGE = 30
MOST_PAGES = 1_000_000  # what stands in an address may be any number
BEFORE, AROUND = 80, 400  # characters of a text around what was found
ORDERS: dict[str, tuple[Any, ...]] = {
    "newest": ("-came_at", "-number"),
    "oldest": ("came_at", "number"),
    "symbol": ("year", "serial", "part", "part_number", "number"),
    "title": ("sort_title", "number"),
}


_RENDITIONS = Prefetch("renditions", Rendition.objects.select_related("current__file__blob").order_by("language"))


@dataclass(frozen=True)
class Wish:
    """What somebody wants of the list; empty values want everything."""

    words: str = ""
    type: str = ""
    language: str = ""
    marking: str = ""
    year: int | None = None
    delegation: int | None = None
    state: str = ""  # late, withdrawn
    sort: str = "newest"
    page: int = 1

    @property
    def filters(self) -> int:
        """How many filters are set, the search left out."""
        given = (self.type, self.language, self.marking, self.year, self.delegation, self.state)
        return sum(bool(value) for value in given)


@dataclass(frozen=True)
class Page:
    """One page of what was found; `words` are what was searched, folded."""

    documents: Sequence[Any]
    total: int
    number: int
    pages: int
    words: list[str]
    authors: list[Delegation]  # of whom there are documents in the whole list

    @property
    def first(self) -> int:
        return (self.number - 1) * PAGE + 1

    @property
    def last(self) -> int:
        return self.first + len(self.documents) - 1


def found_by(member: Member, wish: Wish) -> QuerySet[Document]:
    """Return the documents that a member may know of and that fit the wish, not yet in an order."""
    found = documents_visible_to(member).filter(_fits(wish))
    asked, _words = asked_for(wish.words)
    if asked is not None:
        found = found.filter(pk__in=Text.objects.filter(words=asked).values("document_id"))
    return found


def page_of(member: Member, wish: Wish) -> Page:
    """Return the page that is wished for, or the last one; three queries, more beyond the last page.

    Rows are sorted before anything is joined to them: what a row shows of others is put in once there are thirty.
    """
    found = found_by(member, wish)
    _asked, words = asked_for(wish.words)
    rows = _with_excerpts(found, words).order_by(*ORDERS.get(wish.sort, ORDERS["newest"]))
    counted = rows.prefetch_related(_RENDITIONS).annotate(total=_total_of(found, words))
    number = max(wish.page, 1)
    documents: list[Any] = list(counted[(number - 1) * PAGE : number * PAGE]) if number <= MOST_PAGES else []
    total = documents[0].total if documents else found.count()
    pages = max(1, -(-total // PAGE))
    if not documents and total:  # asked beyond the last page
        number = pages
        documents = list(rows.prefetch_related(_RENDITIONS)[(number - 1) * PAGE : number * PAGE])
    authors = {one.pk: one for one in authors_of(member)}
    for one in documents:
        one.group, one.delegation = member.group, authors.get(one.delegation_id)
    return Page(documents, total, min(number, pages), pages, words, list(authors.values()))


def _total_of(found: QuerySet[Document], words: Sequence[str]) -> Any:
    """How many there are, as part of the query of the rows: a search runs once, a plain list reads only its index."""
    if words:
        return Window(Count("pk"))
    count = found.order_by().values(all=Value(1)).annotate(total=Count("pk")).values("total")
    return Subquery(count, output_field=IntegerField())


def years_of(member: Member) -> list[int]:
    """Return the years that symbols of the group can carry, newest first; no query."""
    return list(range(clock.now().year, member.group.created_at.year - 1, -1))


def authors_of(member: Member) -> QuerySet[Delegation]:
    """Return the delegations that documents are from which a member may know of; one query."""
    of = documents_visible_to(member).filter(delegation=OuterRef("pk"))
    return Delegation.objects.filter(Exists(of), group=member.group).select_related("body").order_by("body__sort_key")


def _fits(wish: Wish) -> Q:
    fits = Q()
    if wish.language:
        fits &= Q(pk__in=Rendition.objects.filter(language=wish.language).values("document_id"))
    for field, value in (("type", wish.type), ("marking", wish.marking), ("year", wish.year)):
        if value:
            fits &= Q(**{field: value})
    if wish.delegation:
        fits &= Q(delegation_id=wish.delegation)
    if wish.state == "late":
        fits &= Q(is_late=True, withdrawn_at=None)
    if wish.state == "withdrawn":
        fits &= Q(withdrawn_at__isnull=False)
    return fits


def _with_excerpts(found: QuerySet[Document], words: Sequence[str]) -> QuerySet[Document]:
    """Give each document `around`: a piece of its text where the longest word stands, cut by the database.

    As a query of its own, which the database asks for the rows of one page and not for all that were found.
    """
    if not words:
        return found
    start = Greatest(StrIndex(Lower("text"), Value(max(words, key=len))) - BEFORE, Value(1))
    piece = Text.objects.filter(document=OuterRef("pk")).values(piece=Substr(F("text"), start, AROUND))
    around = Case(When(withdrawn_at=None, then=Subquery(piece)), default=Value(""), output_field=TextField())
    return found.annotate(around=around)


@slots.fill("groups.record")
def names_of_documents(field: str, ids: set[int]) -> dict[int, str] | None:
    """Name documents in the record of what officers did."""
    return dict(Document.objects.filter(pk__in=ids).values_list("pk", "title")) if field == "document_id" else None
