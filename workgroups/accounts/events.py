"""What happens to people."""

from dataclasses import dataclass
from typing import ClassVar

from workgroups.events.events import Event


@dataclass(frozen=True)
class PersonJoined(Event):
    name: ClassVar[str] = "accounts.person_joined"
    log = "person"
    told = "person"
    person_id: int


@dataclass(frozen=True)
class ProfileChanged(Event):
    name: ClassVar[str] = "accounts.profile_changed"
    log = "person"
    told = "person"
    person_id: int


@dataclass(frozen=True)
class FirstOfficerNamed(Event):
    name: ClassVar[str] = "accounts.first_officer_named"
    log = "site"
    told = "officers"
    person_id: int


@dataclass(frozen=True)
class CardChanged(Event):
    name: ClassVar[str] = "accounts.card_changed"
    log = "person"
    told = "person"
    shows = ("card",)
    person_id: int


@dataclass(frozen=True)
class AccountClosed(Event):
    """An operator closed an account: nobody gets in by it until it is opened again."""

    name: ClassVar[str] = "accounts.account_closed"
    log = "site"
    told = "officers"
    person_id: int
    actor_id: int


@dataclass(frozen=True)
class AccountOpened(Event):
    """A closed account was opened again."""

    name: ClassVar[str] = "accounts.account_opened"
    log = "site"
    told = "officers"
    person_id: int
    actor_id: int


@dataclass(frozen=True)
class OperatorChosen(Event):
    """Somebody became an operator of the installation, or is one no longer."""

    name: ClassVar[str] = "accounts.operator_chosen"
    log = "site"
    told = "officers"
    person_id: int
    actor_id: int


@dataclass(frozen=True)
class FactorsReset(Event):
    """An operator took somebody's second factor and passkeys away, because they could not get in any more."""

    name: ClassVar[str] = "accounts.factors_reset"
    log = "site"
    told = "officers"
    person_id: int
    actor_id: int


@dataclass(frozen=True)
class RulesChanged(Event):
    """An operator decided whether officers need a second factor."""

    name: ClassVar[str] = "accounts.rules_changed"
    log = "site"
    told = "officers"
    officers_need_factor: bool
    actor_id: int


@dataclass(frozen=True)
class SessionsEnded(Event):
    name: ClassVar[str] = "accounts.sessions_ended"
    log = "person"
    told = "person"
    person_id: int


@dataclass(frozen=True)
class CopyAsked(Event):
    """Somebody asked for a copy of everything kept about them."""

    name: ClassVar[str] = "accounts.copy_asked"
    log = "person"
    told = "person"
    shows = ("copy",)
    person_id: int
    copy_id: int


@dataclass(frozen=True)
class CopyChanged(Event):
    """A copy has come further: it is begun, ready, failed or gone."""

    name: ClassVar[str] = "accounts.copy_changed"
    log = "person"
    told = "person"
    shows = ("copy",)
    person_id: int
    copy_id: int


@dataclass(frozen=True)
class LeavingAsked(Event):
    """Somebody leaves the installation in seven days, unless they sign in before."""

    name: ClassVar[str] = "accounts.leaving_asked"
    log = "person"
    told = "person"
    person_id: int


@dataclass(frozen=True)
class LeavingUndone(Event):
    """Somebody came back before they had left."""

    name: ClassVar[str] = "accounts.leaving_undone"
    log = "person"
    told = "person"
    person_id: int


@dataclass(frozen=True)
class PersonLeft(Event):
    """Somebody has left for good: what was kept about them is deleted, their words stay without their name."""

    name: ClassVar[str] = "accounts.person_left"
    log = "site"
    told = "officers"
    person_id: int
