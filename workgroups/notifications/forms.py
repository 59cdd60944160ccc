"""The shape of how a person wants to be told."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workgroups.notifications.models import GroupPreference, Preference

AS_ALL = ("", _("As chosen above for all groups"))


class PreferenceForm(forms.Form):
    """When the digest comes, what does not wait for it, and how each group differs from the others."""

    digest = forms.ChoiceField(
        label=_("Digest by e-mail"),
        choices=Preference.Rhythm.choices,
        widget=forms.RadioSelect,
        help_text=_("One mail for all your groups: what waits for you, what was decided, what changed, what is new."),
    )
    hour = forms.TypedChoiceField(
        label=_("At this hour, on your clock"),
        coerce=int,
        choices=[(hour, f"{hour:02}:00") for hour in range(24)],
    )
    mentions = forms.BooleanField(
        label=_("Tell me at once when somebody mentions me"),
        required=False,
        help_text=_("The mail waits two minutes and is not sent when you have read it by then."),
    )

    quiet = forms.BooleanField(
        label=_("Outside my working hours, hold what would come at once"),
        required=False,
        help_text=_(
            "It comes when your working day begins. Circulars, codes for signing in and letters to you go out."
        ),
    )
    quiet_days = forms.BooleanField(
        label=_("No digest on days on which I do not work"),
        required=False,
        help_text=_("Unless something that waits for you falls due before the next digest."),
    )

    def __init__(self, *args: Any, groups: Sequence[Any], chosen: Mapping[int, str], **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self._groups = {f"group_{group.pk}": group.pk for group in groups}
        for group in groups:
            self.fields[f"group_{group.pk}"] = forms.ChoiceField(
                label=group.name,
                choices=[AS_ALL, *GroupPreference.How.choices],
                initial=chosen.get(group.pk, ""),
                required=False,
            )

    def for_all(self) -> list[forms.BoundField]:
        """Return the fields that hold for all groups."""
        return [self[name] for name in self.fields if name not in self._groups]

    def for_each(self) -> list[forms.BoundField]:
        """Return a field for each group."""
        return [self[name] for name in self._groups]

    def values(self) -> dict[str, Any]:
        """Return what is chosen for all groups; of a form that was not sent, what it shows."""
        return {field.name: self._value(field) for field in self.for_all()}

    def by_group(self) -> dict[int, str]:
        """Return what is chosen for single groups, by group's id."""
        return {group_id: how for name, group_id in self._groups.items() if (how := self._value(self[name]))}

    def chosen(self) -> Preference:
        """Return what is chosen for all groups as an unsaved row."""
        return Preference(**self.values())

    def _value(self, field: forms.BoundField) -> Any:
        return self.cleaned_data[field.name] if self.is_bound else field.initial
