"""What a copy of a negotiated text says besides it: brackets in their place, who stands where, how much is open."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workgroups.core import dates
from workgroups.core.text import excerpt
from workgroups.drafts.adapters import markdown
from workgroups.drafts.logic import schema
from workgroups.drafts.logic.bracketed import Choice, Disputed, bracketed, marked
from workgroups.drafts.logic.labels import labels
from workgroups.drafts.models import Alternative, Bracket, Draft, Position
from workgroups.drafts.queries.positions import brackets_of, positions_of


@dataclass(frozen=True)
class Negotiated:
    """Blocks with their brackets, lines for the head of the copy, and lines on positions for its end."""

    blocks: list[schema.Node]
    facts: list[str] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)


def negotiated(draft: Draft, doc: schema.Node, blocks: list[schema.Node], *, names: bool) -> Negotiated:
    """The blocks of a copy with what is disputed in them; `names`: with who stands behind it and where."""
    brackets = [one for one in brackets_of(draft) if one.is_open]
    positions = positions_of(draft)
    made, lost = bracketed(blocks, [_disputed(one, names=names) for one in brackets])
    facts = [counted(len(brackets), positions)]
    if not names:
        return Negotiated([*made, *lost], facts)
    by_block: dict[str, list[Position]] = {}
    for one in positions:
        by_block.setdefault(one.block, []).append(one)
    places = _places(doc)
    told = [block for block in ["", *places] if block in by_block]
    marks = {block: _("P%(number)s") % {"number": number} for number, block in enumerate(told, 1)}
    ends = [_told(marks[block], places.get(block, _("the whole text")), by_block[block]) for block in told]
    return Negotiated([*marked(made, marks), *lost], facts, ends)


def counted(open_ones: int, positions: Iterable[Position]) -> str:
    """How much stands open, in one line."""
    stands = list(positions)
    reserved = sum(one.is_reservation for one in stands)
    pending = sum(one.kind == Position.Kind.PENDING for one in stands)
    words = [
        ngettext("%(count)s open bracket", "%(count)s open brackets", open_ones) % {"count": open_ones},
        ngettext("%(count)s reservation", "%(count)s reservations", reserved) % {"count": reserved},
        ngettext("%(count)s position pending", "%(count)s positions pending", pending) % {"count": pending},
    ]
    return ", ".join(words)


def _disputed(bracket: Bracket, *, names: bool) -> Disputed:
    words = " ".join(schema.plain(one) for one in markdown.to_nodes(bracket.words)) if bracket.words else ""
    return Disputed(bracket.block, words, tuple(choice_of(one, names=names) for one in bracket.alternatives.all()))


def choice_of(one: Alternative, *, names: bool) -> Choice:
    """An alternative as it goes into a line: one block with its marks, several as their words."""
    found = markdown.to_nodes(one.words) if one.words else []
    if len(found) == 1 and found[0]["type"] in schema.TEXTBLOCKS:
        content = tuple(found[0].get("content", []))
    else:
        text = " / ".join(" ".join(schema.plain(block).split()) for block in found)
        content = ({"type": "text", "text": text},) if text else ()
    behind = ", ".join(support.delegation.body.shown for support in one.supports.all()) if names else ""
    return Choice(content, behind)


def _places(doc: schema.Node) -> dict[str, str]:
    """What every top block is called: its number, else how it begins."""
    known = labels(doc)
    found: dict[str, str] = {}
    for node in doc.get("content", []):
        block = node.get("attrs", {}).get("id", "")
        begins = _("“%(words)s”") % {"words": excerpt(schema.plain(node), 60)}
        found[block] = known[block].words if block in known and known[block].number else begins
    return found


def _told(mark: str, place: str, positions: Iterable[Position]) -> str:
    stands = "; ".join(_stands(one) for one in positions)
    return f"[{mark}] {place} – {stands}"


def _stands(one: Position) -> str:
    kind = str(one.get_kind_display())
    if one.until:
        words = _("%(position)s until %(day)s, lapsed") if one.has_lapsed else _("%(position)s until %(day)s")
        kind = words % {"position": kind, "day": dates.long_day(one.until)}
    said = _("%(name)s: %(position)s") % {"name": one.delegation.body.shown, "position": kind}
    return f"{said} ({one.note})" if one.note else said
