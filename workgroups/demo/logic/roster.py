"""Who is in the record and its living group. Bodies and offices are those of the source; every person is invented."""

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

GROUP_SLUG = "cloud-computing"
OPERATOR = "secretariat@worldbank"
type_words = str | Promise


@dataclass(frozen=True)
class Body:
    """A body in the group; `country` as ISO 3166-1 alpha-2, empty for an organisation."""

    key: str
    name: str
    country: str = ""
    standing: Literal["participating", "observing", "convening"] = "participating"
    french: str = ""  # of an organisation; a state's name is known in every language

    @property
    def names(self) -> dict[str, str]:
        return {"fr": self.french} if self.french else {}

    @property
    def kind(self) -> str:
        return "state" if self.country else "organisation"


@dataclass(frozen=True)
class Somebody:
    """An invented person: `handle` is the address without `.example`; the seat is in the body behind the @."""

    handle: str
    name: str
    zone: str
    role: str = "expert"
    office: str = ""
    left: int | None = None  # working days ago on which the seat ended

    @property
    def email(self) -> str:
        return f"{self.handle}.example"

    @property
    def body(self) -> str:
        return self.handle.partition("@")[2]


@dataclass(frozen=True)
class SignIn:
    """What the sign-in page says of somebody: seat, and in one sentence what can be tried as them."""

    seat: type_words
    hint: type_words


BODIES = (
    Body("singapore", "Singapore", "SG"),
    Body("uk", "United Kingdom", "GB"),
    Body("india", "India", "IN"),
    Body("israel", "Israel", "IL"),
    Body("japan", "Japan", "JP"),
    Body("korea", "Republic of Korea", "KR"),
    Body("switzerland", "Switzerland", "CH"),
    Body("uae", "United Arab Emirates", "AE"),
    Body("uruguay", "Uruguay", "UY"),
    Body("worldbank", "World Bank", standing="convening", french="Banque mondiale"),
    Body("un", "United Nations", standing="observing", french="Nations Unies"),
)

# Where the source names no chairs, invented people in an invented body do what chairs do.
STANDING_IN = Body("office", "Demonstration office", standing="convening")

PEOPLE = (
    Somebody("secretariat@worldbank", "Amara Nwosu", "America/New_York", "head", "secretariat"),
    Somebody("chair@singapore", "Lim Hui Wen", "Asia/Singapore", "head", "chair"),
    Somebody("cochair@uk", "Harriet Colbourne", "Europe/London", "head", "cochair"),
    Somebody("head@uruguay", "Inés Etchegaray", "America/Montevideo", "head"),
    Somebody("expert@uruguay", "Bruno Salaberry", "America/Montevideo"),
    Somebody("observer@un", "Lena Holmqvist", "America/New_York", "head"),
    Somebody("outsider@nowhere", "Sam Whitlock", "Europe/Dublin"),
    Somebody("expert@singapore", "Arvind Nair", "Asia/Singapore"),
    Somebody("expert@uk", "Owen Tregear", "Europe/London"),
    Somebody("head@india", "Kavita Deshpande", "Asia/Kolkata", "head"),
    Somebody("expert@india", "Rohan Mukherji", "Asia/Kolkata"),
    Somebody("head@israel", "Tamar Eldar", "Asia/Jerusalem", "head"),
    Somebody("expert@israel", "Yonatan Peled", "Asia/Jerusalem"),
    Somebody("head@japan", "Keiko Morishita", "Asia/Tokyo", "head"),
    Somebody("expert@japan", "Daisuke Onoda", "Asia/Tokyo"),
    Somebody("head@korea", "Han Yu-jin", "Asia/Seoul", "head"),
    Somebody("expert@korea", "Oh Tae-hyun", "Asia/Seoul"),
    Somebody("head@switzerland", "Corinne Aebischer", "Europe/Zurich", "head"),
    Somebody("expert@switzerland", "Luca Bernasconi", "Europe/Zurich"),
    Somebody("head@uae", "Mariam Al Suwaidi", "Asia/Dubai", "head"),
    Somebody("expert@uae", "Khalid Al Hameli", "Asia/Dubai"),
    Somebody("former@uk", "Alistair Penrose", "Europe/London", left=16),
)

# Who sits in the record's other groups only.
OTHERS = (
    Somebody("chair@exchange", "Farid Osman", "Asia/Singapore"),
    Somebody("office@exchange", "Goh Mei Shan", "Asia/Singapore"),
    Somebody("chair@survey", "Marta Kowalczyk", "America/New_York"),
    Somebody("office@survey", "Tomas Lindqvist", "America/New_York"),
    Somebody("chair@amaranth", "Petra Vane", "Europe/Lisbon"),
    Somebody("cochair@norrow", "Eskil Tandberg", "Atlantic/Reykjavik"),
    Somebody("head@kesterly", "Dunstan Okafor", "Europe/Dublin"),
    Somebody("expert@kesterly", "Lucia Bellweather", "Europe/Dublin"),
    Somebody("head@vell", "Noor Castellan", "Atlantic/Azores"),
    Somebody("expert@amaranth", "Jonas Merrick", "Europe/Lisbon"),
)

SIGN_INS: dict[str, SignIn] = {
    "chair@singapore": SignIn(
        _("Chair, Singapore"), _("Leads the group: opens polls, records decisions, signs the report.")
    ),
    "cochair@uk": SignIn(_("Co-chair, United Kingdom"), _("Leads with the chair; a report needs both names.")),
    "secretariat@worldbank": SignIn(
        _("Secretariat, World Bank"), _("Invites people, keeps agendas and minutes, assembles the report.")
    ),
    "head@uruguay": SignIn(
        _("Head of delegation, Uruguay"), _("Answers for a delegation; a poll and a task wait for her.")
    ),
    "expert@uruguay": SignIn(_("Expert, Uruguay"), _("Writes in threads and in the shared draft.")),
    "observer@un": SignIn(_("Observer, United Nations"), _("Reads everything and speaks; neither votes nor edits.")),
    "outsider@nowhere": SignIn(
        _("Head of delegation in the practice group"),
        _("Has no seat in the cloud group and sees of it what the public sees."),
    ),
}

_BY_HANDLE = {person.handle: person for person in (*PEOPLE, *OTHERS)}


def person_of(handle: str) -> Somebody:
    """Return the person with this handle."""
    return _BY_HANDLE[handle]
