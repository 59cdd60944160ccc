"""What is asked of the list of contacts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workgroups.groups.models import Group, Seat
from workgroups.groups.queries import OFFICERS, as_read, delegations_in


class ContactFilterForm(forms.Form):
    """Which of the group's people: words, one delegation, one role."""

    words = forms.CharField(
        label=_("Name, function, organisation"), required=False, max_length=100, widget=forms.TextInput({"dir": "auto"})
    )
    delegation = forms.TypedChoiceField(label=_("Delegation"), required=False, coerce=int, empty_value=None)
    role = forms.ChoiceField(
        label=_("Role"),
        required=False,
        choices=[("", _("All")), *Seat.Role.choices, (OFFICERS, _("Chairs and secretariat"))],
    )

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(str(one.pk), one.body.shown) for one in as_read(delegations_in(group))]
        self.fields["delegation"].choices = [("", _("All")), *listed]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """Return what to keep; what cannot be understood asks for nothing."""
        self.is_valid()
        return {name: self.cleaned_data[name] for name in self.fields if self.cleaned_data.get(name)}
