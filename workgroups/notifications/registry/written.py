"""What officers wait for, and mails whose words are made when they go out."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[[Any], Iterable[Any]])
W = TypeVar("W", bound=Callable[[Sequence[Any]], dict[int, Any]])
_follow_ups: list[tuple[int, str, Callable[[Any], Iterable["FollowUp"]]]] = []
letters: dict[str, Callable[[Sequence[Any]], dict[int, "Written"]]] = {}


@dataclass(frozen=True)
class FollowUp:
    """What a group's officers wait for: one thing from one delegation or person. `kind` is `<app>.<what>`."""

    kind: str
    label: str  # the kind in words
    key: str  # the thing, such as `polls.call:12`; the same for all of whom it is awaited
    what: str
    url: str
    group_id: int
    who: str
    people: tuple[int, ...] = ()  # to whom a letter about it would go; nobody: it cannot be chased by letter
    delegation_id: int | None = None
    since: datetime | None = None
    due: datetime | None = None
    is_restricted: bool = False  # its title does not go into mail

    @property
    def mark(self) -> str:
        """Tells this row from all others."""
        return f"{self.key}|{self.delegation_id or 0}|{self.people[0] if self.people else 0}"


def follow_ups(order: int = 50) -> Callable[[F], F]:
    """Register `fn(scope) -> iterable of FollowUp` for the follow-up board and for letters to those who owe something.

    The scope (`groups.queries.Scope`) holds the groups asked about, their delegations and seats; ask the database
    as often for one group as for twenty.
    """

    def register(find: F) -> F:
        _follow_ups.append((order, f"{find.__module__}.{find.__qualname__}", find))
        _follow_ups.sort(key=lambda entry: entry[:2])
        return find

    return register


def follow_ups_in(scope: Any) -> list[FollowUp]:
    """Return what is awaited in the scope's groups, in the order of the domains."""
    return [row for _order, _name, find in _follow_ups for row in find(scope)]


@dataclass(frozen=True)
class Written:
    """What one reader's mail is made from, and which notices it makes superfluous."""

    context: dict[str, Any]
    notice_ids: tuple[int, ...] = ()


def letter_kind(template: str) -> Callable[[W], W]:
    """Register `fn(deliveries) -> {delivery id: Written}` for mails whose words are made when they go out.

    Whoever may no longer read it is left out. It is called in the language and zone of these readers, all alike.
    """

    def register(write: W) -> W:
        if template in letters:
            raise RuntimeError(f"letters of {template} have a writer")
        letters[template] = write
        return write

    return register
