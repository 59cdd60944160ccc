"""Read people."""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Exists
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from workgroups.accounts.models import Card, Person, Rules
from workgroups.core import clock, dates, slots, text

FACTORS = ("totp", "webauthn")  # a recovery code alone is none
REGIONS = {
    "Africa": _("Africa"),
    "America": _("America"),
    "Antarctica": _("Antarctica"),
    "Asia": _("Asia"),
    "Atlantic": _("Atlantic Ocean"),
    "Australia": _("Australia"),
    "Europe": _("Europe"),
    "Indian": _("Indian Ocean"),
    "Pacific": _("Pacific Ocean"),
}
Choices = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True)
class CastMember:
    """Somebody of the demonstration: who they are and, in one sentence, what can be tried as them."""

    email: str
    name: str
    seat: str
    hint: str


def person_with_email(email: str) -> Person | None:
    """Return whom an address belongs to, by any of their verified addresses; case does not matter."""
    address = email.strip().lower()
    found = Person.objects.filter(emailaddress__email=address, emailaddress__verified=True).first()
    return found or Person.objects.filter(email=address).first()


def holds_address(person: Person, email: str) -> bool:
    """Return whether an address is this person's, proved."""
    found = person_with_email(email)
    return found is not None and found.pk == person.pk


def card_of(person: Person) -> Card:
    """Return somebody's card, or an empty one with the defaults."""
    try:
        return person.card
    except Card.DoesNotExist:
        return Card(person=person)


@dataclass(frozen=True)
class SignedIn:
    """A session as its person sees it; of the address only the part that names a network."""

    number: int
    user_agent: str
    network: str
    began_at: datetime
    seen_at: datetime
    is_here: bool


def names_of(person_ids: Iterable[int]) -> dict[int, str]:
    """Return the names of these people by id; who has left for good is left out."""
    return dict(Person.objects.filter(pk__in=set(person_ids), erased_at=None).values_list("pk", "name"))


def sessions_of(person: Person, here: str) -> list[SignedIn]:
    """Return where a person is signed in, this browser (by its session's key) first, then the last seen."""
    found = list(UserSession.objects.filter(user=person).order_by("-last_seen_at"))
    live = Session.objects.filter(session_key__in=[one.session_key for one in found], expire_date__gt=clock.now())
    keys = set(live.values_list("session_key", flat=True))
    shown = [
        SignedIn(one.pk, one.user_agent, network_of(one.ip), one.created_at, one.last_seen_at, one.session_key == here)
        for one in found
        if one.session_key in keys
    ]
    return sorted(shown, key=lambda one: not one.is_here)


def network_of(address: str) -> str:
    """Return the part of an IP address that names a network and not a house: two numbers, or three groups."""
    kept = ":".join(address.split(":")[:3]) if ":" in address else ".".join(address.split(".")[:2])
    return f"{kept}…"


def officers_need_factor() -> bool:
    """Return whether officers and operators may only work with a second factor."""
    return Rules.objects.filter(officers_need_factor=True).exists()


def lacks_factor(person: Person) -> bool:
    """Return whether the rule asks this officer for a second factor that they have not set up; one query."""
    own = Authenticator.objects.filter(user=person, type__in=FACTORS)
    return Rules.objects.filter(~Exists(own), officers_need_factor=True).exists()


def factors_of(person: Person) -> set[str]:
    """Return the types of factors that somebody has set up."""
    return set(Authenticator.objects.filter(user=person).values_list("type", flat=True))


def cast() -> list[CastMember]:
    """Return the demonstration's people, for one-click sign-in; nobody when this is no demonstration."""
    if not settings.DEMO:
        return []
    return [member for members in slots.gather("accounts.cast") for member in members]


def cast_person(email: str) -> Person | None:
    """Return the person behind a cast member, or None for everybody else."""
    return person_with_email(email) if email in {member.email for member in cast()} else None


def nobody_is_here() -> bool:
    """Return whether the installation has no people yet."""
    return not Person.objects.exists()


def setup_key() -> str:
    """Return what the first officer must type, empty when the installation answers to this machine alone."""
    if urlsplit(settings.BASE_URL).hostname in {"localhost", "127.0.0.1", "::1"}:
        return ""
    return hmac.new(settings.SECRET_KEY.encode(), b"workgroups.accounts.setup", "sha256").hexdigest()[:12]


def time_zones() -> Choices:
    """Return the zones of the world by region, each with its present distance to UTC, as choices of a form."""
    return _time_zones(clock.now().date(), get_language() or "en")


@lru_cache(maxsize=8)
def _time_zones(today: date, _language: str) -> Choices:
    noon = datetime(today.year, today.month, today.day, 12)  # noqa: DTZ001  (made aware below, zone by zone)
    found: dict[str, list[tuple[str, str]]] = {region: [] for region in REGIONS}
    for name in sorted(available_timezones()):
        region, _, place = name.partition("/")
        if region in found and place:
            away = noon.replace(tzinfo=ZoneInfo(name)).utcoffset() or timedelta()
            found[region].append((name, f"{_place(name, place, found[region])} ({_distance(away)})"))
    for zones in found.values():
        zones.sort(key=lambda zone: text.fold(zone[1]))
    return [("UTC", [("UTC", "UTC")]), *((str(REGIONS[region]), zones) for region, zones in found.items())]


def _place(zone: str, place: str, listed: list[tuple[str, str]]) -> str:
    """Name a zone in the language of the page; one of two with the same name keeps its own."""
    named = dates.place(zone).replace("/", ", ")
    known = any(label.startswith(f"{named} (") for _zone, label in listed)
    return place.replace("_", " ").replace("/", ", ") if known else named


def _distance(away: timedelta) -> str:
    minutes = round(away.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'−' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")
