"""What happens to people."""

from dataclasses import dataclass
from typing import ClassVar

from workgroups.events.events import Audience, Event, StreamRef


@dataclass(frozen=True)
class PersonJoined(Event):
    name: ClassVar[str] = "accounts.person_joined"
    person_id: int

    def stream(self) -> StreamRef:
        return StreamRef.person(self.person_id)

    def audience(self) -> Audience:
        return Audience.person(self.person_id)


@dataclass(frozen=True)
class ProfileChanged(Event):
    name: ClassVar[str] = "accounts.profile_changed"
    person_id: int

    def stream(self) -> StreamRef:
        return StreamRef.person(self.person_id)

    def audience(self) -> Audience:
        return Audience.person(self.person_id)


@dataclass(frozen=True)
class FirstOfficerNamed(Event):
    name: ClassVar[str] = "accounts.first_officer_named"
    person_id: int

    def stream(self) -> StreamRef:
        return StreamRef.site()

    def audience(self) -> Audience:
        return Audience.officers()


@dataclass(frozen=True)
class CardChanged(Event):
    name: ClassVar[str] = "accounts.card_changed"
    person_id: int

    def stream(self) -> StreamRef:
        return StreamRef.person(self.person_id)

    def audience(self) -> Audience:
        return Audience.person(self.person_id)

    def topics(self) -> tuple[str, ...]:
        return ("card",)


@dataclass(frozen=True)
class AccountClosed(Event):
    """An operator closed an account: nobody gets in by it until it is opened again."""

    name: ClassVar[str] = "accounts.account_closed"
    person_id: int
    actor_id: int

    def stream(self) -> StreamRef:
        return StreamRef.site()

    def audience(self) -> Audience:
        return Audience.officers()


@dataclass(frozen=True)
class AccountOpened(Event):
    """A closed account was opened again."""

    name: ClassVar[str] = "accounts.account_opened"
    person_id: int
    actor_id: int

    def stream(self) -> StreamRef:
        return StreamRef.site()

    def audience(self) -> Audience:
        return Audience.officers()


@dataclass(frozen=True)
class OperatorChosen(Event):
    """Somebody became an operator of the installation, or is one no longer."""

    name: ClassVar[str] = "accounts.operator_chosen"
    person_id: int
    actor_id: int

    def stream(self) -> StreamRef:
        return StreamRef.site()

    def audience(self) -> Audience:
        return Audience.officers()


@dataclass(frozen=True)
class FactorsReset(Event):
    """An operator took somebody's second factor and passkeys away, because they could not get in any more."""

    name: ClassVar[str] = "accounts.factors_reset"
    person_id: int
    actor_id: int

    def stream(self) -> StreamRef:
        return StreamRef.site()

    def audience(self) -> Audience:
        return Audience.officers()


@dataclass(frozen=True)
class RulesChanged(Event):
    """An operator decided whether officers need a second factor."""

    name: ClassVar[str] = "accounts.rules_changed"
    officers_need_factor: bool
    actor_id: int

    def stream(self) -> StreamRef:
        return StreamRef.site()

    def audience(self) -> Audience:
        return Audience.officers()


@dataclass(frozen=True)
class SessionsEnded(Event):
    name: ClassVar[str] = "accounts.sessions_ended"
    person_id: int

    def stream(self) -> StreamRef:
        return StreamRef.person(self.person_id)

    def audience(self) -> Audience:
        return Audience.person(self.person_id)
