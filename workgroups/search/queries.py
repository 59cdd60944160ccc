"""Find things in the groups that a reader belongs to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVectorField
from django.db.models import F, Q, Value
from django.db.models.functions import Cast
from django.utils.safestring import SafeString

from workgroups.search.logic import excerpts
from workgroups.search.logic.words import query as tsquery
from workgroups.search.logic.words import vector, words_of
from workgroups.search.models import Item
from workgroups.search.registry import hidden_from

NEWEST = 500  # so many of the newest hits are looked at, whatever is in the index
LONGEST = 200  # characters of a query
MOST_WORDS = 12


@dataclass(frozen=True)
class Hit:
    """Something found: title and excerpt are HTML with the words marked."""

    kind: str
    object_id: int
    group_id: int
    title: SafeString
    excerpt: SafeString
    url: str
    at: datetime


@dataclass(frozen=True)
class Found:
    """One page of hits; `has_more` says that there are further ones."""

    hits: list[Hit]
    has_more: bool


def search(
    group_ids: Iterable[int],
    query: str,
    *,
    reader: Any,
    officer_in: Iterable[int] = (),
    order: Literal["best", "newest"] = "best",
    offset: int = 0,
    limit: int = 20,
) -> Found:
    """Return what matches all words of `query` (the last as a beginning) in these groups; one query.

    `reader` is the person who asks: what a domain hides from them is not found. `officer_in` names the groups in which
    they also see what is kept for officers.
    """
    words = words_of(query[:LONGEST])[:MOST_WORDS]
    if not words:
        return Found([], has_more=False)
    asked = SearchQuery(tsquery(words), config="simple", search_type="raw")
    allowed = Q(audience__in=[Item.Audience.GROUP, Item.Audience.PUBLIC]) | Q(group_id__in=list(officer_in))
    newest = Item.objects.filter(allowed, ~hidden_from(reader), group_id__in=list(group_ids), words=asked)
    newest = newest.order_by("-at", "-pk")
    found = Item.objects.filter(pk__in=newest.values("pk")[:NEWEST])
    if order == "best":
        found = found.annotate(rank=SearchRank(F("words"), asked)).order_by("-rank", "-at", "-pk")
    else:
        found = found.order_by("-at", "-pk")
    rows = list(found[offset : offset + limit + 1])
    return Found([_hit(item, words) for item in rows[:limit]], has_more=len(rows) > limit)


def find_public(kind: str, query: str) -> list[int]:
    """Return the ids of what everybody may find of one kind, best first; one query, none for a query without words."""
    words = words_of(query[:LONGEST])[:MOST_WORDS]
    if not words:
        return []
    asked = SearchQuery(tsquery(words), config="simple", search_type="raw")
    found = Item.objects.filter(audience=Item.Audience.PUBLIC, kind=kind, words=asked)
    ranked = found.annotate(rank=SearchRank(F("words"), asked)).order_by("-rank", "-at", "-pk")
    return list(ranked.values_list("object_id", flat=True)[:NEWEST])


def vector_of(title: str, text: str) -> Any:
    """Return what a column of words holds for this title and text, for apps that search their own tables."""
    return Cast(Value(vector(title, text)), SearchVectorField())


def asked_for(query: str) -> tuple[SearchQuery | None, list[str]]:
    """Return what matches all words of `query` in a column of words, and those words folded; None without words."""
    words = words_of(query[:LONGEST])[:MOST_WORDS]
    return (SearchQuery(tsquery(words), config="simple", search_type="raw") if words else None), words


def excerpt_of(text: str, words: list[str]) -> SafeString:
    """Return the place in a text where the words were found, marked, as `Hit.excerpt` has it."""
    return excerpts.excerpt(text, words)


def _hit(item: Item, words: list[str]) -> Hit:
    return Hit(
        kind=item.kind,
        object_id=item.object_id,
        group_id=item.group_id,
        title=excerpts.marked(item.title, words),
        excerpt=excerpts.excerpt(item.text, words),
        url=item.url,
        at=item.at,
    )
