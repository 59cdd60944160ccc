"""What each row of a filled matrix would do to a draft, and why a row does nothing: worked out, not done."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from django.utils.translation import gettext as _

from workgroups.core.errors import Refused
from workgroups.core.text import fold
from workgroups.drafts.logic.filled import Cells, Where, block_of, left, unmarked

DOES: Final = ("comment", "propose", "answer", "accept", "decline", "resolve")
"""What a row may do; beside these it is `same` (here already), `other` (somebody else's) or `fault`."""
Read = Callable[[str, str, str], str]
"""Block, kind of proposal, words: the plain words that the block would have. Raises Refused."""


@dataclass(frozen=True, slots=True)
class Known:
    """A row that the draft has: its name, its place, its state; `own`: begun by whoever brings the file.

    `told`: its words as files of every language tell them, folded; `answers`: how files tell its answers, `bare`: their
    words alone, folded.
    """

    kind: str
    number: int
    name: str
    url: str
    block: str
    state: str
    told: frozenset[str]
    answers: frozenset[str]
    bare: frozenset[str]
    own: bool
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Rights:
    """What whoever brings the file may do; `speaks`: delegations by folded name, with whether they speak for each.

    `delegation` is their own; the key 0 of `speaks` stands for themselves (an office without a delegation).
    """

    comments: bool
    proposes: bool
    pen: bool
    edits: bool
    delegation: int
    speaks: Mapping[str, tuple[int, bool]]


@dataclass(frozen=True, slots=True)
class Here:
    """A draft as rows are held against it. `said` and `put`: who said what where; `states`: words of each by kind."""

    where: Where
    known: Mapping[str, Known]
    named: Mapping[str, str]
    states: Mapping[tuple[str, str], str]
    kinds: Mapping[str, str]
    labels: Mapping[str, str]
    said: frozenset[tuple[str, int, str]]
    put: frozenset[tuple[str, str, int, str]]
    waiting: Mapping[tuple[str, str, int], int]
    read: Read


@dataclass(frozen=True, slots=True)
class Planned:
    """One thing that a row does, or why it does nothing. `name`: of the row or the block that it is about."""

    line: int
    act: str
    name: str = ""
    url: str = ""
    words: str = ""
    reason: str = ""
    why: str = ""
    block: str = ""
    kind: str = ""
    delegation: int = 0
    code: str = ""

    @property
    def does(self) -> bool:
        return self.act in DOES


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


def mark(plan: Sequence[Planned]) -> str:
    """A sign of what was shown: another one when something else would be done by now."""
    told = [{**asdict(one), "why": "", "url": ""} for one in plan if one.does]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def told_briefly(one: Planned) -> dict[str, Any]:
    """A row as JSON keeps it, without what it does not say."""
    return {name: value for name, value in asdict(one).items() if value or name in {"line", "act"}}


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
        yield _new_row(plan, line, cells)


def _known_row(plan: _Plan, line: int, cells: Cells, code: str, known: Known) -> Iterator[Planned]:
    """A row that the draft has: an answer, what becomes of it, or other words beside it."""
    about: dict[str, Any] = {"line": line, "name": known.name, "url": known.url, "block": known.block, "code": code}
    words = fold(cells.get("comment", ""))
    if words and words not in known.told and not _is_cut(cells["comment"], known.told):
        why = _("A file does not change what was said. To say more, add a row with Number and Code empty.")
        yield Planned(**about, act="fault", words=cells["comment"], why=why)
        return
    done = list(_answered(plan, cells, known, about))
    if cells.get("proposed"):
        reason = cells.get("reason", "")
        done.append(_proposal(plan, line, cells, known.block, unmarked(cells["proposed"]), reason, _for(plan, {})))
    yield from done or [Planned(**about, act="same")]


def _is_cut(words: str, told: frozenset[str]) -> bool:
    return words.endswith("…") and any(one.startswith(fold(words[:-1])) for one in told)


def _answered(plan: _Plan, cells: Cells, known: Known, about: dict[str, Any]) -> Iterator[Planned]:
    words = left(cells.get("answer", ""), known.answers)
    words = "" if fold(words) in known.bare else words
    given = fold(cells.get("became", ""))
    state = plan.here.states.get((known.kind, given), "" if given else known.state)
    if not words and state in {known.state, "open"}:  # as it is, or as it was when the file was made
        return
    about = about | {"words": words}
    if not state:
        why = _("“%(words)s” says nothing that can become of it.") % {"words": cells["became"]}
        yield Planned(**about, act="fault", why=why)
    elif known.kind == "comment":
        yield from _comment_answered(plan, known, about, state)
    else:
        yield _proposal_answered(plan, known, about, state)


def _comment_answered(plan: _Plan, known: Known, about: dict[str, Any], state: str) -> Iterator[Planned]:
    if known.state != "open":
        yield Planned(**about, act="fault", why=_("This comment is resolved. Open it again on its page to answer."))
        return
    if about["words"]:
        may = plan.rights.comments
        yield Planned(**about, act="answer") if may else _forbidden(about)
    if state == "resolved":
        may = plan.rights.edits or (known.own and plan.rights.comments)
        yield Planned(**(about | {"words": ""}), act="resolve") if may else _forbidden(about | {"words": ""})


def _proposal_answered(plan: _Plan, known: Known, about: dict[str, Any], state: str) -> Planned:
    if known.state != "open":
        return Planned(**about, act="fault", why=_("Somebody answered this proposal meanwhile."))
    if not plan.rights.pen:
        return Planned(**about, act="other", why=_("Those who hold the pen answer proposals."))
    if state == "accepted" and known.stale:
        why = _("The block changed since this was put forward: put both together on the proposal’s page.")
        return Planned(**about, act="fault", why=why)
    if state == "declined" and not about["words"]:
        return Planned(**about, act="fault", why=_("Say why: whoever put it forward reads this."))
    if state in {"accepted", "declined"}:
        return Planned(**about, act={"accepted": "accept", "declined": "decline"}[state])
    why = _("Write Accepted or Declined under “What became of it”; with changes it is accepted on its page.")
    return Planned(**about, act="fault", why=why)


def _forbidden(about: dict[str, Any]) -> Planned:
    return Planned(**about, act="other", why=_("You may not do this on this draft."))


def _fault(line: int, cells: Cells, why: str, act: str = "fault", **about: Any) -> Planned:
    words = "\n".join(cells[one] for one in ("comment", "proposed", "answer") if cells.get(one))
    return Planned(line, act, words=words, reason=cells.get("reason", ""), why=why, **about)


def _for(plan: _Plan, cells: Cells) -> int | None:
    """For which delegation a row speaks; None for one that nobody here is called."""
    given = fold(cells.get("delegation", ""))
    return plan.rights.speaks.get(given, (None, False))[0] if given else plan.rights.delegation


def _new_row(plan: _Plan, line: int, cells: Cells) -> Planned:
    for_whom = _for(plan, cells)
    if for_whom is None:
        return _fault(
            line, cells, _("No delegation of this group is called “%(name)s”.") % {"name": cells["delegation"]}
        )
    given = fold(cells.get("delegation", ""))
    if given and not plan.rights.speaks[given][1]:
        why = _("This row is %(name)s’s. It comes in when they bring it, or an officer.") % {
            "name": cells["delegation"]
        }
        return _fault(line, cells, why, act="other")
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
    if key in here.said | plan.said:
        return Planned(line, "same", words=said, **about)  # type: ignore[arg-type]
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
    if says_so or (block, kind, whose, fold(become)) in here.put:
        return Planned(line, "same", words=words, **about)
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
