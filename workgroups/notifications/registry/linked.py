"""What a signed link can do for its reader in two taps."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar

from django.conf import settings
from django.core import signing
from django.urls import reverse

from workgroups.core import clock

ACT_SALT = "notifications.act"
ACT_LASTS = timedelta(days=30)
A = TypeVar("A", bound="type[Act]")


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
    """Return the full address of a page on which this person (or whoever has this id) alone can do it until then."""
    if name not in acts:
        raise RuntimeError(f"nobody handles the act {name}")
    end = until or clock.now() + ACT_LASTS
    payload = {"p": getattr(person, "pk", person), "a": name, "s": args, "e": int(end.timestamp())}
    token = signing.TimestampSigner(salt=ACT_SALT).sign_object(payload, compress=True)
    return f"{settings.BASE_URL}{reverse('notifications:act', args=[token])}"
