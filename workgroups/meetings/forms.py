"""The shape of a meeting, a series, an agenda, an answer, a task."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workgroups.groups.models import Delegation, Group
from workgroups.groups.queries import delegations_in
from workgroups.meetings.actions import Item
from workgroups.meetings.models import Attendance, Meeting


def _zones() -> list[tuple[str, str]]:
    names = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "SystemV/")))
    return [("UTC", "UTC")] + [(zone, zone.replace("_", " ")) for zone in names]


def _own_zone() -> str:
    return str(timezone.get_current_timezone())


class MeetingForm(forms.Form):
    """A single meeting, or a change of one."""

    title = forms.CharField(label=_("Title"), max_length=200)
    day = forms.DateField(label=_("Day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    wall_time = forms.TimeField(label=_("Begins at"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=_zones,
        initial=_own_zone,
        help_text=_("The hour holds in this place, also when its clocks change."),
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=5, max_value=1440, initial=60)
    place = forms.CharField(label=_("Place"), max_length=300, required=False)
    join_url = forms.URLField(
        label=_("Address for joining"),
        required=False,
        assume_scheme="https",
        help_text=_("Only members see it; it is left out of every public page and feed."),
    )

    @staticmethod
    def values_of(meeting: Meeting) -> dict[str, Any]:
        """Return a meeting's own values, to change them."""
        names = ("title", "day", "wall_time", "zone", "minutes", "place", "join_url")
        return {name: getattr(meeting, name) for name in names}


class SeriesForm(forms.Form):
    """A series: a rhythm and up to three hours that take turns."""

    title = forms.CharField(label=_("Title"), max_length=200)
    first_day = forms.DateField(label=_("First day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    every_weeks = forms.IntegerField(label=_("Every how many weeks"), min_value=1, max_value=52, initial=2)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=5, max_value=1440, initial=60)
    wall_time_1 = forms.TimeField(label=_("Begins at"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    zone_1 = forms.ChoiceField(label=_("Time zone"), choices=_zones, initial=_own_zone)
    wall_time_2 = forms.TimeField(
        label=_("Every second time at"),
        required=False,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        help_text=_("Alternating hours share the burden of distant time zones."),
    )
    zone_2 = forms.ChoiceField(
        label=_("Time zone of the second hour"), choices=_zones, initial=_own_zone, required=False
    )
    place = forms.CharField(label=_("Place"), max_length=300, required=False)
    join_url = forms.URLField(label=_("Address for joining"), required=False, assume_scheme="https")

    def values(self) -> dict[str, Any]:
        """Return what `create_series` takes."""
        found = self.cleaned_data
        slots = [(found["wall_time_1"], found["zone_1"])]
        if found["wall_time_2"]:
            slots.append((found["wall_time_2"], found["zone_2"] or found["zone_1"]))
        names = ("title", "first_day", "every_weeks", "minutes", "place", "join_url")
        return {name: found[name] for name in names} | {"slots": slots}


class AgendaItemForm(forms.Form):
    """One line of an agenda; a line without a title is left out."""

    title = forms.CharField(label=_("Item"), max_length=300, required=False)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=600, initial=10)
    presenter = forms.CharField(label=_("Presented by"), max_length=200, required=False)


AgendaForm = forms.formset_factory(AgendaItemForm, extra=3, max_num=60)


def agenda_items(formset: Any) -> list[Item]:
    """Return the lines of a valid agenda form that have a title."""
    found = [form.cleaned_data for form in formset.forms]
    return [Item(line["title"], line["minutes"], line["presenter"]) for line in found if line.get("title")]


class AttendanceForm(forms.Form):
    """Whether one comes."""

    answer = forms.ChoiceField(label=_("Will you come?"), choices=Attendance.Answer, widget=forms.RadioSelect)


class TaskForm(forms.Form):
    """What a delegation owes after a meeting."""

    title = forms.CharField(label=_("What is to be done"), max_length=300)
    delegation = forms.ModelChoiceField(label=_("By which delegation"), queryset=Delegation.objects.none())
    due_on = forms.DateField(
        label=_("By which day"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, group: Group, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["delegation"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  (for the type checker)
        field.queryset = delegations_in(group)
