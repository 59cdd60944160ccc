"""What a copy of a draft holds besides its text."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workgroups.drafts.models import Copy


class CopyForm(forms.Form):
    """A reader's choices for a copy; `chosen` tells this form from the buttons that make one in one press."""

    chosen = forms.CharField(required=False, widget=forms.HiddenInput, initial="1")
    with_changes = forms.BooleanField(
        label=_("With the open proposals as tracked changes, and the open comments"),
        required=False,
        help_text=_("In Word and PDF. Without them it is the text as it stands."),
    )
    brackets = forms.ChoiceField(
        label=_("Words in brackets"), choices=Copy.Brackets.choices, widget=forms.RadioSelect, required=False
    )

    def __init__(self, data: Any = None, *, negotiates: bool, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        if not negotiates:
            del self.fields["brackets"]
