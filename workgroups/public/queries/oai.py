"""What harvesters take: works in the order in which they changed."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Min, Q

from workgroups.core import clock
from workgroups.deliverables.models import Report
from workgroups.deliverables.queries import published
from workgroups.public.logic.oai import Asked, Token
from workgroups.public.queries.reports import works

STRETCH = 50
SLUG = re.compile(r"[A-Za-z0-9_-]{1,80}")


@dataclass(frozen=True)
class Harvest:
    """A stretch of works with `changed`, how many there are in all, and where to go on (None at the end)."""

    works: list[Any]
    total: int
    cursor: int
    after: Token | None


def identifier_of(report: Report) -> str:
    """Return a work's identifier for ever: `oai:<host>:reports/<slug>`."""
    return f"oai:{urlsplit(settings.BASE_URL).hostname}:reports/{report.slug}"


def item_for(identifier: str) -> Any | None:
    """Return the work of an identifier, with `changed`."""
    place = f"oai:{urlsplit(settings.BASE_URL).hostname}:reports/"
    slug = identifier.removeprefix(place)
    if not identifier.startswith(place) or not SLUG.fullmatch(slug):
        return None
    return works().filter(slug=slug).first()


def harvest(asked: Asked) -> Harvest:
    """Return a stretch of what is asked for, oldest change first; two queries."""
    found = works()
    if asked.since:
        found = found.filter(changed__gte=asked.since)
    if asked.until:
        found = found.filter(changed__lt=asked.until)
    if asked.of_set:
        programme, *group = asked.of_set
        found = found.filter(group__programme__slug=programme)
        if group:
            found = found.filter(group__slug=":".join(group))
    total, cursor = found.count(), 0
    if token := asked.token:
        later = Q(changed__gt=token.changed) | Q(changed=token.changed, pk__gt=token.after)
        found, cursor = found.filter(later), token.cursor
    rows = list(found.order_by("changed", "pk")[: STRETCH + 1])
    last = rows[STRETCH - 1] if len(rows) > STRETCH else None
    after = Token(last.changed, last.pk, cursor + STRETCH) if last else None
    return Harvest(rows[:STRETCH], total, cursor, after)


def sets() -> list[tuple[str, str]]:
    """Return setSpec and name of the programmes and, below them, of the groups that have reports."""
    names = ("group__programme__slug", "group__programme__name", "group__slug", "group__name")
    rows = sorted(set(published().order_by().values_list(*names)))
    found = {programme: name for programme, name, _slug, _group in rows}
    found |= {f"{programme}:{slug}": group for programme, _name, slug, group in rows}
    return sorted(found.items())


def earliest() -> datetime:
    """Return since when there is something to harvest."""
    found: datetime | None = published().order_by().aggregate(first=Min("first_published_at"))["first"]
    return found or clock.now()
