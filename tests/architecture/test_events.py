"""The graph of events: their shape, their names, who hears them, and that none comes back to itself."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

import pytest

from workgroups.events.events import Event
from workgroups.events.subscribe import may_emit, readers

from .checks import events
from .exceptions import EVENTS
from .violation import report


def registered() -> list[type]:
    """The product's events, by wire name."""
    return [event for _, event in sorted(Event.known.items()) if event.__module__.startswith("workgroups.")]


def test_events_are_small_frozen_facts_with_lasting_names() -> None:
    assert registered()
    assert report(events.shapes(registered())) == ""


def test_every_event_has_somebody_who_needs_it() -> None:
    assert report(events.unheard(registered(), readers, Event), EVENTS) == ""


def test_readers_know_only_events_that_exist() -> None:
    heard = {name for names in readers.values() for name in names}
    assert heard | set(may_emit) | {name for names in may_emit.values() for name in names} <= set(Event.known)


def test_no_event_comes_back_to_itself() -> None:
    assert report(events.loops(may_emit)) == ""


# Bad examples. They stand beside the registry on purpose: a subclass of Event would register itself.


class Base:
    name: ClassVar[str] = "threads.post_added"
    version: ClassVar[int] = 1

    def topics(self) -> tuple[str, ...]:
        return ()


@dataclass(frozen=True)
class Good(Base):
    group_id: int
    state: str
    at: datetime | None
    seat_ids: tuple[int, ...]


class NoDataclass(Base):
    pass


@dataclass
class Thawed(Base):
    group_id: int


@dataclass(frozen=True)
class Heavy(Base):
    payload: dict[str, Any]


@dataclass(frozen=True)
class Present(Base):
    name: ClassVar[str] = "threads.add_post"


@dataclass(frozen=True)
class Foreign(Base):
    name: ClassVar[str] = "polls.vote_changed"


@dataclass(frozen=True)
class Unversioned(Base):
    version: ClassVar[int] = 0


@dataclass(frozen=True)
class Shown(Base):
    def topics(self) -> tuple[str, ...]:
        return ("thread:1",)


@dataclass(frozen=True)
class Astray(Base):
    shows: ClassVar[tuple[str, ...]] = ("thread:{thread_id}",)


@dataclass(frozen=True)
class Ownerless(Base):
    log: ClassVar[str] = "person"


for example in (Good, NoDataclass, Thawed, Heavy, Present, Foreign, Unversioned, Shown, Astray, Ownerless):
    example.__module__ = "workgroups.threads.events"


def test_check_accepts_a_good_event() -> None:
    assert report(events.shapes([Good])) == ""


@pytest.mark.parametrize(
    ("example", "fault"),
    [
        (NoDataclass, "not a frozen dataclass"),
        (Thawed, "not a frozen dataclass"),
        (Heavy, "payload: dict"),
        (Present, "past tense"),
        (Foreign, "is not threads."),
        (Unversioned, "version 0"),
        (Astray, "by thread_id, and has no such field"),
        (Ownerless, "by person_id, and has no such field"),
    ],
)
def test_check_finds_a_bad_event(example: type, fault: str) -> None:
    assert fault in report(events.shapes([example]))


def test_check_finds_a_name_used_twice() -> None:
    assert "'threads.post_added' is Good's" in report(events.shapes([Good, Shown]))


def test_check_finds_an_event_nobody_hears() -> None:
    assert "who needs it" in report(events.unheard([Good], {}, Base))
    assert "who needs it" in report(events.unheard([Good], {"audit": ["threads.post_added"]}, Base))
    assert report(events.unheard([Good], {"search": ["threads.post_added"]}, Base)) == ""
    assert report(events.unheard([Shown], {}, Base)) == ""


def test_check_finds_a_loop() -> None:
    assert report(events.loops({"a.held": {"b.sent"}, "b.sent": {"c.read"}})) == ""
    assert "set each other off" in report(events.loops({"a.held": {"b.sent"}, "b.sent": {"a.held"}}))
