"""The shape of how a person wants to be told."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workgroups.notifications.models import Preference


class PreferenceForm(forms.Form):
    """When the digest comes, and whether a mention waits for it."""

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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
