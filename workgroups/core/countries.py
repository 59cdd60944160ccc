"""Countries by ISO 3166-1 alpha-2 code and by name, in CLDR's words for the language of the page."""

from functools import cache

from babel import Locale

from workgroups.core import dates
from workgroups.core.text import fold

# CLDR lists unions, outlying areas and tests beside the countries of ISO 3166-1.
_NOT_IN_ISO = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
_ALSO = {
    "uk": "GB", "great britain": "GB", "usa": "US", "united states of america": "US", "republic of korea": "KR",
    "korea, republic of": "KR", "viet nam": "VN", "russian federation": "RU", "uae": "AE", "turkey": "TR",
    "czech republic": "CZ", "cabo verde": "CV", "cote d'ivoire": "CI", "united republic of tanzania": "TZ",
}  # fmt: skip

# Where CLDR's short names are not those that the United Nations print.
_OFFICIAL = {
    "en": {
        "KP": "Democratic People’s Republic of Korea", "KR": "Republic of Korea", "LA": "Lao PDR",
        "PS": "State of Palestine", "RU": "Russian Federation", "VN": "Viet Nam",
    },
    "fr": {
        "KP": "République populaire démocratique de Corée", "KR": "République de Corée", "LA": "RDP lao",
        "PS": "État de Palestine", "RU": "Fédération de Russie", "VN": "Viet Nam",
    },
}  # fmt: skip


@cache
def codes() -> frozenset[str]:
    """Return every alpha-2 code that is taken as a country."""
    known = map(str, Locale("en").territories)
    return frozenset(code for code in known if len(code) == 2 and code.isalpha() and code not in _NOT_IN_ISO)


def country(code: str) -> str:
    """Return a country's name in the language of the page; the code itself when it is not known."""
    locale = dates.locale()
    return _OFFICIAL.get(locale.language, {}).get(code) or str(locale.territories.get(code, code))


def code_of(written: str) -> str | None:
    """Return the code of a country written as code or as name (English or the page's language); None if unknown."""
    word = written.strip()
    if word.upper() in codes():
        return word.upper()
    folded = fold(word)
    return _ALSO.get(folded) or _by_name("en").get(folded) or _by_name(str(dates.locale())).get(folded)


@cache
def _by_name(locale: str) -> dict[str, str]:
    names = Locale.parse(locale).territories
    return {fold(str(name)): code for code, name in names.items() if code in codes()}
