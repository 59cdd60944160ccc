"""The shape of a meeting, a record, a series, an answer."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workgroups.meetings.models import Attendance, Meeting


def _zones() -> list[tuple[str, str]]:
    names = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "SystemV/")))
    return [("UTC", "UTC")] + [(zone, zone.replace("_", " ")) for zone in names]


def _own_zone() -> str:
    return str(timezone.get_current_timezone())


class _SpanForm(forms.Form):
    """What a meeting and the record of one have in common."""

    title = forms.CharField(label=_("Title"), max_length=200)
    day = forms.DateField(label=_("First day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    last_day = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Only for a meeting of several days."),
    )
    wall_time = forms.TimeField(
        label=_("Begins at"),
        required=False,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        help_text=_("The hour of each day. Leave it empty while it is not known: calendars then show whole days."),
    )
    zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=_zones,
        initial=_own_zone,
        help_text=_("The hour holds in this place, also when its clocks change."),
    )
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=5, max_value=1440, initial=60, help_text=_("How long it lasts on each day.")
    )
    place = forms.CharField(label=_("Place"), max_length=300, required=False)


class MeetingForm(_SpanForm):
    """A single meeting, or a change of one."""

    join_url = forms.URLField(
        label=_("Address for joining"),
        required=False,
        assume_scheme="https",
        help_text=_("Only members see it; it is left out of every public page and feed."),
    )

    @staticmethod
    def values_of(meeting: Meeting) -> dict[str, Any]:
        """Return a meeting's own values, to change them."""
        names = ("title", "day", "last_day", "wall_time", "zone", "minutes", "place", "join_url")
        return {name: getattr(meeting, name) for name in names}


class RecordForm(_SpanForm):
    """A meeting that was, as a source tells it."""

    @staticmethod
    def values_of(meeting: Meeting) -> dict[str, Any]:
        """Return a record's own values, to change them."""
        names = ("title", "day", "last_day", "wall_time", "zone", "minutes", "place")
        return {name: getattr(meeting, name) for name in names} | {"source": meeting.recorded_from}

    source = forms.CharField(
        label=_("Source"),
        max_length=500,
        help_text=_("What this record is taken from, such as the title of a published report and its date."),
    )


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
        names = ("title", "first_day", "every_weeks", "minutes", "place", "join_url", "marking")
        return {name: found[name] for name in names if name in found} | {"slots": slots}


class AttendanceForm(forms.Form):
    """Whether one comes."""

    answer = forms.ChoiceField(label=_("Will you come?"), choices=Attendance.Answer, widget=forms.RadioSelect)
