"""The shape of what people tell about themselves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workgroups.accounts.models import Card
from workgroups.accounts.queries import time_zones
from workgroups.core import dates, text
from workgroups.core.forms import line_field
from workgroups.core.languages import OFFERED, autonym, offered
from workgroups.notifications.models import Preference


class TimeZoneField(forms.ChoiceField):
    """A zone chosen by region and city."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Time zone"))
        options.setdefault("help_text", _("Meetings and deadlines are shown in your hours."))
        super().__init__(choices=time_zones, **options)


class ProfileForm(forms.Form):
    """How a person is written."""

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


def _weekdays() -> list[tuple[int, str]]:
    return list(enumerate(dates.weekdays()))


class HoursForm(forms.Form):
    """Which language a person reads, where they live and when they work."""

    language = forms.ChoiceField(label=_("Language"), choices=offered)
    time_zone = TimeZoneField()
    working_days = forms.TypedMultipleChoiceField(
        label=_("Working days"), coerce=int, choices=_weekdays, widget=forms.CheckboxSelectMultiple
    )
    day_begins = forms.TypedChoiceField(
        label=_("Your working day begins"), coerce=int, choices=[(hour, f"{hour:02}:00") for hour in range(24)]
    )
    day_ends = forms.TypedChoiceField(
        label=_("and ends"),
        coerce=int,
        choices=[(hour, f"{hour:02}:00") for hour in range(1, 25)],
        help_text=_("What you put off comes back when your day begins."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(OFFERED) == 1:  # nothing to choose
            del self.fields["language"]


class FirstStepsForm(HoursForm):
    """Name, language, zone, hours and how to be told, in one page after joining."""

    name = forms.CharField(
        label=_("Your name, as you write it"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    latin_name = ProfileForm.base_fields["latin_name"]
    digest = forms.ChoiceField(
        label=_("How you want to be told"),
        choices=Preference.Rhythm.choices,
        help_text=_(
            "One mail for all your groups, at seven in the morning on your clock; when somebody names you, you hear at "
            "once."
        ),
    )

    field_order = ("name", "latin_name", "language", "time_zone", "working_days", "day_begins", "day_ends", "digest")


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


SPOKEN = (
    "ar am bg bn bs cs da de el en es et fa fi fr ga ha he hi hr hu hy id it ja ka kk km ko lo lt lv mk mn ms mt my "
    "nb ne nl pl pt ro ru si sk sl sq sr sv sw ta th tl tr uk ur uz vi zh-Hans"
)


def spoken() -> list[tuple[str, str]]:
    """Return the languages that a person may say they speak, each by its own name, in the order of these names."""
    return sorted(((tag, autonym(tag)) for tag in SPOKEN.split()), key=lambda one: text.fold(one[1]))


class CardForm(forms.Form):
    """What others may know of a person, and for each field to whom it is shown."""

    title = line_field(_("Title or function"), most=120, required=False, hint=_("Such as: Deputy director"))
    organisation = line_field(_("Organisation"), required=False, hint=_("Ministry, city, institution"))
    telephone = forms.CharField(
        label=_("Telephone"),
        required=False,
        max_length=40,
        help_text=_("With its country: +598 2 123 4567."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "dir": "ltr"}),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages you speak"), required=False, choices=spoken, widget=forms.CheckboxSelectMultiple
    )
    picture = forms.FileField(
        label=_("Picture"),
        required=False,
        help_text=_("PNG, JPEG or WebP; it is made smaller. What a camera wrote into it is taken out."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    remove_picture = forms.BooleanField(label=_("Take my picture away"), required=False)

    def __init__(self, *args: Any, card: Card, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if card.picture is None:
            del self.fields["remove_picture"]
        for name in Card.FIELDS:
            self.fields[f"shown_{name}"] = forms.ChoiceField(
                label=_("Shown to"), choices=Card.Audience, initial=card.shown_to(name), required=False
            )

    def rows(self) -> list[tuple[str, list[forms.BoundField], forms.BoundField]]:
        """Return each thing to know with its fields and to whom it is shown; address and zone are kept elsewhere."""
        labels = {"email": _("E-mail address"), "time_zone": _("Time zone")}
        own = {"picture": ("picture", "remove_picture"), "email": (), "time_zone": ()}
        rows = []
        for name in Card.FIELDS:
            fields = [self[field] for field in own.get(name, (name,)) if field in self.fields]
            label = labels.get(name) or self.fields[name].label
            rows.append((str(label), fields, self[f"shown_{name}"]))
        return rows

    def who_sees(self, card: Card) -> list[tuple[str, str]]:
        """Return each thing to know with who sees it as the card stands."""
        shown = [str(Card.Audience(card.shown_to(name)).label) for name in Card.FIELDS]
        return [(label, audience) for (label, _fields, _shown), audience in zip(self.rows(), shown, strict=True)]

    def values(self) -> dict[str, Any]:
        """Return what the action takes, but the picture, which the door stores."""
        given = {name: self.cleaned_data[name] for name in ("title", "organisation", "telephone", "languages")}
        shown = {name: self.cleaned_data[f"shown_{name}"] for name in Card.FIELDS}
        chosen = {name: audience for name, audience in shown.items() if audience}
        return {**given, "shown": chosen, "remove_picture": self.cleaned_data.get("remove_picture", False)}
