"""What an answer to a comment begins with: accepted, partly, not accepted, noted, as commenting templates have it."""

import re
from typing import Final, Literal

from django.utils.translation import pgettext

from workgroups.core.text import fold

Disposition = Literal["accepted", "partly", "declined", "noted"]
KEYS: Final[tuple[Disposition, ...]] = ("accepted", "partly", "declined", "noted")
_PHRASES: Final[dict[Disposition, str]] = {
    # As secretariats write them (ISO/IEC Directives, commenting template), in English and in French, folded.
    "accepted": "accepted|agreed|approved|accepte(e)(s)|approuve(e)(s)|retenu(e)(s)",
    "partly": "partly accepted|partially accepted|accepted partly|accepted partially|accepted in part|partly agreed"
    "|partially agreed|agreed in part|accepted in principle|agreed in principle|accepted with changes"
    "|accepted with modification(s)|accepted with amendment(s)|partiellement accepte(e)(s)"
    "|accepte(e)(s) partiellement|accepte(e)(s) en partie|accepte(e)(s) en principe"
    "|accepte(e)(s) avec modification(s)|accepte(e)(s) avec changements|partiellement retenu(e)(s)",
    "declined": "not accepted|rejected|declined|refused|not agreed|disagreed|non accepte(e)(s)|pas accepte(e)(s)"
    "|refuse(e)(s)|rejete(e)(s)|decline(e)(s)|non retenu(e)(s)",
    "noted": "noted|comment noted|acknowledged|pris note|prend note|pris en note|il est pris note",
}
_ALONE: Final[dict[str, Disposition]] = {
    # These begin other sentences too ("Note: see 5.2").
    "accept": "accepted",
    "agree": "accepted",
    "accord": "accepted",
    "reject": "declined",
    "disagree": "declined",
    "note": "noted",
    "notee": "noted",
    "dont acte": "noted",
}
_WORDS = re.compile(r"[^\W\d_]+(?:(?: |-)[^\W\d_]+){0,4}(?=\s*(?:[.,;:!()–—/\n-]|\Z))")
_END = re.compile(r"(?:\(s\))?[\s.,;:!–—/-]*")


def _known() -> dict[str, Disposition]:
    found: dict[str, Disposition] = {}
    for key, phrases in _PHRASES.items():
        for phrase in phrases.split("|"):
            for e in ("", "e") if "(e)" in phrase else ("",):
                for s in ("", "s") if "(s)" in phrase else ("",):
                    found[phrase.replace("(e)", e).replace("(s)", s)] = key
    return found


_KNOWN: Final = _known()


def disposition(words: str) -> tuple[Disposition | None, str]:
    """What an answer says has become of a comment, and the words after that; None and all words when it says nothing.

    Only a phrase that stands by itself counts, up to a sign or the end: "Accepted by some" is a sentence.
    """
    words = words.replace("\u00a0", " ").replace("\u202f", " ").strip()
    if alone := _ALONE.get(fold(words).rstrip(".!")):
        return alone, ""
    found = _WORDS.match(words)
    key = _KNOWN.get(fold(found.group()).replace("-", " ")) if found else None
    if found is None or key is None:
        return None, words
    rest = words[found.end() :]
    return key, rest[_END.match(rest).end() :].strip()  # type: ignore[union-attr]


def name(key: Disposition) -> str:
    """What a file and a page call it; `disposition` reads each of these, in every language."""
    names: dict[Disposition, str] = {
        "accepted": pgettext("a comment", "Accepted"),
        "partly": pgettext("a comment", "Partly accepted"),
        "declined": pgettext("a comment", "Not accepted"),
        "noted": pgettext("a comment", "Noted"),
    }
    return names[key]
