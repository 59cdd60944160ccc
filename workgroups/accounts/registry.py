"""What the domains tell accounts: a section of the settings, what they keep about a person, what leaving means."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from workgroups.accounts.models import Person


@dataclass(frozen=True)
class SettingsEntry:
    """A section of `/settings/`: fill the slot `accounts.settings` with `fn(request) -> SettingsEntry or None`."""

    label: str
    url: str
    words: str  # one line: what can be set there, or how it is set now


@dataclass(frozen=True)
class Stored:
    """What one domain keeps of one kind about a person, and how it goes into the export of their data."""

    name: str  # of its file in the export: lower case, without an ending
    title: str  # "Posts in threads"
    count: int
    rows: Callable[[], Iterable[dict[str, Any]]]  # JSON values, instants as datetimes; asked only for an export
    url: str = ""  # where the person sees it themselves
    stays: str = ""  # what becomes of it when they leave, one sentence


Storing = Callable[[Person], list[Stored]]
Refusing = Callable[[Person], list[str]]
Forgetting = Callable[[Person], None]
_storing: list[tuple[int, str, Storing]] = []
_refusing: list[Refusing] = []
_forgetting: list[tuple[int, str, Forgetting]] = []


def stores(order: int = 50) -> Callable[[Storing], Storing]:
    """Register `fn(person) -> list[Stored]`: what a domain keeps about somebody, counted in few queries."""

    def register(find: Storing) -> Storing:
        _storing.append((order, f"{find.__module__}.{find.__qualname__}", find))
        _storing.sort(key=lambda entry: entry[:2])
        return find

    return register


def stored_about(person: Person) -> list[Stored]:
    """Return everything that is kept about a person, by kind."""
    return [one for _order, _name, find in _storing for one in find(person)]


def refuses_leaving(find: Refusing) -> Refusing:
    """Register `fn(person) -> sentences`: why somebody cannot leave the installation yet, none when they can."""
    _refusing.append(find)
    return find


def reasons_to_stay(person: Person) -> list[str]:
    """Return why a person cannot leave yet, as sentences that say what to do."""
    return [reason for find in _refusing for reason in find(person)]


def forgets(order: int = 50) -> Callable[[Forgetting], Forgetting]:
    """Register `fn(person)`: take away what goes when somebody leaves, in the transaction of their leaving."""

    def register(forget: Forgetting) -> Forgetting:
        _forgetting.append((order, f"{forget.__module__}.{forget.__qualname__}", forget))
        _forgetting.sort(key=lambda entry: entry[:2])
        return forget

    return register


def forget(person: Person) -> None:
    """Let every domain take away what goes with a person."""
    for _order, _name, take_away in _forgetting:
        take_away(person)
