"""What each row of a filled matrix would do to a draft, and why a row does nothing: worked out, not done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from workgroups.core.errors import Refused
from workgroups.core.text import fold
from workgroups.drafts.logic.answering import answered
from workgroups.drafts.logic.filled import Cells, block_of, unmarked
from workgroups.drafts.logic.rows import Here, Known, Planned, Rights


@dataclass
class _Plan:
    here: Here
    rights: Rights
    places: Mapping[str, str]
    said: set[tuple[str, int, str]] = field(default_factory=set)
    put: dict[tuple[str, str, int], str] = field(default_factory=dict)


def planned(found: Mapping[str, Any], here: Here, rights: Rights) -> list[Planned]:
    """What a file's rows (`filled.read_rows`) would do to a draft, in the order of the file."""
    plan = _Plan(here, rights, found["places"])
    return [one for row in found["rows"] for one in _row(plan, row["line"], row["cells"])]


def _row(plan: _Plan, line: int, cells: Cells) -> Iterator[Planned]:
    code = cells.get("code") or plan.here.named.get(fold(cells.get("number", "")), "")
    known = plan.here.known.get(code)
    if known is not None:
        yield from _known_row(plan, line, cells, code, known)
    elif code:
        yield _fault(
            line,
            cells,
            _("By its code this row is another draft’s, or gone. For a new row leave Number and Code empty."),
        )
    else:
        yield from _new_rows(plan, line, cells)


def _known_row(plan: _Plan, line: int, cells: Cells, code: str, known: Known) -> Iterator[Planned]:
    """A row that the draft has: an answer, what becomes of it, or other words beside it."""
    about: dict[str, Any] = {"line": line, "name": known.name, "url": known.url, "block": known.block, "code": code}
    words = fold(cells.get("comment", ""))
    if words and words not in known.told and not _is_cut(cells["comment"], known.told):
        why = _("A file does not change what was said. To say more, add a row with Number and Code empty.")
        yield Planned(**about, act="fault", words=cells["comment"], why=why)
        return
    done = list(answered(plan.here, plan.rights, cells, known, about))
    if cells.get("proposed"):
        reason = cells.get("reason", "")
        done.append(_proposal(plan, line, cells, known.block, unmarked(cells["proposed"]), reason, _for(plan, {})))
    yield from done or [Planned(**about, act="same")]


def _is_cut(words: str, told: frozenset[str]) -> bool:
    return words.endswith("…") and any(one.startswith(fold(words[:-1])) for one in told)


def _fault(line: int, cells: Cells, why: str, act: str = "fault", **about: Any) -> Planned:
    words = "\n".join(cells[one] for one in ("comment", "proposed", "answer") if cells.get(one))
    return Planned(line, act, words=words, reason=cells.get("reason", ""), why=why, **about)


def _for(plan: _Plan, cells: Cells) -> int | None:
    """For which delegation a row speaks; None for one that nobody here is called."""
    given = fold(cells.get("delegation", ""))
    return plan.rights.speaks.get(given, (None, False))[0] if given else plan.rights.delegation


def _new_rows(plan: _Plan, line: int, cells: Cells) -> Iterator[Planned]:
    """A row that names none of the draft's: what it says, and the answer that stands beside it in the same row."""
    made = _new_row(plan, line, cells)
    about = {"line": line, "name": made.name, "url": made.url, "block": made.block, "code": made.code}
    known = plan.here.known.get(made.code)
    if made.does:
        kind = {"comment": "comment", "propose": "proposal"}[made.act]
        none = frozenset[str]()
        known = Known(kind, 0, made.name, "", made.block, "open", told=none, answers=none, bare=none, own=True)
    elif known is not None:
        about |= {"name": known.name, "url": known.url, "block": known.block}
    done = list(answered(plan.here, plan.rights, cells, known, about)) if known else []
    if made.does or not done:
        yield made
    yield from done
    if made.act == "same" and known is None and (cells.get("answer") or cells.get("became")):
        why = _("The text says this already, or a row above does: there is nothing here that this would answer.")
        yield Planned(line, "fault", words=cells.get("answer", cells.get("became", "")), why=why, name=made.name)


def _new_row(plan: _Plan, line: int, cells: Cells) -> Planned:
    for_whom = _for(plan, cells)
    if for_whom is None:
        return _fault(
            line, cells, _("No delegation of this group is called “%(name)s”.") % {"name": cells["delegation"]}
        )
    made = _said(plan, line, cells, for_whom)
    given = fold(cells.get("delegation", ""))
    if given and not plan.rights.speaks[given][1] and made.act != "same":
        why = _("This row is %(name)s’s. It comes in when they bring it, or an officer.")
        return _fault(line, cells, why % {"name": cells["delegation"]}, act="other")
    return made


def _said(plan: _Plan, line: int, cells: Cells, for_whom: int) -> Planned:
    """The comment or the proposal of a row."""
    block = block_of(cells, plan.places, plan.here.where)
    if block is None:
        words = cells.get("place") or cells.get("section") or cells.get("quoted", "")
        why = _("“%(words)s” is no place of this text. Write the number that the text shows, or quote its words.")
        return _fault(line, cells, why % {"words": words[:120]})
    kind = plan.here.kinds.get(fold(cells.get("kind", "")), "replace")
    said = "\n\n".join(cells[one] for one in ("comment", "reason") if cells.get(one))
    if cells.get("proposed") or kind == "delete":
        return _proposal(plan, line, cells | {"kind": kind}, block, unmarked(cells.get("proposed", "")), said, for_whom)
    if not said:
        return _fault(line, cells, _("An answer needs the Number or the Code of the row that it answers."))
    return _comment(plan, line, cells, block, said, for_whom)


def _comment(plan: _Plan, line: int, cells: Cells, block: str, said: str, for_whom: int) -> Planned:
    here = plan.here
    about = {"name": here.labels.get(block, _("the whole text")), "delegation": for_whom}
    block = block or here.where.blocks[0].block
    whole = next(one.words for one in here.where.blocks if one.block == block)
    quoted = cells.get("quoted", "")
    is_part = quoted and not whole.startswith(fold(quoted.rstrip("…")))
    words = f"> {' '.join(quoted.split())}\n\n{said}" if is_part else said
    key = (block, for_whom, fold(words))
    if key in plan.said or key in here.said:
        return Planned(line, "same", words=said, code=here.said.get(key, ""), **about)  # type: ignore[arg-type]
    plan.said.add(key)
    if not plan.rights.comments:
        return _fault(line, cells, _("You may not do this on this draft."), act="other", **about)
    return Planned(line, "comment", words=words, block=block, **about)  # type: ignore[arg-type]


def _proposal(
    plan: _Plan, line: int, cells: Cells, block: str, words: str, reason: str, for_whom: int | None
) -> Planned:
    """Words put forward for a block; what the text says by now, or was put forward so, is here already."""
    here, kind, whose = plan.here, cells.get("kind", "replace"), for_whom or 0
    kind = kind if kind in {"replace", "insert", "delete"} else "replace"
    about: dict[str, Any] = {"name": here.labels.get(block, ""), "kind": kind, "delegation": whose}
    if not block:
        return _fault(line, cells, _("Proposed words need a place: write the number that the text shows."))
    try:
        become = here.read(block, kind, words)
    except Refused as refusal:
        return _fault(line, cells, str(refusal), **about)
    before = {one.block: one.words for one in here.where.blocks}.get(block, "")
    says_so = kind == "replace" and fold(become) == before
    code = here.put.get((block, kind, whose, fold(become)), "")
    if says_so or code:
        return Planned(line, "same", words=words, code=code, **about)
    slot = (block, kind, whose)
    if kind != "insert" and slot in plan.put:
        is_twin = plan.put[slot] == fold(become)
        why = _("A row above proposes other words for the same block. Put both into one row.")
        return Planned(line, "same", words=words, **about) if is_twin else _fault(line, cells, why, **about)
    plan.put[slot] = fold(become)
    if not plan.rights.proposes:
        return _fault(line, cells, _("You may not do this on this draft."), act="other", **about)
    earlier = here.waiting.get(slot) if kind != "insert" else None
    why = _("In place of your proposal %(number)s.") % {"number": earlier} if earlier else ""
    return Planned(line, "propose", words=words, reason=reason, why=why, block=block, **about)
