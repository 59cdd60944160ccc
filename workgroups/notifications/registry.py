"""What the domains tell this engine: how a notice reads, what waits for whom, which acts a signed link can do."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Literal, Protocol, TypeVar, cast

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from workgroups.core import clock
from workgroups.notifications.models import Notice

Weight = Literal["news", "mine", "always"]
Section = Literal["waiting", "decided", "changed", "new"]
SECTIONS: tuple[Section, ...] = ("waiting", "decided", "changed", "new")
ACT_SALT = "notifications.act"
ACT_LASTS = timedelta(days=30)


@dataclass(frozen=True)
class Line:
    """What a reader is told: a title that links, perhaps words of it, and why they are told."""

    title: str
    url: str  # a path; mail puts the base address before it
    section: Section
    detail: str = ""
    reason: str = ""
    group_id: int | None = None


@dataclass(frozen=True)
class Duty:
    """What waits for somebody: verb, thing, until when, what silence means, whether somebody has done it.

    `kind` and `subject_id` name it for good, so that it can be put off, passed on and counted; give both.
    `delegation_id` is set when it waits for a delegation and not for one person: then whoever of the delegation
    has the same duty may take it over. `by_hand` says that the product cannot see whether it is done (a paper by
    mail), so that people say so themselves.
    """

    verb: str
    thing: str
    url: str
    group_id: int
    group_name: str
    due: datetime | None
    silence: str  # what happens if nothing is done, as a whole sentence that says so
    done_by: str = ""  # the colleague who has done it for all
    act: str = ""  # the address of a signed two-tap act, from `act_url`
    kind: str = ""  # such as "polls.answer"
    subject_id: int = 0
    delegation_id: int | None = None
    by_hand: bool = False

    @property
    def key(self) -> str:
        """Names this duty, the same on every day and for everybody of the delegation."""
        if not self.kind:
            return sha256(f"{self.verb}|{self.url}".encode()).hexdigest()[:40]
        return duty_key(self.kind, self.subject_id, self.delegation_id)

    @property
    def title(self) -> str:
        """Verb and thing in one line."""
        return _("%(verb)s: %(thing)s") % {"verb": self.verb, "thing": self.thing}

    @property
    def mark(self) -> str:
        """Tells whether a digest named this duty already; on its last day it is a new one."""
        last_day = bool(self.due and self.due - clock.now() <= timedelta(hours=24))
        return f"{self.verb}|{self.url}|{self.due.isoformat() if self.due else ''}|{last_day}"


def duty_key(kind: str, subject_id: int, delegation_id: int | None = None) -> str:
    """Return what names a duty of this kind about this subject (for this delegation) for good."""
    return f"{kind}:{subject_id}" + (f":d{delegation_id}" if delegation_id else "")


type_members = Callable[[Iterable[int]], dict[int, set[int]]]
type_render = Callable[[Any, list[Notice]], dict[int, Line]]
type_render_many = Callable[[list[Notice]], dict[int, Line]]
R = TypeVar("R", bound=Callable[..., dict[int, Line]])
D = TypeVar("D", bound=Callable[..., Any])
A = TypeVar("A", bound="type[Act]")
M = TypeVar("M", bound=type_members)
F = TypeVar("F", bound=Callable[[Any], Iterable[Any]])
W = TypeVar("W", bound=Callable[[Sequence[Any]], dict[int, Any]])
_members: list[type_members] = []
_follow_ups: list[tuple[int, str, Callable[[Any], Iterable["FollowUp"]]]] = []
letters: dict[str, Callable[[Sequence[Any]], dict[int, "Written"]]] = {}
renderers: dict[str, type_render_many] = {}
weights: dict[str, Weight] = {}
_duties: list[tuple[int, str, Callable[[Sequence[Any]], dict[int, list[Duty]]]]] = []


def notice_kind(kind: str, *, many: bool = False, weight: Weight = "news") -> Callable[[R], R]:
    """Register how notices of `kind` read: `render(person, notices)` gives a line by notice id.

    `weight` says who may leave them out: "news" anybody, "mine" (said to the reader, as a mention is) only those who
    want nothing but duties, "always" (a circular) nobody.

    The renderer leaves out what the reader may no longer see or has read, with a constant number of queries.
    With `many=True` it is `render(notices)`, all readers at once (`notice.person` is loaded): a digest run of a
    thousand members then asks once for all.
    """

    def register(render: R) -> R:
        if kind in renderers:
            raise RuntimeError(f"notices of {kind} have a renderer")
        weights[kind] = weight
        renderers[kind] = cast("type_render_many", render) if many else _each_reader(cast("type_render", render))
        return render

    return register


def duties(order: int = 50, *, many: bool = False) -> Callable[[D], D]:
    """Register `fn(person) -> list[Duty]`, computed live with a constant number of queries; lower orders first.

    With `many=True` it is `fn(people) -> {person id: duties}`, which a digest run asks once for all.
    """

    def register(find: D) -> D:
        ask = find if many else lambda people: {person.pk: find(person) for person in people}
        _duties.append((order, f"{find.__module__}.{find.__qualname__}", ask))
        _duties.sort(key=lambda entry: entry[:2])
        return find

    return register


def duties_of(people: Sequence[Any]) -> dict[int, list[Duty]]:
    """Return what waits for each of these people: dated things first, the soonest on top."""
    found: dict[int, list[Duty]] = {person.pk: [] for person in people}
    for _order, _name, ask in _duties:
        for person_id, part in ask(people).items():
            found[person_id] += part
    return {
        person_id: sorted(part, key=lambda duty: (duty.due is None, duty.due or clock.now()))
        for person_id, part in found.items()
    }


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

    @property
    def mark(self) -> str:
        """Tells this row from all others."""
        return f"{self.key}|{self.delegation_id or 0}|{self.people[0] if self.people else 0}|{self.who}"


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


def reads_members(read: M) -> M:
    """Register the function that gives the ids of today's members of each of these groups."""
    _members.append(read)
    return read


def members_of(group_ids: Iterable[int]) -> dict[int, set[int]]:
    """Return today's members of each group: a notice of a group reaches nobody else, whatever its renderer thinks."""
    (read,) = _members
    return read(group_ids)


@dataclass(frozen=True)
class Choice:
    """One answer that a two-tap page offers."""

    value: str
    label: str


@dataclass(frozen=True)
class Offer:
    """What a two-tap page says before the press."""

    title: str
    choices: tuple[Choice, ...]
    detail: str = ""
    group_name: str = ""
    url: str = ""  # where the thing itself is, for those who want to read first


class Act(Protocol):
    """What a signed link can do for a domain. Both raise `core.errors` when it is no longer possible."""

    def describe(self, person: Any, args: dict[str, Any]) -> Offer: ...

    def perform(self, person: Any, args: dict[str, Any], choice: str) -> str:
        """Call the domain's action; return the sentence that confirms it."""
        ...


acts: dict[str, Act] = {}


def act(name: str) -> Callable[[A], A]:
    """Register a class with `describe` and `perform` as the act of this name."""

    def register(handler: A) -> A:
        if name in acts:
            raise RuntimeError(f"the act {name} has a handler")
        acts[name] = handler()
        return handler

    return register


def act_url(name: str, person: Any, args: dict[str, Any], *, until: datetime | None = None) -> str:
    """Return the full address of a page on which this person, and nobody else, can do the act until then."""
    if name not in acts:
        raise RuntimeError(f"nobody handles the act {name}")
    end = until or clock.now() + ACT_LASTS
    payload = {"p": person.pk, "a": name, "s": args, "e": int(end.timestamp())}
    token = signing.TimestampSigner(salt=ACT_SALT).sign_object(payload, compress=True)
    return f"{settings.BASE_URL}{reverse('notifications:act', args=[token])}"


def _each_reader(render: type_render) -> type_render_many:
    def render_many(notices: list[Notice]) -> dict[int, Line]:
        by_person: dict[int, list[Notice]] = {}
        for notice in notices:
            by_person.setdefault(notice.person_id, []).append(notice)
        lines: dict[int, Line] = {}
        for own in by_person.values():
            lines |= render(own[0].person, own)
        return lines

    return render_many
