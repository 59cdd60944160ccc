"""Brackets and positions."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workgroups.drafts.models import Position
from workgroups.groups.models import Delegation


class PartyForm(forms.Form):
    """Something that a delegation says: officers choose for which one, others speak for their own."""

    def __init__(self, parties: Sequence[Delegation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties = {str(one.pk): one for one in parties}
        if len(parties) > 1:
            choices = [("", "–"), *((key, one.body.shown) for key, one in self.parties.items())]
            field = forms.ChoiceField(label=_("For which delegation"), choices=choices, required=False)
            self.fields["delegation"] = field

    @property
    def delegation(self) -> Delegation | None:
        """The delegation that was chosen; None: one's own."""
        return self.parties.get(self.cleaned_data.get("delegation", ""))


class BracketForm(PartyForm):
    """Words of a block that are disputed, and another wording for them."""

    words = forms.CharField(
        label=_("Disputed words"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
        help_text=_("Copy them from the block as they stand. Empty: the whole block."),
    )
    alternative = forms.CharField(
        label=_("Alternative"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        help_text=_("What should stand there instead; nothing, to leave the words out."),
    )
    reason = forms.CharField(
        label=_("Why"), required=False, max_length=2_000, widget=forms.Textarea({"rows": 2, "dir": "auto"})
    )


class AlternativeForm(PartyForm):
    """One more wording in a bracket."""

    words = forms.CharField(
        label=_("Another alternative"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )


class CleanForm(forms.Form):
    """What was agreed, and by whom."""

    words = forms.CharField(
        label=_("The whole block as agreed"),
        required=False,
        strip=False,
        max_length=100_000,
        widget=forms.Textarea({"rows": 8, "dir": "auto"}),
        help_text=_("It goes into the text as it stands here (Markdown). No text at all removes the block."),
    )
    agreed = forms.MultipleChoiceField(
        label=_("Delegations that agreed"), required=False, widget=forms.CheckboxSelectMultiple
    )
    base = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, parties: Iterable[Delegation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreed"].choices = [(str(one.pk), one.body.shown) for one in parties]  # type: ignore[attr-defined]


class PositionForm(PartyForm):
    """How a delegation stands on a block."""

    def __init__(self, parties: Sequence[Delegation], *args: Any, kinds: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(parties, *args, **kwargs)
        if kinds:
            self.fields["note"].help_text = _("What the group should know; everybody in it reads this.")
        offered = [(key, word) for key, word in Position.Kind.choices if key in kinds] or Position.Kind.choices
        self.fields["kind"].choices = [*offered, ("", _("No position"))]  # type: ignore[attr-defined]

    kind = forms.ChoiceField(
        label=_("Position"),
        required=False,
        widget=forms.RadioSelect,
    )
    until = forms.DateField(
        label=_("Pending until"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Of a pending position. You are reminded two days before, and on the day."),
    )
    note = forms.CharField(
        label=_("In words"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text=_("What the reservation is about, or what would lift it. The group reads it."),
    )
