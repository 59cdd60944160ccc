"""The shape of what people tell about themselves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workgroups.accounts.queries import time_zones
from workgroups.core.languages import OFFERED, offered


class TimeZoneField(forms.ChoiceField):
    """A zone chosen by region and city."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Time zone"))
        options.setdefault("help_text", _("Meetings and deadlines are shown in your hours."))
        super().__init__(choices=time_zones, **options)


class ProfileForm(forms.Form):
    """How a person is written, and which language and hours they read."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("As you write it yourself, in your own script."),
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    latin_name = forms.CharField(
        label=_("Name in Latin letters"),
        max_length=200,
        required=False,
        help_text=_("For lists and name plates, if your name is written in another script."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=offered)
    time_zone = TimeZoneField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(OFFERED) == 1:  # nothing to choose
            del self.fields["language"]


class WelcomeForm(forms.Form):
    """Who begins: the first officer of an empty installation."""

    key = forms.CharField(
        label=_("Setup key"),
        help_text=_("The command “manage.py setup_key” shows it on the machine that runs this installation."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        help_text=_("As members should see it."),
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    email = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_("At least 12 characters; several words are easy to remember and hard to guess."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    time_zone = TimeZoneField(initial="UTC", widget=forms.Select(attrs={"data-guess-zone": ""}))

    def __init__(self, *args: Any, asks_key: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_key:
            del self.fields["key"]
