"""What shaped a block: who wrote it, how it changed, what was said, put forward, disputed and asked of it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from django.db.models import Func, JSONField, Q, Value
from django.utils.safestring import SafeString

from workgroups.accounts.models import Person
from workgroups.drafts.logic import blocks, diff, schema
from workgroups.drafts.logic.authors import Author
from workgroups.drafts.models import Draft, DraftMoment, DraftVersion, Proposal
from workgroups.drafts.queries.authors import written_in
from workgroups.drafts.queries.comments import comments_of
from workgroups.drafts.queries.positions import brackets_of, history_of
from workgroups.drafts.queries.proposals import proposals_of
from workgroups.drafts.queries.sections import Placed, sections_of

Kind = Literal["change", "comment", "proposal", "bracket", "position", "section", "cited"]


@dataclass(frozen=True)
class BlockChange:
    """How a block differs from the kept state before; `key` names the state, nothing the text of today.

    `version` is the first that was named with it, `names` are of all who wrote in the draft in that sitting.
    """

    how: Literal["came", "changed", "went"]
    markup: SafeString
    version: DraftVersion | None
    key: str
    names: list[str]


@dataclass(frozen=True)
class Cited:
    """Something of another domain that names a draft: a decision, a meeting. `block`: one that its words name."""

    at: datetime
    what: str
    title: str
    url: str
    block: str = ""


def block_named(draft: Draft, words: str) -> str:
    """The block of a draft that a link in somebody's words leads to; empty where it leads to the draft as a whole."""
    found = re.search(re.escape(draft.get_absolute_url()) + r"(?:#block-|blocks/)([A-Za-z0-9_-]{1,64})", words)
    return found[1] if found else ""


@dataclass(frozen=True)
class SectionAct:
    """A section was given to somebody, handed in ("in") or locked."""

    placed: Placed
    act: str


@dataclass(frozen=True)
class Happening:
    """One thing that shaped a block, at an instant; `thing` is of what `kind` says."""

    at: datetime
    kind: Kind
    thing: Any


@dataclass(frozen=True)
class Provenance:
    """A block as it stands (None: it is gone), whose its words are, and what shaped it, in time order."""

    node: schema.Node | None
    authors: list[Author]
    happenings: list[Happening]


class _Node(Func):
    """The top block of an id in a kept state, found by the database: whole texts stay where they are."""

    template = (
        "jsonb_path_query_first(pm_json, '$.content[*] ? (@.attrs.id == $id)', "
        "jsonb_build_object('id', %(expressions)s::text))"
    )


def provenance_of(draft: Draft, block: str, *, negotiates: bool, cited: Iterable[Cited] = ()) -> Provenance:
    """Everything that shaped one block, for who reads the draft; a constant number of queries."""
    document, authors = written_in(draft, block)
    here = blocks.block_by_id(document, block)
    found = [*_changes(draft, block, document), *_comments(draft, block, document), *_proposals(draft, block, document)]
    found += [*_disputes(draft, block)] if negotiates else []
    found += _sections(draft, document, here[0]) if here else []
    found += [Happening(one.at, "cited", one) for one in cited if one.block in {"", block}]
    return Provenance(here[1] if here else None, authors, sorted(found, key=lambda one: one.at))


def _changes(draft: Draft, block: str, document: schema.Node) -> list[Happening]:
    """The states in which the block reads otherwise than in the one before."""
    node = _Node(Value(block), output_field=JSONField(null=True))
    versions = draft.versions.select_related("by", "draft__group").defer("pm_json", "update").annotate(node=node)
    moments = list(draft.moments.defer("pm_json", "update").annotate(node=node))
    states: dict[int, DraftMoment | DraftVersion] = {one.seq: one for one in moments}
    states |= {one.seq: one for one in versions}
    hands = {one.seq: one.hands for one in moments} if draft.is_attributed else {}
    names = _names(hand for own in hands.values() for hand in own)
    before: schema.Node | None = None
    found: list[tuple[datetime, BlockChange]] = []
    for seq in sorted(states):
        state = states[seq]
        version = state if isinstance(state, DraftVersion) else None
        now = state.node  # type: ignore[union-attr]
        if change := _change(before, now):
            who = [names[hand["person"]] for hand in hands.get(seq, []) if hand["person"] in names]
            key = str(version.number) if version else f"at-{seq}"
            found.append((state.at, BlockChange(*change, version, key, who)))
        elif version and found and found[-1][1].version is None:
            found[-1] = (found[-1][0], replace(found[-1][1], version=version))
        before = now
    today = blocks.block_by_id(document, block)
    if change := _change(before, today[1] if today else None):
        found.append((draft.changed_at, BlockChange(*change, None, "", [])))
    return [Happening(at, "change", one) for at, one in found]


def _change(
    before: schema.Node | None, now: schema.Node | None
) -> tuple[Literal["came", "changed", "went"], SafeString] | None:
    if before == now:
        return None
    if before is None and now is not None:
        return "came", diff.whole(now, "ins")
    if before is not None and now is None:
        return "went", diff.whole(before, "del")
    assert before is not None  # noqa: S101  (for the type checker)
    assert now is not None  # noqa: S101
    return "changed", diff.rewritten(before, now)


def _names(hands: Iterable[dict[str, Any]]) -> dict[int, str]:
    people = {hand["person"] for hand in hands if hand["person"] and (hand["put"] or hand["took"])}
    return dict(Person.objects.filter(pk__in=people).values_list("pk", "name"))


def _comments(draft: Draft, block: str, document: schema.Node) -> Iterator[Happening]:
    for one in comments_of(draft, document):
        if block == (one.place.block if one.place else one.anchor.block):
            yield Happening(one.said[0].at, "comment", one)


def _proposals(draft: Draft, block: str, document: schema.Node) -> Iterator[Happening]:
    """Those to the block, and the one with which it came."""
    of_block = Q(block=block) | Q(written__contains=[{"attrs": {"id": block}}])
    for one in proposals_of(draft, document=document, only=of_block, states=Proposal.State.values):
        yield Happening(one.proposal.made_at, "proposal", one)


def _disputes(draft: Draft, block: str) -> Iterator[Happening]:
    for bracket in brackets_of(draft):
        if bracket.block == block:
            yield Happening(bracket.opened_at, "bracket", bracket)
    for position in history_of(draft, block):
        yield Happening(position.at, "position", position)


def _sections(draft: Draft, document: schema.Node, at: int) -> Iterator[Happening]:
    """The sections in which the block stands: when each was given, handed in, locked."""
    for placed in sections_of(draft, document).placed:
        if placed.reach and placed.reach.start <= at < placed.reach.end:
            section = placed.section
            for act, instant in (("given", section.given_at), ("in", section.handed_at), ("locked", section.locked_at)):
                if instant:
                    yield Happening(instant, "section", SectionAct(placed, act))
