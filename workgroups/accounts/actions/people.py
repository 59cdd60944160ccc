"""Make people and let them change what the others see of them."""

import re
from collections.abc import Mapping, Sequence
from zoneinfo import available_timezones

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from workgroups.accounts.events import (
    AccountClosed,
    AccountOpened,
    CardChanged,
    FactorsReset,
    FirstOfficerNamed,
    OperatorChosen,
    PersonJoined,
    ProfileChanged,
    RulesChanged,
    SessionsEnded,
)
from workgroups.accounts.models import Card, Person, Rules
from workgroups.accounts.queries import FACTORS, factors_of, nobody_is_here, person_with_email, setup_key
from workgroups.core import slots, text
from workgroups.core.errors import NotAllowed, Refused
from workgroups.core.languages import OFFERED
from workgroups.events.actions import emit

TELEPHONE = re.compile(r"\+?[0-9][0-9 ().\-/]{3,30}( ?(ext\.?|#|x) ?[0-9]{1,6})?", re.IGNORECASE)


@transaction.atomic
def join(
    *,
    name: str,
    email: str,
    password: str,
    time_zone: str = "UTC",
    language: str = "en",
    latin_name: str = "",
    operator: bool = False,
) -> Person:
    """Make a person with a verified address: the caller has proved that it is theirs.

    Raises Refused for an address that is taken and for a password that is too easy.
    """
    address = email.strip().lower()
    if person_with_email(address):
        raise Refused(_("Somebody uses this address already."), field="email")
    person = Person(email=address, language=language, is_operator=operator)
    _describe(person, name, latin_name, time_zone)
    _check_password(password, person)
    person.set_password(password)
    person.save()
    EmailAddress.objects.create(user=person, email=address, verified=True, primary=True)
    emit(PersonJoined(person_id=person.pk))
    return person


@transaction.atomic
def make_first_officer(*, name: str, email: str, password: str, time_zone: str, key: str = "") -> Person:
    """Make the installation's first officer, once, by whoever holds the setup key (if one is asked for)."""
    with connection.cursor() as cursor:  # two browsers at once: one of them is second
        cursor.execute("LOCK TABLE accounts_person IN SHARE ROW EXCLUSIVE MODE")
    if not nobody_is_here():
        raise Refused(_("The first officer is here already. Sign in, or ask them for an invitation."))
    if (wanted := setup_key()) and not constant_time_compare(key.strip(), wanted):
        raise Refused(_("This is not the setup key. The command “manage.py setup_key” shows it."), field="key")
    person = join(name=name, email=email, password=password, time_zone=time_zone, operator=True)
    emit(FirstOfficerNamed(person_id=person.pk))
    return person


@transaction.atomic
def change_profile(*, person: Person, name: str, latin_name: str, time_zone: str = "", language: str = "") -> None:
    """Change how a person is written and (where given) which language and zone they read."""
    _read(person, language)
    _describe(person, name, latin_name, time_zone or person.time_zone)
    person.save()
    emit(ProfileChanged(person_id=person.pk))


@transaction.atomic
def change_hours(
    *, person: Person, time_zone: str, day_begins: int, day_ends: int, working_days: list[int], language: str = ""
) -> None:
    """Change which language and zone a person reads and when they work (full hours; 0 is Monday)."""
    if not 0 <= day_begins < day_ends <= 24:
        raise Refused(_("The working day must end after it begins."), field="day_ends")
    if not working_days or not set(working_days) <= set(range(7)):
        raise Refused(_("Choose at least one working day."), field="working_days")
    _read(person, language)
    _live(person, time_zone)
    person.day_begins, person.day_ends, person.working_days = day_begins, day_ends, sorted(working_days)
    person.save()
    emit(ProfileChanged(person_id=person.pk))


def _read(person: Person, language: str) -> None:
    if language and language not in OFFERED:
        raise Refused(_("Choose one of the languages offered."), field="language")
    person.language = language or person.language


@transaction.atomic
def change_card(
    *,
    person: Person,
    title: str = "",
    organisation: str = "",
    telephone: str = "",
    languages: Sequence[str] = (),
    shown: Mapping[str, str] | None = None,
    picture_id: int | None = None,
    remove_picture: bool = False,
) -> Card:
    """Say what others may know of one, and for each field whom; `picture_id` is a file that the door stored.

    Raises Refused for what is no telephone number and for an unknown audience.
    """
    if telephone and not TELEPHONE.fullmatch(telephone.strip()):
        message = _("Write a telephone number with its country: +598 2 123 4567.")
        raise Refused(message, field="telephone")
    chosen = dict(shown or {})
    if set(chosen) - set(Card.FIELDS) or set(chosen.values()) - set(Card.Audience.values):
        raise Refused(_("Choose for each field to whom it is shown."))
    card, _made = Card.objects.select_for_update().get_or_create(person=person)
    card.title, card.organisation = text.single_line(title), text.single_line(organisation)
    card.telephone, card.languages = text.single_line(telephone), list(dict.fromkeys(languages))
    card.shown = {**card.shown, **chosen}
    if remove_picture:
        card.picture_id = None
    if picture_id:
        card.picture_id = picture_id
    card.save()
    emit(CardChanged(person_id=person.pk))
    return card


def _describe(person: Person, name: str, latin_name: str, time_zone: str) -> None:
    person.name, person.latin_name = text.single_line(name), text.single_line(latin_name)
    if not person.name:
        raise Refused(_("Write a name as others should see it."), field="name")
    _live(person, time_zone)


def _live(person: Person, time_zone: str) -> None:
    if time_zone not in available_timezones():
        raise Refused(_("Choose a time zone from the list."), field="time_zone")
    person.time_zone = time_zone


def _check_password(password: str, person: Person) -> None:
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), field="password") from error


@transaction.atomic
def close_account(*, actor: Person, person: Person) -> None:
    """Let nobody in by this account; what it wrote and where it sits stays. Operators only, never the last of them."""
    _require_operator(actor)
    _keep_an_operator(person)
    Person.objects.filter(pk=person.pk).update(is_active=False)
    person.is_active = False
    slots.gather("accounts.rights_changed", person)
    emit(AccountClosed(person_id=person.pk, actor_id=actor.pk))


@transaction.atomic
def open_account(*, actor: Person, person: Person) -> None:
    """Let somebody in again whose account an operator closed; one that was erased stays so. Operators only."""
    _require_operator(actor)
    if person.erased_at:
        raise Refused(_("This person left for good, and their data is erased. Invite them anew."))
    Person.objects.filter(pk=person.pk).update(is_active=True)
    person.is_active = True
    slots.gather("accounts.rights_changed", person)
    emit(AccountOpened(person_id=person.pk, actor_id=actor.pk))


@transaction.atomic
def choose_operator(*, actor: Person, person: Person, operator: bool) -> None:
    """Make somebody an operator of the installation, or no longer; operators only, never the last of them."""
    _require_operator(actor)
    if operator and not person.is_active:
        raise Refused(_("This account is closed. Open it first."))
    if not operator:
        _keep_an_operator(person)
    Person.objects.filter(pk=person.pk).update(is_operator=operator)
    person.is_operator = operator
    emit(OperatorChosen(person_id=person.pk, actor_id=actor.pk))


@transaction.atomic
def choose_rules(*, actor: Person, officers_need_factor: bool) -> None:
    """Ask officers and operators for a second factor, or no longer; whoever asks for it has one themselves."""
    _require_operator(actor)
    if officers_need_factor and not factors_of(actor) & set(FACTORS):
        raise Refused(_("Set up a second factor for yourself first: without it the rule would lock you out as well."))
    Rules.objects.update_or_create(pk=1, defaults={"officers_need_factor": officers_need_factor})
    emit(RulesChanged(officers_need_factor=officers_need_factor, actor_id=actor.pk))


@transaction.atomic
def reset_factors(*, actor: Person, person: Person) -> None:
    """Take away somebody's second factor, passkeys and recovery codes, end their sessions, tell them by mail.

    For whoever lost their telephone; nobody does it for themselves.
    """
    _require_operator(actor)
    if actor.pk == person.pk:
        raise Refused(_("Your own second factor is changed in your settings."))
    if not factors_of(person):
        raise Refused(_("They have no second factor."))
    Authenticator.objects.filter(user=person).delete()
    for session in UserSession.objects.filter(user=person):
        session.end()
    emit(FactorsReset(person_id=person.pk, actor_id=actor.pk))


def _require_operator(actor: Person) -> None:
    if not (actor.is_active and actor.is_operator):
        raise NotAllowed


def _keep_an_operator(person: Person) -> None:
    """Refuse to take away the last operator; the rows are locked, so that two cannot leave at once."""
    held = Person.objects.select_for_update().filter(is_operator=True, is_active=True, leaves_at=None)
    if person.is_operator and {one.pk for one in held} == {person.pk}:
        raise Refused(_("This is the last operator of the installation. Make somebody else an operator first."))


@transaction.atomic
def end_session(*, session: UserSession) -> None:
    """End one session: its next request asks to sign in, its sockets close within a second."""
    person_id = session.user_id
    session.end()
    emit(SessionsEnded(person_id=person_id))


@transaction.atomic
def end_other_sessions(*, person: Person, kept: str) -> int:
    """End every session of a person but the one with this key; return how many."""
    others = list(UserSession.objects.filter(user=person).exclude(session_key=kept))
    for session in others:
        session.end()
    emit(SessionsEnded(person_id=person.pk))
    return len(others)
