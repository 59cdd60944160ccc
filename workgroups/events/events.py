"""The form of an event: frozen, small, ids only; a subclass registers itself by its wire name."""

from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Self


@dataclass(frozen=True)
class StreamRef:
    """Which log an event belongs to: a group's, a person's or the site's."""

    kind: str
    ref_id: int

    @classmethod
    def group(cls, group_id: int) -> Self:
        return cls("group", group_id)

    @classmethod
    def person(cls, person_id: int) -> Self:
        return cls("person", person_id)

    @classmethod
    def site(cls) -> Self:
        return cls("site", 0)


@dataclass(frozen=True)
class Audience:
    """Who may learn that an event happened; a closed set."""

    kind: str
    ref_id: int = 0

    @classmethod
    def public(cls) -> Self:
        return cls("public")

    @classmethod
    def group(cls) -> Self:
        return cls("group")

    @classmethod
    def participants(cls) -> Self:
        """Participating delegations and officers: who may know of what is restricted."""
        return cls("participants")

    @classmethod
    def officers(cls) -> Self:
        return cls("officers")

    @classmethod
    def delegation(cls, delegation_id: int) -> Self:
        return cls("delegation", delegation_id)

    @classmethod
    def person(cls, person_id: int) -> Self:
        return cls("person", person_id)


@dataclass(frozen=True)
class Event:
    """Something that happened. Subclasses set `name` (wire name, never reused) and carry ids and short strings.

    `words` says what somebody did, after their name ("ended a seat"), for the record that officers read.
    `when_closed` lets it happen where the work has ended (`before_emit` in `events.subscribe` asks).
    """

    name: ClassVar[str] = ""
    version: ClassVar[int] = 1
    words: ClassVar[Any] = ""
    when_closed: ClassVar[bool] = False
    known: ClassVar[dict[str, type["Event"]]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not cls.name:
            raise TypeError(f"{cls.__name__} needs a wire name")
        other = Event.known.setdefault(cls.name, cls)
        if other.__qualname__ != cls.__qualname__:  # dataclass(slots=True) makes the class twice
            raise TypeError(f"the wire name {cls.name} is {other.__name__}'s")
        Event.known[cls.name] = cls

    def stream(self) -> StreamRef:
        """The log it is written to; by default that of `self.group_id`."""
        return StreamRef.group(getattr(self, "group_id"))  # noqa: B009

    def audience(self) -> Audience:
        """Who may learn of it; by default the group's members."""
        return Audience.group()

    def topics(self) -> tuple[str, ...]:
        """Which parts of open pages it changes, such as `thread:7`."""
        return ()

    def data(self) -> dict[str, Any]:
        """The fields, as JSON values."""
        return asdict(self)
