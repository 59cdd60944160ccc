"""Brackets and positions beside the text of today: the consensus view, and what writers put into notes."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC

from django.db.models import Prefetch, QuerySet
from django.utils.safestring import SafeString

from workgroups.core import clock
from workgroups.core.text import excerpt
from workgroups.drafts.logic import html, schema
from workgroups.drafts.logic.consensus import LEVELS, Day, Level, level, over_time
from workgroups.drafts.models import Alternative, Bracket, Draft, Position, Support
from workgroups.drafts.queries.documents import document_of
from workgroups.groups.models import Delegation

HEADINGS = ("heading", "article")


@dataclass(frozen=True)
class Ground:
    """One block, and where delegations stand on it."""

    block: str
    markup: SafeString
    words: str
    level: Level
    brackets: list[Bracket]
    positions: list[Position]
    is_heading: bool

    @property
    def counts(self) -> bool:
        """A heading on which nobody has spoken is no ground to be won."""
        return bool(self.brackets or self.positions) or not self.is_heading


@dataclass(frozen=True)
class Chapter:
    """A heading's blocks, with how many brackets stand open in them and how many blocks have each level."""

    title: str
    open: int
    levels: list[tuple[Level, int]]


@dataclass(frozen=True)
class Consensus:
    """A whole text by how near it is to agreement. `lost` are open brackets whose block is gone.

    `whole`: positions on all of it but those that are pending.
    """

    grounds: list[Ground]
    chapters: list[Chapter]
    days: list[Day]
    lost: list[Bracket]
    open: int
    whole: list[Position]


def brackets_of(draft: Draft) -> list[Bracket]:
    """All brackets of a draft with their alternatives and who stands behind each; four queries."""
    supports = Support.objects.select_related("delegation__body").order_by("delegation__body__sort_key")
    alternatives = Alternative.objects.select_related("delegation__body", "by").order_by("place")
    found = (
        Bracket.objects.filter(draft=draft)
        .select_related("owner__body", "by", "cleaned_by")
        .prefetch_related(
            Prefetch("alternatives", alternatives.prefetch_related(Prefetch("supports", supports))),
            Prefetch("agreed", Delegation.objects.select_related("body").order_by("body__sort_key")),
        )
    )
    brackets = list(found.order_by("number"))
    for one in brackets:
        one.draft = draft
    return brackets


def positions_of(draft: Draft) -> list[Position]:
    """The standing positions on a draft and its blocks, by delegation."""
    found = Position.objects.filter(draft=draft, ended_at=None).select_related("delegation__body", "by")
    return list(found.order_by("delegation__body__sort_key"))


def history_of(draft: Draft, block: str) -> QuerySet[Position]:
    """Every position that was ever stated on a block, the newest first."""
    found = Position.objects.filter(draft=draft, block=block).select_related("delegation__body", "by")
    return found.order_by("-at", "-pk")


def taking_part(draft: Draft) -> list[Delegation]:
    """The delegations that negotiate a draft: those that participate today, by name."""
    today = clock.now().date()
    found = Delegation.objects.filter(group=draft.group_id, standing=Delegation.Standing.PARTICIPATING)
    current = found.filter(since__lte=today).exclude(until__lt=today)
    return list(current.select_related("body").order_by("body__sort_key"))


def consensus_of(draft: Draft) -> Consensus:
    """Every block with its brackets, positions and level, counts per heading and over time; a constant of queries."""
    content = document_of(draft).get("content", [])
    brackets, positions, parties = brackets_of(draft), positions_of(draft), len(taking_part(draft))
    grounds = [_ground(node, brackets, positions, parties) for node in content]
    here = {ground.block for ground in grounds}
    open_ones = [one for one in brackets if one.is_open]
    return Consensus(
        grounds,
        _chapters(content, grounds),
        over_time(
            (one.opened_at.astimezone(UTC).date() for one in brackets),
            (one.cleaned_at.astimezone(UTC).date() for one in brackets if one.cleaned_at),
        ),
        [one for one in open_ones if one.block not in here],
        len(open_ones),
        [one for one in positions if not one.block and one.kind != Position.Kind.PENDING],
    )


def _ground(node: schema.Node, brackets: list[Bracket], positions: list[Position], parties: int) -> Ground:
    block = node.get("attrs", {}).get("id", "")
    own = [one for one in brackets if one.block == block]
    stands = [one for one in positions if one.block == block]
    disputed = sum(one.is_open for one in own)
    near = level(
        open_brackets=disputed,
        cleaned=len(own) - disputed,
        kinds=[one.kind for one in stands],
        delegations=parties,
    )
    return Ground(block, html.block(node), excerpt(schema.plain(node), 80), near, own, stands, node["type"] in HEADINGS)


def _chapters(content: list[schema.Node], grounds: list[Ground]) -> list[Chapter]:
    parts: list[tuple[str, list[Ground]]] = []
    for node, ground in zip(content, grounds, strict=True):
        if node["type"] in HEADINGS or not parts:
            parts.append((ground.words if node["type"] in HEADINGS else "", []))
        if ground.counts:
            parts[-1][1].append(ground)
    return [_chapter(title, those) for title, those in parts if those]


def _chapter(title: str, grounds: list[Ground]) -> Chapter:
    counts = Counter(ground.level for ground in grounds)
    disputed = sum(one.is_open for ground in grounds for one in ground.brackets)
    return Chapter(title, disputed, [(name, counts[name]) for name in LEVELS if counts[name]])
