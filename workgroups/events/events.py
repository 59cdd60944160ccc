"""The form of an event: frozen, small, ids only; a subclass registers itself by its wire name."""

from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Literal, Self

Log = Literal["group", "person", "site"]
Told = Literal["group", "participants", "officers", "person", "public"]


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
    `log` says whose log it is written to (that of `group_id`, of `person_id`, or the site's), `told` who may learn
    of it (`person`: `person_id` alone), `shows` which parts of open pages it changes, such as `thread:{thread_id}`.
    What these cannot say, a subclass says in `stream`, `audience` or `topics`.
    """

    name: ClassVar[str] = ""
    version: ClassVar[int] = 1
    words: ClassVar[Any] = ""
    when_closed: ClassVar[bool] = False
    log: ClassVar[Log] = "group"
    told: ClassVar[Told] = "group"
    shows: ClassVar[tuple[str, ...]] = ()
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
        """The log it is written to."""
        return StreamRef(self.log, 0 if self.log == "site" else getattr(self, f"{self.log}_id"))

    def audience(self) -> Audience:
        """Who may learn of it."""
        return Audience(self.told, getattr(self, "person_id") if self.told == "person" else 0)  # noqa: B009

    def topics(self) -> tuple[str, ...]:
        """Which parts of open pages it changes, such as `thread:7`."""
        return tuple(topic.format_map(vars(self)) for topic in self.shows)

    def data(self) -> dict[str, Any]:
        """The fields, as JSON values."""
        return asdict(self)
