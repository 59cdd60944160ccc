"""What waits for whom: every domain says it, either as rows of one common query or as duties ready made."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import sha256
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from workgroups.core import clock
from workgroups.notifications.registry.told import RESTRICTED, in_mail, nameless


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
    passed_by: str = ""  # the colleague who passed it to this reader
    note: str = ""  # what they wrote with it
    is_restricted: bool = False  # its words stay out of mail

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
    def mailed(self) -> "Duty":
        """Return the duty as mail carries it."""
        if not self.is_restricted:
            return self
        return replace(self, thing=in_mail(RESTRICTED, nameless(self.group_name)), note="")

    @property
    def mark(self) -> str:
        """Tells whether a digest named this duty already; on its last day it is a new one."""
        last_day = bool(self.due and self.due - clock.now() <= timedelta(hours=24))
        return f"{self.verb}|{self.url}|{self.due.isoformat() if self.due else ''}|{last_day}"


def duty_key(kind: str, subject_id: int, delegation_id: int | None = None) -> str:
    """Return what names a duty of this kind about this subject (for this delegation) for good."""
    return f"{kind}:{subject_id}" + (f":d{delegation_id}" if delegation_id else "")


@dataclass(eq=False)  # not frozen: a desk makes thousands of them, and setting a frozen field costs three times as much
class Open:
    """One thing that waits, as the database says it: enough to sort, count and find it; its words come when shown.

    `telling` makes the duty of it, from `data`: what the domain's rows say besides.
    """

    kind: str
    person_id: int
    subject_id: int
    delegation_id: int | None
    group_id: int
    group_name: str
    group_slug: str
    due: datetime | None
    done_by: str = ""
    passed_by: str = ""  # the colleague who passed it to this person
    note: str = ""  # what they wrote with it
    words: str = "{}"  # what else the rows say, JSON; read when it is told
    telling: Callable[["Open"], Duty] | None = None
    made: Duty | None = None

    @cached_property
    def key(self) -> str:
        """Names the duty, as `Duty.key` does."""
        return self.made.key if self.made else duty_key(self.kind, self.subject_id, self.delegation_id)

    @cached_property
    def data(self) -> dict[str, Any]:
        """What the domain's rows say besides."""
        found: dict[str, Any] = json.loads(self.words)
        return found

    @cached_property
    def duty(self) -> Duty:
        """The duty in words of the reader's language."""
        told = self.made or (self.telling(self) if self.telling else None)
        assert told  # noqa: S101  (one of the two is given)
        return replace(
            told,
            kind=self.kind,
            subject_id=self.subject_id,
            delegation_id=self.delegation_id,
            done_by=self.done_by,
            passed_by=self.passed_by,
            note=self.note,
        )


@dataclass(frozen=True)
class Rows:
    """The rows of one kind of duty, as SQL (see `duty_rows`), and how a row is told."""

    kind: str
    order: int
    sql: str
    tell: Callable[[Open], Duty]


T = TypeVar("T", bound=Callable[[Open], Duty])
D = TypeVar("D", bound=Callable[..., Any])
Standing = TypeVar("Standing", bound=Callable[[Sequence[int]], list[tuple[str, str, tuple[Any, ...]]]])
Finish = TypeVar("Finish", bound=Callable[..., None])
Colleagues = TypeVar("Colleagues", bound=Callable[[Iterable[int]], dict[int, list[Any]]])
made: list[tuple[int, str, Callable[[Sequence[Any]], dict[int, list[Duty]]]]] = []
rows: list[Rows] = []
finishers: dict[str, Callable[..., None]] = {}
_standing: list[Callable[[Sequence[int]], list[tuple[str, str, tuple[Any, ...]]]]] = []
_colleagues: list[Callable[[Iterable[int]], dict[int, list[Any]]]] = []


def duties(order: int = 50, *, many: bool = False) -> Callable[[D], D]:
    """Register `fn(person) -> list[Duty]`, computed live with a constant number of queries; lower orders first.

    With `many=True` it is `fn(people) -> {person id: duties}`, which a digest run asks once for all. What can be said
    by one statement belongs into `duty_rows`: then it costs the desk no query of its own.
    """

    def register(find: D) -> D:
        ask = find if many else lambda people: {person.pk: find(person) for person in people}
        made.append((order, f"{find.__module__}.{find.__qualname__}", ask))
        made.sort(key=lambda entry: entry[:2])
        return find

    return register


def duty_rows(kind: str, sql: str, order: int = 50) -> Callable[[T], T]:
    """Register the rows of a kind of duty and how one is told; all kinds are asked for in a single query.

    `sql` is a SELECT of person_id, subject_id, delegation_id (or NULL), group_id, due (timestamptz or NULL), done_by
    (a colleague's name, or NULL) and data (jsonb), in this order. It may use these tables of the asking query:

    - ask(now, today)
    - seat(person_id, group_id, delegation_id, standing, rank, seat_id): seats of today, the head's rank is 0
    - office(person_id, group_id, role): offices of today
    - belongs(person_id, group_id): whoever has one of both
    - inside(person_id, group_id): participating seats and offices, who read what is restricted
    - place(id, name, slug, state, programme_id): the groups of these people
    """

    def register(tell: T) -> T:
        if any(one.kind == kind for one in rows):
            raise RuntimeError(f"duties of {kind} have rows")
        rows.append(Rows(kind, order, sql, tell))
        rows.sort(key=lambda one: (one.order, one.kind))
        return tell

    return register


def finishes(kind: str) -> Callable[[Finish], Finish]:
    """Register `fn(person=, subject_id=)`: what "done already" does for a kind that is done by hand but kept here."""

    def register(finish: Finish) -> Finish:
        if kind in finishers:
            raise RuntimeError(f"duties of {kind} have a finisher")
        finishers[kind] = finish
        return finish

    return register


def reads_standing(read: Standing) -> Standing:
    """Register the function that gives the tables of `duty_rows`: (name, SQL, parameters) each, for people by id."""
    _standing.append(read)
    return read


def standing_of(person_ids: Sequence[int]) -> list[tuple[str, str, tuple[Any, ...]]]:
    """Return the tables on which the rows of duties stand."""
    (read,) = _standing
    return read(person_ids)


def reads_colleagues(read: Colleagues) -> Colleagues:
    """Register the function that gives the people who sit in each of these delegations today, heads first."""
    _colleagues.append(read)
    return read


def colleagues_in(delegation_ids: Iterable[int]) -> dict[int, list[Any]]:
    """Return the people who sit in each of these delegations today, heads first; one query."""
    (read,) = _colleagues
    return read(delegation_ids)
