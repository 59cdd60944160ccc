"""The library of reports: by year, group and programme, and by words."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Case, CharField, F, Func, Max, QuerySet, Value, When
from django.db.models.functions import Greatest

from workgroups.deliverables.models import Report
from workgroups.deliverables.queries import published
from workgroups.search.queries import find_public

SEARCHED = "deliverables.report"  # the kind under which the search index knows reports
PAGE = 40
_HERE = Func(F("first_published_at"), Value("YYYY-MM-DD"), function="to_char", output_field=CharField())
DATED = Case(When(deliverable=None, then=F("elsewhere__published_on")), default=_HERE, output_field=CharField())
CHANGED = Greatest("first_published_at", Max("releases__published_at"), Max("corrections__at"))


@dataclass(frozen=True)
class Wanted:
    """What a visitor looks for; empty is everything. `page` counts from 1."""

    words: str = ""
    year: str = ""
    group: str = ""
    programme: str = ""
    page: int = 1

    @property
    def is_filtered(self) -> bool:
        return bool(self.words or self.year or self.group or self.programme)


@dataclass(frozen=True)
class Library:
    """One page of the library: years, newest first (None: not recorded), each with its reports."""

    years: list[tuple[int | None, list[Report]]]
    page: int
    has_more: bool


@dataclass(frozen=True)
class Facets:
    """By what the library can be narrowed: years, (slug, name) of groups and of programmes that have reports."""

    years: list[str]
    groups: list[tuple[str, str]]
    programmes: list[tuple[str, str]]


def works() -> QuerySet[Any]:
    """Return the library with `dated` (ISO 8601 as far as known) and `changed` (when its page last changed)."""
    return published().annotate(dated=DATED, changed=CHANGED)


def newest(count: int) -> list[Report]:
    """Return the reports published last, wherever; those without a date come last."""
    return list(published().annotate(dated=DATED).order_by("-dated", "-first_published_at", "-pk")[:count])


def library(wanted: Wanted) -> Library:
    """Return what is wanted, newest first; one query, one more for words."""
    found = published().annotate(dated=DATED).order_by("-dated", "-first_published_at", "-pk")
    found = found.select_related(None).select_related("group", "deliverable", "elsewhere")  # all that a row shows
    if wanted.words:
        found = found.filter(pk__in=find_public(SEARCHED, wanted.words))
    if wanted.year:
        found = found.filter(dated__startswith=wanted.year)
    if wanted.group:
        found = found.filter(group__slug=wanted.group)
    if wanted.programme:
        found = found.filter(group__programme__slug=wanted.programme)
    start = (wanted.page - 1) * PAGE
    rows: list[Any] = list(found[start : start + PAGE + 1])
    years = [(year, list(reports)) for year, reports in groupby(rows[:PAGE], key=lambda one: one.year)]
    return Library(years, wanted.page, len(rows) > PAGE)


def facets() -> Facets:
    """Return what the whole library can be narrowed by; one query."""
    names = ("dated", "group__slug", "group__name", "group__programme__slug", "group__programme__name")
    rows = set(published().annotate(dated=DATED).order_by().values_list(*names))
    years = {dated[:4] for dated, *_rest in rows if dated}
    groups = {(slug, name) for _dated, slug, name, _pslug, _pname in rows}
    programmes = {(slug, name) for *_rest, slug, name in rows}
    return Facets(sorted(years, reverse=True), sorted(groups, key=_by_name), sorted(programmes, key=_by_name))


def _by_name(pair: tuple[str, str]) -> str:
    return pair[1].casefold()
