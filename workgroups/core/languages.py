"""Languages: which exist, which way they run (BCP 47 tags)."""

from django.utils.translation import gettext_lazy as _

NAMES = {
    "en": _("English"),
    "fr": _("French"),
    "ar": _("Arabic"),
    "es": _("Spanish"),
    "ru": _("Russian"),
    "zh-Hans": _("Chinese"),
}
RIGHT_TO_LEFT = {"ar", "he", "fa", "ur", "ps", "dv", "yi"}
OFFERED = ("en",)  # the interface in full; a catalogue joins when it is complete


def direction(tag: str) -> str:
    """Return `rtl` or `ltr` for a BCP 47 tag."""
    return "rtl" if tag.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"
