"""The shape of what officers and invited people send."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from workgroups.accounts.models import Person
from workgroups.accounts.queries import time_zones
from workgroups.core.forms import line_field
from workgroups.core.languages import offered
from workgroups.groups.forms.tenure import SpanFields, steps_back_field
from workgroups.groups.models import Body, Delegation, Group, Office, Programme, Seat
from workgroups.groups.queries import delegations_in, people_in, programmes

TEXT = {"dir": "auto"}


class NamedAddressForm(forms.Form):
    """Something with a name and an address; the address is taken from the name when none is written."""

    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs=TEXT))
    slug = forms.SlugField(
        label=_("Address"),
        max_length=60,
        required=False,
        help_text=_("The last part of its web address: small letters, figures, hyphens. Empty: made from the name."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "none"}),
    )
    purpose = forms.CharField(
        label=_("What it is for"),
        required=False,
        help_text=_("Two or three sentences; they stand on its first page."),
        widget=forms.Textarea(attrs={"rows": 4, **TEXT}),
    )

    def clean(self) -> dict[str, Any]:
        """Fill the address in from the name."""
        values = super().clean() or {}
        if "slug" in values and not values["slug"]:
            values["slug"] = slugify(values.get("name", ""))[:60].strip("-")
            if values.get("name") and not values["slug"]:
                self.add_error("slug", _("This name has no Latin letters to make an address from: write one."))
        return values


class ProgrammeForm(NamedAddressForm):
    """A new programme."""

    contact_email = forms.EmailField(label=_("Contact address"), required=False)


class GroupForm(NamedAddressForm):
    """A new group."""

    programme = forms.ModelChoiceField(label=_("Programme"), queryset=Programme.objects.none(), empty_label=None)

    field_order = ("programme", "name", "slug", "purpose")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = programmes()  # type: ignore[attr-defined]


class GroupChangeForm(forms.Form):
    """What a group is called and for."""

    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs=TEXT))
    purpose = forms.CharField(
        label=_("What it is for"),
        required=False,
        help_text=_("Two or three sentences; they stand on the overview and on the public page."),
        widget=forms.Textarea(attrs={"rows": 4, **TEXT}),
    )


class DelegationForm(forms.Form):
    """A body that joins the group."""

    body_name = forms.CharField(
        label=_("State, city or organisation"), max_length=200, widget=forms.TextInput(attrs=TEXT)
    )
    kind = forms.ChoiceField(label=_("It is a"), choices=Body.Kind)
    standing = forms.ChoiceField(
        label=_("Standing"),
        choices=Delegation.Standing,
        help_text=_("An observing delegation reads and speaks; it neither votes nor edits drafts."),
    )


class _SeatFields(forms.Form):
    """A place in the group: a seat in a delegation, an office, or both."""

    delegation = forms.ModelChoiceField(
        label=_("Delegation"),
        queryset=Delegation.objects.none(),
        required=False,
        empty_label=_("None (an office only)"),
    )
    seat_role = forms.ChoiceField(label=_("Seat"), choices=Seat.Role, initial=Seat.Role.EXPERT)

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["delegation"].queryset = delegations_in(group)  # type: ignore[attr-defined]


class InvitationForm(_SeatFields):
    """Whom to invite, and as what."""

    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs=TEXT))
    email = forms.EmailField(label=_("E-mail address"))
    office_role = forms.ChoiceField(label=_("Office"), choices=[("", _("None")), *Office.Role.choices], required=False)
    language = forms.ChoiceField(
        label=_("Language of the letter"),
        choices=offered,
        initial=get_language,
        required=False,
        help_text=_("They read the pages in it too, until they choose another in their profile."),
    )

    field_order = ("name", "email", "delegation", "seat_role", "office_role", "language")


class SeatForm(_SeatFields, SpanFields):
    """A further seat for somebody who is in the group."""

    person = forms.ModelChoiceField(label=_("Person"), queryset=Person.objects.none(), empty_label=None)
    former_steps_back = steps_back_field()

    field_order = ("person", "delegation", "seat_role", "former_steps_back", "since", "until")

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, group=group, **kwargs)
        self.fields["person"].queryset = people_in(group)  # type: ignore[attr-defined]
        self.fields["delegation"].required = True
        self.fields["delegation"].empty_label = None  # type: ignore[attr-defined]


class OfficeForm(SpanFields):
    """An office for somebody who is in the group."""

    person = forms.ModelChoiceField(label=_("Person"), queryset=Person.objects.none(), empty_label=None)
    role = forms.ChoiceField(label=_("Office"), choices=Office.Role)

    field_order = ("person", "role", "since", "until")

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people_in(group)  # type: ignore[attr-defined]


class JoinForm(forms.Form):
    """What an invited newcomer tells us."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        help_text=_("As the others should see it."),
        widget=forms.TextInput(attrs={"autocomplete": "name", **TEXT}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_("At least 12 characters; several words are easy to remember and hard to guess."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=time_zones,
        initial="UTC",
        help_text=_("Meetings and deadlines are shown in your hours."),
        widget=forms.Select(attrs={"data-guess-zone": ""}),
    )


class TermForm(forms.Form):
    """A period of a group's work."""

    name = line_field(_("Name"), most=80, hint=_("Such as: 2026 term"))
    since = forms.DateField(label=_("From"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    until = forms.DateField(
        label=_("To"),
        required=False,
        help_text=_("Empty: it goes on."),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
