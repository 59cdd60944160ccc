"""Who writes a section, until when; why one is locked; to which heading one is tied."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workgroups.accounts.models import Person
from workgroups.core.forms import written
from workgroups.drafts.logic.sections import Reach
from workgroups.groups.models import Delegation


class SectionForm(forms.Form):
    """To whom a section is given, by when, and what is asked."""

    delegations = forms.MultipleChoiceField(
        label=_("Delegations that write it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Everybody who sits for one of them finds it on their desk; one of them hands it in."),
    )
    people = forms.MultipleChoiceField(label=_("Or these people"), required=False, widget=forms.CheckboxSelectMultiple)
    due_on = forms.DateField(
        label=_("By which day"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    note = forms.CharField(
        label=_("What is asked"),
        required=False,
        max_length=500,
        widget=forms.TextInput({"dir": "auto"}),
        help_text=_("In a sentence, such as “two pages, with figures of the last three years”."),
    )

    def __init__(self, delegations: Sequence[Delegation], people: Iterable[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parties: Any = self.fields["delegations"]
        persons: Any = self.fields["people"]
        parties.choices = [(str(one.pk), one.body.shown) for one in delegations]
        persons.choices = [(str(one.pk), written(one.name)) for one in people]

    def clean_delegations(self) -> list[int]:
        return [int(one) for one in self.cleaned_data["delegations"]]

    def clean_people(self) -> list[int]:
        return [int(one) for one in self.cleaned_data["people"]]


class LockForm(forms.Form):
    """Why nobody changes a section for now."""

    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=300,
        widget=forms.TextInput({"dir": "auto"}),
        help_text=_("Everybody who reads the draft reads it, such as “with the capitals until Friday”."),
    )


class TieForm(forms.Form):
    """The heading of today to which a section belongs."""

    block = forms.ChoiceField(label=_("Heading"))

    def __init__(self, headings: Iterable[Reach], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["block"]
        field.choices = [(one.block, one.title or _("A heading without words")) for one in headings]
