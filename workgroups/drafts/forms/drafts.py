"""A draft and its versions, states and purges."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workgroups.core import languages
from workgroups.drafts.models import Draft, DraftVersion
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


class VersionForm(forms.Form):
    """A name for the draft as it stands."""

    label = forms.CharField(
        label=_("Name of the version"), max_length=120, help_text=_("Such as: sent to delegations for comment.")
    )


class MoveForm(forms.Form):
    """Another state for a draft."""

    state = forms.ChoiceField(label=_("From now on"), choices=list(Draft.State.choices), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=300,
        help_text=_("Kept with the move. It must be said where an adopted text is opened again."),
    )


class PurgeForm(forms.Form):
    """Why deleted text leaves for good, and which versions leave with it."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_("It stays in the record of the officers, so do not repeat what must leave."),
    )

    def __init__(self, *args: Any, versions: Iterable[DraftVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.number, f"{one.number} – {one.label}") for one in versions]
        self.fields["versions"] = forms.TypedMultipleChoiceField(
            label=_("Versions that leave too"),
            required=False,
            coerce=int,
            choices=choices,
            widget=forms.CheckboxSelectMultiple,
        )
        if not choices:
            del self.fields["versions"]
