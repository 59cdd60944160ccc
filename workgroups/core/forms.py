"""Fields that forms of several apps share: a date as exactly as it is known, the language of a text, Markdown."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from workgroups.core import dates
from workgroups.core.languages import NAMES

EARLIEST, LATEST = 1900, 2200
ADDRESS = {"dir": "ltr", "autocapitalize": "none", "inputmode": "url"}


def months() -> list[tuple[str, str]]:
    """Return the months by number, with their names in the language of the page; first none."""
    named = [(str(number), name) for number, name in dates.locale().months["stand-alone"]["wide"].items()]
    return [("", str(_("Not known"))), *named]


def tongues() -> list[tuple[str, str]]:
    """Return the languages in which a text may be written."""
    return [(tag, str(name)) for tag, name in NAMES.items()]


class PartlyDatedForm(forms.Form):
    """A date of which perhaps only the year, or the year and the month, is known."""

    year = forms.IntegerField(label=_("Year"), required=False, min_value=EARLIEST, max_value=LATEST)
    month = forms.TypedChoiceField(label=_("Month"), required=False, choices=months, coerce=int, empty_value=None)
    day = forms.IntegerField(label=_("Day"), required=False, min_value=1, max_value=31)


def written(words: str) -> SafeString:
    """Return what somebody wrote as a label or a choice: it runs its own way, whatever way the page runs."""
    return format_html("<bdi>{}</bdi>", words)


def year_field() -> forms.IntegerField:
    """Return a field for a year that must be given."""
    return forms.IntegerField(label=_("Year"), min_value=EARLIEST, max_value=LATEST)


def language_field() -> forms.ChoiceField:
    """Return a field for the language of a text."""
    return forms.ChoiceField(label=_("Language of the text"), choices=tongues, initial="en")


def markdown_field(label: Any, *, rows: int = 8, required: bool = True, hint: Any = "") -> forms.CharField:
    """Return a field for Markdown."""
    words = hint or _("Markdown: **bold**, *italics*, - lists, ## headings, [words](https://address).")
    return forms.CharField(
        label=label, required=required, help_text=words, widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    )


def line_field(label: Any, *, most: int = 200, required: bool = True, hint: Any = "") -> forms.CharField:
    """Return a field for a line of words in any script."""
    return forms.CharField(
        label=label, required=required, max_length=most, help_text=hint, widget=forms.TextInput(attrs={"dir": "auto"})
    )


def link_field(label: Any = "", *, required: bool = False) -> forms.URLField:
    """Return a field for a web address."""
    return forms.URLField(
        label=label or _("Link"),
        required=required,
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs=ADDRESS),
    )


def place_field() -> forms.IntegerField:
    """Return a field for the place of a thing among others."""
    hint = _("1 is the first. Empty: where it stands now, or last.")
    return forms.IntegerField(label=_("Place in the list"), required=False, min_value=1, max_value=999, help_text=hint)
