"""The shape of what somebody does about a duty: until when it is put off, to whom it is passed."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workgroups.accounts.models import Person
from workgroups.core import clock, dates
from workgroups.home.logic.mornings import monday, morning_of, tomorrow


class SnoozeForm(forms.Form):
    """Until when: tomorrow, Monday or a day, each in the morning on the reader's clock."""

    until = forms.ChoiceField(label=gettext_lazy("Until"), widget=forms.RadioSelect)
    day = forms.DateField(
        label=gettext_lazy("The other day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    late = forms.BooleanField(label=gettext_lazy("Put it off past its deadline all the same"), required=False)

    def __init__(self, *args: Any, person: Person, due: datetime | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now, own = clock.now(), (person.time_zone, person.day_begins)
        self.person, self.due = person, due
        self.instants = {"tomorrow": tomorrow(now, *own), "monday": monday(now, *own)}
        offered = [(name, self._label(instant)) for name, instant in self.instants.items()]
        self.fields["until"].choices = [*offered, ("day", _("Another day"))]  # type: ignore[attr-defined]
        if self.instants["monday"] == self.instants["tomorrow"]:  # on a Sunday one of them is enough to see
            self.fields["until"].widget.choices = [offered[0], ("day", _("Another day"))]
        if not due:
            del self.fields["late"]

    def _label(self, instant: datetime) -> str:
        shown = dates.instant(instant)
        late = self.due is not None and instant > self.due
        return _("%(when)s, after the deadline") % {"when": shown} if late else shown

    def clean(self) -> dict[str, Any]:
        """Make one instant of the choice and the day."""
        said = super().clean() or {}
        chosen, day = said.get("until"), said.pop("day", None)
        if chosen == "day" and not isinstance(day, date):
            self.add_error("day", _("Choose a day."))
        elif chosen == "day":
            said["until"] = morning_of(day, self.person.time_zone, self.person.day_begins)
        elif chosen:
            said["until"] = self.instants[chosen]
        return said


class PassForm(forms.Form):
    """To whom of the delegation, with a note."""

    to = forms.TypedChoiceField(label=gettext_lazy("To"), coerce=int, widget=forms.RadioSelect)
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    def __init__(self, *args: Any, colleagues: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(one.pk, one.name) for one in colleagues]  # type: ignore[attr-defined]
