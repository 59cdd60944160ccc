"""Who wrote what stands in a draft, and who took what out: by person, and by delegation for whoever stands outside."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from workgroups.accounts.models import Person
from workgroups.drafts.adapters import ydoc
from workgroups.drafts.logic import authors, schema
from workgroups.drafts.logic.authors import Author
from workgroups.drafts.logic.blocks import block_by_id
from workgroups.drafts.models import Draft, DraftClient
from workgroups.drafts.queries.documents import payloads
from workgroups.drafts.queries.shown import shown_of
from workgroups.groups.models import Seat

TAKEN = 50
"""So many of the latest removals are shown."""


@dataclass(frozen=True)
class Taken:
    """Words that stood in the text and that somebody took out, in a sitting that ended then."""

    at: datetime
    name: str
    characters: int
    words: str


@dataclass(frozen=True)
class Authorship:
    """The text with its writers marked, the writers by how much of it is theirs, and what was taken out."""

    blocks: list[SafeString]
    authors: list[Author]
    taken: list[Taken]


def authorship_of(draft: Draft) -> Authorship:
    """Return who wrote each passage of a draft as it stands; constant in the number of writers, six queries."""
    doc = ydoc.load(payloads(draft.pk)[0])
    state = ydoc.encode(doc)
    owners = dict(DraftClient.objects.filter(draft=draft).values_list("client_id", "person_id"))
    people = sorted({one for one in owners.values() if one})
    places = {None: 0} | {person: at for at, person in enumerate(people, 1)}
    twin = ydoc.read(ydoc.load([authors.shadow(state, {one: places[who] for one, who in owners.items()})]))
    written = _authors(draft, authors.counted(twin), {at: person for person, at in places.items()})
    numbers = {places[one.person]: one.number for one in written}
    text = shown_of(draft, schema.normal(ydoc.read(doc)))
    pairs = zip(text["content"], twin["content"], strict=True)
    blocks = [authors.block(node, its, numbers) for node, its in pairs]
    return Authorship(blocks, written, _taken(draft))


def written_in(draft: Draft, block: str) -> tuple[schema.Node, list[Author]]:
    """Return a draft as it stands and whose the words of one of its blocks are, most first (if any are named)."""
    doc = ydoc.load(payloads(draft.pk)[0])
    document = schema.normal(ydoc.read(doc))
    here = block_by_id(document, block)
    if here is None or not draft.is_attributed:
        return document, []
    owners = dict(DraftClient.objects.filter(draft=draft).values_list("client_id", "person_id"))
    people = sorted({one for one in owners.values() if one})
    places = {None: 0} | {person: at for at, person in enumerate(people, 1)}
    shadow = authors.shadow(ydoc.encode(doc), {one: places[who] for one, who in owners.items()})
    twin = ydoc.read(ydoc.load([shadow]))["content"][here[0]]
    return document, _authors(draft, authors.counted(twin), {at: person for person, at in places.items()})


def shares_outside(draft: Draft) -> list[tuple[str, int]]:
    """Return how much of the text is whose by delegation, for readers from outside; nothing where none is named."""
    if not draft.is_attributed:
        return []
    found: Counter[str] = Counter()
    for one in authorship_of(draft).authors:
        found[one.delegation] += one.share
    return [(name, share) for name, share in found.most_common() if name]


def _authors(draft: Draft, counts: Counter[int], people: dict[int, int | None]) -> list[Author]:
    total = sum(counts.values()) or 1
    found = [(people.get(place), count) for place, count in counts.most_common()]
    ids = {person for person, _count in found if person}
    names = dict(Person.objects.filter(pk__in=ids).values_list("pk", "name"))
    seats = Seat.objects.filter(delegation__group=draft.group_id, person__in=ids).select_related("delegation__body")
    delegations = {seat.person_id: seat.delegation.body.shown for seat in seats.order_by("since", "pk")}
    return [
        Author(at, who, names.get(who or 0, ""), delegations.get(who or 0, ""), count, round(100 * count / total))
        for at, (who, count) in enumerate(found, 1)
    ]


def _taken(draft: Draft) -> list[Taken]:
    rows = [
        (at, hand)
        for at, hands in draft.moments.order_by("-seq").values_list("at", "hands")
        for hand in hands
        if hand["words"]
    ][:TAKEN]
    ids = {hand["person"] for _at, hand in rows}
    names = dict(Person.objects.filter(pk__in=ids).values_list("pk", "name"))
    return [Taken(at, names.get(hand["person"], ""), hand["took"], hand["words"]) for at, hand in rows]
