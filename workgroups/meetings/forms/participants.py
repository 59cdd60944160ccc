"""The shape of a list of participants that is pasted, and of one entry."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workgroups.core import countries
from workgroups.meetings.actions import Entry
from workgroups.meetings.logic.lists import COLUMNS, Reading, read_lines
from workgroups.meetings.models import Participant
from workgroups.meetings.queries import function_words

ORDERS = {
    "organisation country": _("Organisation; country"),
    "name organisation country": _("Name; organisation; country"),
    "function organisation country": _("Function; organisation; country"),
    "function name organisation country": _("Function; name; organisation; country"),
}


class ListForm(forms.Form):
    """Lines of participants, one somebody, as a spreadsheet or an old report gives them."""

    order = forms.ChoiceField(
        label=_("What a line holds"),
        choices=list(ORDERS.items()),
        help_text=_(
            "Cells are parted by tabs (as pasted from a spreadsheet), semicolons or commas; the last may be empty."
        ),
    )
    function = forms.ChoiceField(
        label=_("Function"),
        choices=Participant.Function,
        initial=Participant.Function.EXPERT,
        help_text=_("Of everybody in these lines, unless each line says it."),
    )
    lines = forms.CharField(
        label=_("Participants, one a line"),
        max_length=400_000,
        strip=False,
        widget=forms.Textarea({"rows": 14, "spellcheck": "false"}),
        help_text=_("For example: Makerere University; Uganda. A country may be left out."),
    )
    consent_to_name = forms.BooleanField(
        label=_("Everybody named here agreed to be named to the group"),
        required=False,
        help_text=_(
            "Without this only the chairs and the secretariat see names. Outside of the group nobody ever does."
        ),
    )

    def reading(self) -> Reading:
        """Return what the lines say and which cannot be taken."""
        values = self.cleaned_data
        return read_lines(values["lines"], COLUMNS[values["order"]], values["function"], function_words())

    def entries(self, found: Reading) -> list[Entry]:
        """Return the lines that can be taken, as entries."""
        consent = self.cleaned_data["consent_to_name"]
        return [Entry(**vars(one), consent_to_name=consent and bool(one.name)) for one in found.taken]

    def with_lines(self, lines: list[str]) -> "ListForm":
        """Return this form with other lines, read and ready."""
        form = ListForm({**self.cleaned_data, "lines": "\n".join(lines)})
        form.full_clean()
        return form


class ParticipantForm(forms.Form):
    """One entry of a list of participants."""

    function = forms.ChoiceField(label=_("Function"), choices=Participant.Function)
    organisation = forms.CharField(label=_("Organisation"), max_length=300, required=False)
    country = forms.CharField(
        label=_("Country"), max_length=100, required=False, help_text=_("Its name or its two-letter code.")
    )
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    consent_to_name = forms.BooleanField(label=_("Agreed to be named to the group"), required=False)

    def clean_country(self) -> str:
        """Turn what was written into a code."""
        written = self.cleaned_data["country"].strip()
        code = countries.code_of(written) if written else ""
        if code is None:
            raise forms.ValidationError(_("This country is not known; write its two-letter code, or leave it empty."))
        return code

    def entry(self, **others: Any) -> Entry:
        """Return the entry that a valid form describes."""
        return Entry(**self.cleaned_data, **others)

    @staticmethod
    def values_of(one: Participant) -> dict[str, Any]:
        """Return an entry's own values, to change them."""
        names = ("function", "organisation", "name", "consent_to_name")
        shown = countries.country(one.country) if one.country else ""
        return {name: getattr(one, name) for name in names} | {"country": shown}
