"""Languages: which exist, which way they run (BCP 47 tags), how they join names."""

from collections.abc import Sequence

from babel import Locale, UnknownLocaleError
from babel.lists import format_list
from django.utils.translation import gettext_lazy as _

from workgroups.core import dates

NAMES = {
    "en": _("English"),
    "fr": _("French"),
    "ar": _("Arabic"),
    "es": _("Spanish"),
    "ru": _("Russian"),
    "zh-Hans": _("Chinese"),
}
OWN_NAMES = {"en": "English", "fr": "Français", "ar": "العربية", "es": "Español", "ru": "Русский", "zh-Hans": "中文"}
RIGHT_TO_LEFT = {"ar", "he", "fa", "ur", "ps", "dv", "yi"}
PLAIN = "en"  # the language of addresses without a prefix
OFFERED: tuple[str, ...] = (PLAIN, "fr")  # the interface in full; a catalogue joins when it is complete


def offered() -> list[tuple[str, str]]:
    """Return the languages that a person may choose, each by its own name: whoever looks for it reads that one."""
    return [(tag, OWN_NAMES[tag]) for tag in OFFERED]


def direction(tag: str) -> str:
    """Return `rtl` or `ltr` for a BCP 47 tag."""
    return "rtl" if tag.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


def listed(names: Sequence[str]) -> str:
    """Return names as one list in the language of the page: "a, b and c"."""
    return format_list(list(names), locale=dates.locale())


def autonym(tag: str) -> str:
    """Return a language's name for itself (English, Français); its tag when nobody knows it."""
    if tag in OWN_NAMES:
        return OWN_NAMES[tag]
    try:
        found = Locale.parse(tag, sep="-").get_display_name() or tag
    except (UnknownLocaleError, ValueError):
        return tag
    return found[:1].upper() + found[1:]
