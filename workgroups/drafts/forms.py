"""The shape of what a person gives for a draft."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workgroups.core import languages
from workgroups.groups.http import marking_field
from workgroups.groups.permissions import Member


class DraftForm(forms.Form):
    """A new draft."""

    title = forms.CharField(label=_("Title"), max_length=200)
    language = forms.ChoiceField(label=_("Language of the text"), choices=list(languages.NAMES.items()), initial="en")
    words = forms.CharField(
        label=_("First text"),
        required=False,
        max_length=100_000,
        widget=forms.Textarea({"rows": 10, "dir": "auto"}),
        help_text=_("Optional. Markdown works: # for a heading, - for a list, ** for bold."),
    )

    def __init__(self, member: Member, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["marking"] = marking_field(member)


class BlockForm(forms.Form):
    """One block of a draft, edited without script."""

    words = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        max_length=100_000,
        widget=forms.Textarea({"rows": 12, "dir": "auto"}),
        help_text=_(
            "Markdown: **bold**, *emphasis*, [link](https://…), # heading, - list. "
            "An empty line begins a new paragraph; no text at all removes the block."
        ),
    )
    base = forms.CharField(max_length=64, widget=forms.HiddenInput)


class VersionForm(forms.Form):
    """A name for the draft as it stands."""

    label = forms.CharField(
        label=_("Name of the version"), max_length=120, help_text=_("Such as: sent to delegations for comment.")
    )
