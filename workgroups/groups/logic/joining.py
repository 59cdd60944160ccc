"""A list of people against a group as it stands: who comes in, who is here already, who cannot come in and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal

from django.utils.translation import gettext as _

from workgroups.core.countries import code_of
from workgroups.core.languages import listed
from workgroups.groups.logic.columns import plain
from workgroups.groups.logic.people import Entry
from workgroups.groups.models import Body, Delegation, Office, Seat

CLOSE = 0.86  # how alike two names are before one is taken for a slip of the pen
OUT = "out"  # the choice to leave a body's rows out
Outcome = Literal["new", "known", "fault"]


@dataclass(frozen=True)
class KnownBody:
    """A body of this installation, with the standing of its delegation where it has one in this group."""

    pk: int
    name: str
    standing: str = ""


@dataclass(frozen=True)
class Held:
    """What somebody has in the group, or is offered: a seat for a body, an office, or both; `invited` when offered."""

    body_id: int | None
    seat: str = ""
    office: str = ""
    invited: bool = False
    run_out: bool = False


@dataclass(frozen=True)
class Known:
    """The group as it stands. `bodies` by plain name in every language; `held` by address, small letters."""

    bodies: Mapping[str, tuple[KnownBody, ...]] = field(default_factory=dict)
    near: Mapping[str, KnownBody] = field(default_factory=dict)  # which may be proposed for a slip of the pen
    countries: Mapping[str, KnownBody] = field(default_factory=dict)  # by ISO 3166-1 code
    held: Mapping[str, tuple[Held, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Judged:
    """A row, what comes of it, and why in whole sentences."""

    entry: Entry
    outcome: Outcome
    why: tuple[str, ...] = ()
    body: KnownBody | None = None  # None with a body named: a new one

    @property
    def new_body(self) -> str:
        """The plain name of the body that it would make; empty when it makes none."""
        return plain(self.entry.body) if self.entry.body and self.body is None else ""


@dataclass
class NewBody:
    """A name that this installation does not know, and what could be meant."""

    key: str
    name: str
    kind: str
    standing: str
    near: list[KnownBody]
    chosen: str  # a kind of body, the number of a known one, `out`, or empty when it must be chosen
    rows: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Report:
    """What a list comes to, before anything is written."""

    rows: list[Judged]
    unknown: list[NewBody]

    @property
    def new(self) -> list[Judged]:
        return [row for row in self.rows if row.outcome == "new"]

    @property
    def known(self) -> list[Judged]:
        return [row for row in self.rows if row.outcome == "known"]

    @property
    def faulty(self) -> list[Judged]:
        return [row for row in self.rows if row.outcome == "fault"]

    @property
    def new_delegations(self) -> list[str]:
        """The names of the delegations that it would bring into the group."""
        made: dict[int | str, Judged] = {}
        for row in self.new:
            if row.entry.body and not (row.body and row.body.standing):
                made.setdefault(row.body.pk if row.body else row.new_body, row)
        return [row.body.name if row.body else row.entry.body for row in made.values()]


def country_of(name: str) -> str:
    """Return the ISO 3166-1 code of a country that is written out; empty for everything else."""
    return (code_of(name) or "") if len(name) > 2 else ""


def judge(entries: Iterable[Entry], known: Known, choices: Mapping[str, str]) -> Report:
    """Return what comes of each row; `choices` says by plain name what an unknown body is."""
    judging = _Judging(known, choices)
    rows = [judging.row(entry) for entry in entries]
    return Report(rows, list(judging.unknown.values()))


class _Judging:
    """A list while it is judged: rows are compared with the group and with the rows above them."""

    def __init__(self, known: Known, choices: Mapping[str, str]) -> None:
        self.known, self.choices = known, choices
        self.unknown: dict[str, NewBody] = {}
        self.above: dict[str, Entry] = {}
        self.standings: dict[str, Entry] = {}

    def row(self, entry: Entry) -> Judged:
        why = list(entry.faults)
        body = self._body(entry, why)
        if not why and (words := self._here_already(entry, body)):
            return Judged(entry, "known", (words,), body)
        if not why:
            why += self._against_others(entry, body)
        if why:
            return Judged(entry, "fault", tuple(why), body)
        self.above[entry.email] = entry
        return Judged(entry, "new", (*entry.notes, *self._notes(entry, body)), body)

    def _body(self, entry: Entry, why: list[str]) -> KnownBody | None:
        if not (key := plain(entry.body)):
            return None
        found = self.known.bodies.get(key, ())
        if not found and (state := self.known.countries.get(country_of(entry.body))):
            found = (state,)
        if len(found) > 1:
            names = listed([body.name for body in found])
            why.append(_("“%(body)s” may be %(names)s: write the whole name.") % {"body": entry.body, "names": names})
        if found:
            return found[0]
        unknown = self.unknown.get(key) or self.unknown.setdefault(key, self._unknown(key, entry))
        unknown.rows.append(entry.number)
        chosen = {str(body.pk): body for body in unknown.near}.get(unknown.chosen)
        if unknown.chosen in {"", OUT}:
            why.append(self._undecided(unknown))
        return chosen

    def _unknown(self, key: str, entry: Entry) -> NewBody:
        is_country = bool(country_of(entry.body))  # Niger is no slip of the pen for Nigeria
        close = [] if is_country else get_close_matches(key, list(self.known.near), n=3, cutoff=CLOSE)
        near = list({body.pk: body for body in (self.known.near[name] for name in close)}.values())
        chosen = self.choices.get(key, "") or ("" if near else entry.kind or Body.Kind.STATE.value)
        allowed = {*Body.Kind.values, OUT, *(str(body.pk) for body in near)}
        return NewBody(key, entry.body, entry.kind, entry.standing, near, chosen if chosen in allowed else "")

    def _undecided(self, unknown: NewBody) -> str:
        if unknown.chosen == OUT:
            return _("“%(body)s” is left out, as you chose.") % {"body": unknown.name}
        names = listed([body.name for body in unknown.near])
        words = _("“%(body)s” is not known here; is it %(names)s? Choose above what it is.")
        return words % {"body": unknown.name, "names": names}

    def _here_already(self, entry: Entry, body: KnownBody | None) -> str:
        held = self.known.held.get(entry.email, ())
        if not held:
            return ""
        seats = {one.body_id: one for one in held if one.body_id is not None}
        offices = {one.office for one in held if one.office}
        seat = seats.get(body.pk) if body else None
        if entry.body and seat is None:
            return ""
        if entry.office and entry.office not in offices:
            words = _("Is here already, without the office of %(office)s: name them to it under “Offices”.")
            return words % {"office": Office.Role(entry.office).label} if seat else ""
        return self._as_what(entry, seat, held)

    def _as_what(self, entry: Entry, seat: Held | None, held: tuple[Held, ...]) -> str:
        one = seat or next(other for other in held if other.office == entry.office)
        if one.run_out:
            return _("Was invited; the invitation has run out: send it again from the invitations.")
        if one.invited:
            return _("Is invited already.")
        if seat and seat.seat != entry.seat:
            label = Seat.Role(seat.seat).label
            return _("Is here already, as %(seat)s; a list changes nobody's seat.") % {"seat": label}
        return _("Is here already.")

    def _against_others(self, entry: Entry, body: KnownBody | None) -> list[str]:
        if above := self.above.get(entry.email):
            return [_("The address stands in row %(row)s already: keep one of the two.") % {"row": above.number}]
        others = [one for one in self.known.held.get(entry.email, ()) if one.body_id is not None]
        if entry.body and others and (body is None or body.pk not in {one.body_id for one in others}):
            names = {one.pk: one.name for bodies in self.known.bodies.values() for one in bodies}
            words = _("Has or is offered a seat for %(body)s already: end it first, or give the second seat by hand.")
            return [words % {"body": names.get(others[0].body_id or 0, "")}]
        return self._standing(entry, body)

    def _standing(self, entry: Entry, body: KnownBody | None) -> list[str]:
        """A new delegation has one standing: the one that its first row gives."""
        if not entry.body or (body and body.standing):
            return []
        first = self.standings.setdefault(plain(entry.body), entry)
        if first.standing == entry.standing or not entry.standing:
            return []
        words = _("Another standing than in row %(row)s for the same delegation: make them equal.")
        return [words % {"row": first.number}]

    def _notes(self, entry: Entry, body: KnownBody | None) -> list[str]:
        if body and body.standing and entry.standing and body.standing != entry.standing:
            label = Delegation.Standing(body.standing).label
            return [_("The delegation keeps its standing: %(standing)s.") % {"standing": label}]
        return []
