"""How a group numbers its documents."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workgroups.core.forms import ADDRESS, tongues
from workgroups.documents.logic.symbols import LONGEST
from workgroups.documents.models import Document


class SchemeForm(forms.Form):
    """The pattern of symbols, the types in use, the languages in which every document is meant to come."""

    pattern = forms.CharField(
        label=_("How a symbol looks"),
        max_length=LONGEST,
        help_text=_(
            "{n} is the number, {nn} or {nnn} the number with zeros before it, {year} or {yy} the year. "
            "With the year the numbers begin anew every January."
        ),
        widget=forms.TextInput({key: value for key, value in ADDRESS.items() if key != "inputmode"}),
    )
    types = forms.MultipleChoiceField(
        label=_("Types in use"), required=False, choices=Document.Type.choices, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages in which every document should come"),
        required=False,
        choices=tongues,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What is missing is said on each document. None chosen: nothing is missed."),
    )

    def values(self) -> dict[str, Any]:
        """Return what the action takes."""
        return dict(self.cleaned_data)
