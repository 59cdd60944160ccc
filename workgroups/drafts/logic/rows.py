"""The rows of a filled matrix: the draft that they are held against, the rights of who brings them, what each does."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from workgroups.drafts.logic.dispositions import Disposition
from workgroups.drafts.logic.filled import Where

DOES: Final = ("comment", "propose", "answer", "accept", "decline", "resolve")
"""What a row may do; beside these it is `same` (here already), `other` (somebody else's) or `fault`."""
Read = Callable[[str, str, str], str]
"""Block, kind of proposal, words: the plain words that the block would have. Raises Refused."""


@dataclass(frozen=True, slots=True)
class Known:
    """A row that the draft has: its name, its place, its state; `own`: begun by whoever brings the file.

    `told`: its words as files of every language tell them, folded; `answers`: how files tell its answers, `bare`: their
    words alone, folded; `disposed`: what they begin with. Number 0: the row before it in the file makes it.
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
    disposed: frozenset[Disposition] = frozenset()


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
    """A draft as rows are held against it. `states`: words of each by kind.

    `said` and `put`: who said what where, and the code of the comment or the proposal.
    """

    where: Where
    known: Mapping[str, Known]
    named: Mapping[str, str]
    states: Mapping[tuple[str, str], str]
    kinds: Mapping[str, str]
    labels: Mapping[str, str]
    said: Mapping[tuple[str, int, str], str]
    put: Mapping[tuple[str, str, int, str], str]
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


def mark(plan: Sequence[Planned]) -> str:
    """A sign of what was shown: another one when something else would be done by now."""
    told = [{**asdict(one), "why": "", "url": ""} for one in plan if one.does]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def told_briefly(one: Planned) -> dict[str, Any]:
    """A row as JSON keeps it, without what it does not say."""
    return {name: value for name, value in asdict(one).items() if value or name in {"line", "act"}}
