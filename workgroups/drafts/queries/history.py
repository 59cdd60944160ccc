"""What a draft's history holds: the changes, whether on the log or packed away, and the states that were kept."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Least

from workgroups.accounts.models import Person
from workgroups.core.errors import Missing
from workgroups.drafts.logic import packs, sittings
from workgroups.drafts.logic.shown import pictured_in
from workgroups.drafts.models import Draft, DraftHistory, DraftMoment, DraftUpdate, DraftVersion
from workgroups.drafts.queries.documents import document_of
from workgroups.drafts.queries.shown import FIGURES
from workgroups.files.queries import files_of


def rows_between(draft_id: int, since: int, upto: int) -> Iterator[packs.Row]:
    """Yield the changes after `since` up to `upto`, oldest first; what was pruned is left out."""
    shelf = DraftHistory.objects.filter(draft_id=draft_id, last_seq__gt=since, first_seq__lte=upto)
    for pack in shelf.order_by("first_seq"):
        yield from (row for row in packs.unpack(bytes(pack.payload)) if since < row[0] <= upto)
    rows = DraftUpdate.objects.filter(draft_id=draft_id, seq__gt=since, seq__lte=upto).order_by("seq")
    for seq, person_id, at, payload in rows.values_list("seq", "person_id", "at", "payload"):
        yield seq, person_id, at, bytes(payload)


def rows_on_log(draft_id: int, upto: int) -> list[packs.Row]:
    """Return the changes up to `upto` that are not packed yet, oldest first."""
    rows = DraftUpdate.objects.filter(draft_id=draft_id, seq__lte=upto).order_by("seq")
    found = rows.values_list("seq", "person_id", "at", "payload")
    return [(seq, person_id, at, bytes(payload)) for seq, person_id, at, payload in found]


@dataclass(frozen=True)
class Doer:
    """Somebody's part in what changed between two states, in characters; `took_words`: what they took out."""

    name: str
    put: int
    took: int
    words: str = ""


@dataclass
class Moment:
    """A state that can be gone back to: kept by itself, named, or both."""

    seq: int
    key: str
    at: datetime
    version: DraftVersion | None = None
    doers: list[Doer] = field(default_factory=list)
    earlier: "Moment | None" = None
    later: "Moment | None" = None


def moments_of(draft: Draft) -> list[Moment]:
    """Return the kept states, newest first, each with its neighbours and who did how much; three queries."""
    found: dict[int, Moment] = {}
    rows = list(draft.moments.defer("pm_json", "update").order_by("seq"))
    names = _names(rows) if draft.is_attributed else {}
    for row in rows:
        doers = [_doer(hand, names) for hand in row.hands if hand["put"] or hand["took"]]
        found[row.seq] = Moment(row.seq, row.key, row.at, doers=doers)
    named = draft.versions.select_related("by", "draft__group").defer("pm_json", "update").order_by("number")
    for version in named:
        here = found.setdefault(version.seq, Moment(version.seq, str(version.number), version.at))
        here.version, here.key = version, str(version.number)
    order = sorted(found.values(), key=lambda one: one.seq)
    for before, after in pairwise(order):
        before.later, after.earlier = after, before
    return order[::-1]


def state_for(draft: Draft, key: str) -> DraftVersion | DraftMoment:
    """Return a kept state by its key: a version's number or `at-<seq>`; raises Missing."""
    found: Any = None
    if key.isdecimal() and len(key) < 9:
        found = draft.versions.filter(number=int(key)).first()
    elif key.startswith("at-") and key[3:].isdecimal() and len(key) < 18:
        found = draft.moments.filter(seq=int(key[3:])).first()
    if found is None:
        raise Missing
    return found  # type: ignore[no-any-return]


def sittings_ended(now: datetime) -> list[int]:
    """Return the drafts whose sitting of writing has ended, or has gone on for long, since a state was kept."""
    changed = Draft.objects.filter(head_seq__gt=F("kept_seq"))
    long_ago = now - sittings.LONGEST
    goes_on = Q(updates__seq=F("kept_seq") + 1, updates__at__lte=long_ago)
    found = changed.filter(Q(changed_at__lte=now - sittings.PAUSE) | goes_on)
    return list(found.values_list("pk", flat=True).distinct())


def ripe(before: datetime) -> list[int]:
    """Return the drafts with changes older than `before` that are folded and still on the log."""
    done = Least(F("draft__folded_seq"), F("draft__kept_seq"))
    rows = DraftUpdate.objects.filter(at__lt=before, seq__lte=done)
    return list(rows.values_list("draft_id", flat=True).distinct()[:50])


def overdue(now: datetime, days: int) -> Any:
    """Return the packs older than so many days."""
    return DraftHistory.objects.filter(until__lt=now - timedelta(days=days))


def _names(rows: list[DraftMoment]) -> dict[int, str]:
    people = {hand["person"] for row in rows for hand in row.hands if hand["person"]}
    return dict(Person.objects.filter(pk__in=people).values_list("pk", "name"))


def _doer(hand: dict[str, Any], names: dict[int, str]) -> Doer:
    person = hand["person"]
    return Doer(names.get(person, "") if person else "", hand["put"], hand["took"], hand["words"])


def files_left_over(draft: Draft) -> list[int]:
    """Return the files of a draft that no text needs: copies, what was brought, pictures that no kept state shows."""
    texts = [document_of(draft), *draft.versions.values_list("pm_json", flat=True)]
    used = set().union(*(pictured_in(text) for text in texts))
    pictures = [one.pk for one in files_of(FIGURES, [draft.pk]) if str(one.uid) not in used]
    rest = [*draft.copies.values_list("file_id", flat=True), *draft.arrivals.values_list("file_id", flat=True)]
    return [*pictures, *(one for one in rest if one)]
