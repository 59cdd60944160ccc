"""What domains tell of a group: what hangs on a person there, and what the milestones of its plan lead to."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol, TypeVar


@dataclass(frozen=True)
class Held:
    """One thing that hangs on somebody: what it is, where, and whether it can be passed on.

    `key` names it within its kind and stays the same (a task's id); `stays` says, where it cannot be passed on, what
    becomes of it; `kind` is filled in when all kinds are gathered.
    """

    key: str
    what: str
    url: str
    passes: bool = True
    offered: bool = True  # chosen unless somebody says otherwise
    stays: str = ""
    detail: str = ""
    kind: str = ""

    @property
    def name(self) -> str:
        """What a form sends to choose it."""
        return f"{self.kind}:{self.key}"


class Holding(Protocol):
    """A kind of thing that people hold in a group."""

    label: Any
    """Its heading, in words: “Tasks”."""

    def held(self, group: Any, person: Any) -> Iterable[Held]:
        """Return what a person holds in a group, with a constant number of queries."""
        ...

    def pass_on(self, *, actor: Any, group: Any, leaver: Any, successor: Any, keys: Sequence[str]) -> None:
        """Let the successor hold these, through the domain's own actions; what is gone meanwhile is left out.

        It runs inside the transaction of the hand-over, which has asked permission.
        """
        ...


H = TypeVar("H", bound="type[Holding]")
_holdings: list[tuple[int, str, Holding]] = []


def holding(kind: str, order: int = 50) -> Callable[[H], H]:
    """Register a class with `label`, `held` and `pass_on` as what people hold of this kind; lower orders come first."""

    def register(made: H) -> H:
        if any(name == kind for _order, name, _one in _holdings):
            raise RuntimeError(f"holdings of {kind} are registered")
        _holdings.append((order, kind, made()))
        _holdings.sort(key=lambda entry: entry[:2])
        return made

    return register


def held_by(group: Any, person: Any) -> list[tuple[str, list[Held]]]:
    """Return everything that hangs on a person in a group, by heading, without empty kinds."""
    found = [
        (str(one.label), [replace(held, kind=kind) for held in one.held(group, person)])
        for _order, kind, one in _holdings
    ]
    return [(label, things) for label, things in found if things]


def pass_on(*, actor: Any, group: Any, leaver: Any, successor: Any, chosen: Iterable[str]) -> None:
    """Pass what was chosen (`Held.name`) on to the successor, kind by kind."""
    by_kind: dict[str, list[str]] = {}
    for name in chosen:
        kind, _colon, key = name.partition(":")
        by_kind.setdefault(kind, []).append(key)
    for _order, kind, one in _holdings:
        if keys := by_kind.get(kind):
            one.pass_on(actor=actor, group=group, leaver=leaver, successor=successor, keys=keys)


@dataclass(frozen=True)
class Tied:
    """What a milestone leads to, as it stands now: its own state in a word and a kind of `components/state.html`.

    `on` is its own day, where it has one.
    """

    title: str
    url: str
    word: str
    kind: str = "quiet"
    on: date | None = None
    is_deliverable: bool = False


class Tie(Protocol):
    """A kind of thing that a milestone may lead to, by its number in the group."""

    label: Any
    """In words: “Meeting”."""

    def read(self, member: Any, numbers: Sequence[int]) -> dict[int, Tied]:
        """Return those of these that the member may see, by number; a constant number of queries."""
        ...

    def offered(self, member: Any) -> Iterable[tuple[int, str]]:
        """Return what an officer may choose: numbers with titles, the likely ones first."""
        ...


T = TypeVar("T", bound="type[Tie]")
_ties: list[tuple[int, str, Tie]] = []


def tie(kind: str, order: int = 50) -> Callable[[T], T]:
    """Register a class with `label`, `read` and `offered` as a kind of thing that milestones lead to."""

    def register(made: T) -> T:
        if any(name == kind for _order, name, _one in _ties):
            raise RuntimeError(f"ties of {kind} are registered")
        _ties.append((order, kind, made()))
        _ties.sort(key=lambda entry: entry[:2])
        return made

    return register


def ties_offered(member: Any, *, only: str = "") -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what a milestone may be tied to, by kind (perhaps of one alone): `draft:3` with its title."""
    found = [
        (str(one.label), [(f"{kind}:{number}", title) for number, title in one.offered(member)])
        for _order, kind, one in _ties
        if only in {"", kind}
    ]
    return [(label, things) for label, things in found if things]


def ties_read(member: Any, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Tied]:
    """Return, of these kinds and numbers, what the member may see; as many queries as there are kinds among them."""
    by_kind: dict[str, set[int]] = {}
    for kind, number in wanted:
        by_kind.setdefault(kind, set()).add(number)
    return {
        (kind, number): tied
        for _order, kind, one in _ties
        if kind in by_kind
        for number, tied in one.read(member, sorted(by_kind[kind])).items()
    }
