"""Proposals and their answers."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workgroups.accounts.models import Person
from workgroups.core.forms import written
from workgroups.drafts.models import Proposal
from workgroups.groups.models import Delegation


class ProposalForm(forms.Form):
    """A change put forward to one block: what kind of change, the words, why, for which delegation."""

    words = forms.CharField(
        label=_("Proposed text"),
        required=False,
        strip=False,
        max_length=100_000,
        widget=forms.Textarea({"rows": 12, "dir": "auto"}),
        help_text=_("Markdown: **bold**, *emphasis*, [link](https://…), # heading, - list."),
    )
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text=_("A sentence helps those who decide. Everybody who reads the draft reads it."),
    )
    kind = forms.ChoiceField(choices=Proposal.Kind.choices, widget=forms.HiddenInput, required=False)
    base = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, kind: str, offered: Sequence[Delegation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(one.pk): one for one in offered}
        if kind == Proposal.Kind.DELETE:
            del self.fields["words"]
        if len(offered) > 1:
            choices = [("", _("My own")), *((key, one.body.shown) for key, one in self.offered.items())]
            self.fields["delegation"] = forms.ChoiceField(
                label=_("For which delegation"), choices=choices, required=False
            )

    @property
    def delegation(self) -> Delegation | None:
        """The delegation that was chosen; None: one's own."""
        return self.offered.get(self.cleaned_data.get("delegation", ""))


class AnswerForm(forms.Form):
    """Answers to one proposal or to several: which, how, and why."""

    act = forms.ChoiceField(choices=[("accept", "accept"), ("decline", "decline")])
    answer = forms.CharField(max_length=2_000, required=False)


class MergeForm(forms.Form):
    """What goes into the text where a block changed since a proposal was made."""

    words = forms.CharField(
        label=_("Text that goes into the draft"),
        required=False,
        strip=False,
        max_length=100_000,
        widget=forms.Textarea({"rows": 12, "dir": "auto"}),
        help_text=_("Both changes put together. Change it as it should be; no text at all removes the block."),
    )
    answer = forms.CharField(
        label=_("Words to the proposer"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )
    base = forms.CharField(max_length=64, widget=forms.HiddenInput)


class PenForm(forms.Form):
    """Who answers proposals to a draft beside the officers."""

    people = forms.MultipleChoiceField(
        label=_("Who holds the pen beside the officers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("With nobody chosen, whoever began the draft holds it."),
    )

    def __init__(self, people: Iterable[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = [(str(one.pk), written(one.name)) for one in people]  # type: ignore[attr-defined]
