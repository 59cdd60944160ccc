"""The shape of what changes seats and offices: roles, days, renewals, hand-overs, acting chairs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workgroups.accounts.models import Person
from workgroups.core.forms import line_field
from workgroups.groups.logic import period
from workgroups.groups.models import Group, Office, Seat
from workgroups.groups.queries import officers_of, people_in


def day_field(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


def steps_back_field() -> forms.BooleanField:
    """Return the choice that the present head becomes an alternate; it matters only where there is one."""
    return forms.BooleanField(label=_("If somebody is head then, they become an alternate"), required=False)


class SpanFields(forms.Form):
    """From which day to which."""

    since = day_field(_("From"), required=False, hint=_("Empty: from today on. A day to come is kept until then."))
    until = day_field(_("Last day"), required=False, hint=_("Empty: without an end."))


class RoleForm(forms.Form):
    """Another role in the same delegation."""

    role = forms.ChoiceField(label=_("New role"), choices=Seat.Role)
    since = day_field(_("From"), required=False, hint=_("Empty: from today on."))
    former_steps_back = steps_back_field()


class DatesForm(forms.Form):
    """Other days for a seat or an office, and why."""

    since = day_field(_("First day"))
    until = day_field(_("Last day"), required=False, hint=_("Empty: without an end."))
    reason = line_field(_("Why"), most=300, hint=_("The history of the group shows it beside the former days."))


class RenewForm(forms.Form):
    """A new last day for a seat."""

    until = day_field(_("New last day"))


class RenewAllForm(RenewForm):
    """A new last day for several seats of a delegation."""

    seats = forms.ModelMultipleChoiceField(
        label=_("Seats"),
        queryset=Seat.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one seat.")},
    )

    field_order = ("seats", "until")

    def __init__(self, *args: Any, seats: list[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["seats"]
        field.queryset = Seat.objects.filter(pk__in=[seat.pk for seat in seats]).select_related("person")
        field.label_from_instance = _seat_in_a_list
        field.initial = [seat.pk for seat in seats]


class ActingForm(forms.Form):
    """Who chairs for whom, from when to when."""

    office = forms.ModelChoiceField(
        label=_("Who is away"), queryset=Office.objects.none(), empty_label=None, required=True
    )
    person = forms.ModelChoiceField(label=_("Who acts"), queryset=Person.objects.none(), empty_label=None)
    since = day_field(_("From"), required=False, hint=_("Empty: from today on."))
    until = day_field(_("Last day"))

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        office: Any = self.fields["office"]
        office.queryset = officers_of(group).filter(acting_for=None).exclude(role=Office.Role.SECRETARIAT)
        office.label_from_instance = _office_in_a_list
        self.fields["person"].queryset = people_in(group)  # type: ignore[attr-defined]


class HandoverForm(forms.Form):
    """To whom, from which day, with which words; what is passed on stands beside it as boxes."""

    successor = forms.ModelChoiceField(label=_("Successor"), queryset=Person.objects.none(), empty_label=_("Choose"))
    day = day_field(
        _("From"), hint=_("Today at once; on a day to come it happens when that day begins, by itself (UTC).")
    )
    note = forms.CharField(
        label=_("Note to the successor"),
        required=False,
        max_length=8000,
        help_text=_(
            "What they should know. They find it on their desk; the chairs and the secretariat can read it too."
        ),
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )
    chosen = forms.MultipleChoiceField(label=_("Passed on"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, people: Any, names: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = people  # type: ignore[attr-defined]
        self.fields["chosen"].choices = names  # type: ignore[attr-defined]


def _seat_in_a_list(seat: Seat) -> str:
    return f"{seat.person.name}, {Seat.Role(seat.role).label}, {period(seat.since, seat.until, seat.since)}"


def _office_in_a_list(office: Office) -> str:
    return f"{office.person.name}, {office.title}"
