"""What the headings and the words of a list of people mean, in English and in French."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from workgroups.core import text
from workgroups.core.languages import NAMES, OFFERED, OWN_NAMES
from workgroups.groups.models import Body, Delegation, Office, Seat

Words = dict[str, str]
Choices = Mapping[Any, tuple[str, ...]]  # by a choice of the models

LABELS: dict[str, str | Promise] = {
    "name": _("Name"),
    "email": _("E-mail address"),
    "body": _("Delegation"),
    "kind": _("Kind of delegation"),
    "standing": _("Standing"),
    "seat": _("Seat"),
    "office": _("Office"),
    "since": _("From"),
    "until": _("To"),
    "language": _("Language"),
}
REASON = _("What is wrong")
STATE = _("State")

HEADINGS: dict[str, tuple[str, ...]] = {
    "name": ("full name", "person", "participant", "member", "nom", "nom complet", "nom et prenom", "personne"),
    "given": ("first name", "given name", "prenom", "forename"),
    "family": ("last name", "family name", "surname", "nom de famille"),
    "email": ("e mail", "email", "mail", "email address", "mail address", "address", "courriel", "adresse",
              "adresse electronique", "adresse e mail", "adresse email", "mel"),
    "body": ("country", "state city or organisation", "organisation", "organization", "body", "city", "delegate of",
             "pays", "entite", "organisme", "ville", "etat ville ou organisation", "representing"),
    "kind": ("kind", "type", "type of delegation", "nature", "type de delegation"),
    "standing": ("status", "statut", "qualite"),
    "seat": ("role", "role in delegation", "place", "siege"),
    "office": ("office held", "charge", "bureau"),
    "since": ("since", "start", "start date", "from date", "depuis", "debut", "date de debut", "du", "de",
              "a partir du"),
    "until": ("until", "end", "end date", "to date", "jusqu au", "jusqu a", "fin", "date de fin", "au", "a"),
    "language": ("lang", "preferred language", "langue"),
    "ignored": ("what is wrong", "reason", "motif", "row", "ligne", "no", "nr", "number", "numero"),
}  # fmt: skip
SEATS: Choices = {
    Seat.Role.HEAD: ("head", "chief", "head delegate", "chef", "cheffe", "cheffe de delegation", "titulaire"),
    Seat.Role.ALTERNATE: ("alternate head", "deputy", "deputy head", "substitute", "suppleante", "adjoint", "adjointe"),
    Seat.Role.EXPERT: ("delegate", "member", "adviser", "advisor", "experte", "membre", "delegue", "deleguee"),
}
OFFICES: Choices = {
    Office.Role.CHAIR: ("chairperson", "chairman", "chairwoman", "president", "presidente"),
    Office.Role.COCHAIR: ("cochair", "co chairperson", "vice chair", "coprésident", "copresidente", "co presidence"),
    Office.Role.SECRETARIAT: ("secretary", "secretaire"),
}
STANDINGS: Choices = {
    Delegation.Standing.PARTICIPATING: ("participant", "participante", "full", "member", "membre"),
    Delegation.Standing.OBSERVING: ("observer", "observateur", "observatrice"),
    Delegation.Standing.CONVENING: ("convener", "host", "organisateur"),
}
KINDS: Choices = {
    Body.Kind.STATE: ("country", "pays", "nation", "government", "member state", "etat membre"),
    Body.Kind.CITY: ("town", "municipality", "commune", "municipalite"),
    Body.Kind.ORGANISATION: ("organization", "international organisation", "agency", "institution", "company", "body"),
}
CHOICES: Mapping[str, Choices] = {
    "seat": SEATS,
    "office": OFFICES,
    "standing": STANDINGS,
    "kind": KINDS,
}


def plain(value: str) -> str:
    """Return words as they are compared: without case, accents, signs and doubled spaces."""
    return re.sub(r"[\W_]+", " ", text.fold(value)).strip()


@cache
def headings() -> Words:
    """Return which column each known heading means, by its plain words."""
    found = {plain(word): key for key, words in HEADINGS.items() for word in words}
    for key, label in (*LABELS.items(), ("ignored", REASON), ("ignored", STATE)):
        found |= dict.fromkeys(_in_every_language(label), key)
    return found


@cache
def values(column: str) -> Words:
    """Return what each known word of a column with set values means, by its plain words."""
    if column == "language":
        return _languages()
    found: Words = {}
    for choice, words in CHOICES[column].items():
        known = [plain(word) for word in words] + [plain(choice.value), *_in_every_language(choice.label)]
        found |= dict.fromkeys(known, str(choice.value))
    return found


def offered(column: str) -> list[str]:
    """Return the words of a column with set values, in the language of the page."""
    found = NAMES.values() if column == "language" else [choice.label for choice in CHOICES[column]]
    return [str(word) for word in found]


def word(column: str, value: str) -> str:
    """Return how a set value reads in the language of the page; empty for none."""
    return next((str(choice.label) for choice in CHOICES[column] if choice == value), "")


def _languages() -> Words:
    found: Words = {}
    for tag, name in NAMES.items():
        found |= dict.fromkeys((plain(tag), plain(OWN_NAMES[tag]), *_in_every_language(name)), tag)
    return found


def _in_every_language(label: str | Promise) -> Iterable[str]:
    shown = []
    for tag in OFFERED:
        with override(tag):
            shown.append(plain(str(label)))
    return shown
