"""The shape of a guest pass."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from workgroups.core.forms import line_field, written
from workgroups.core.languages import offered
from workgroups.groups.models import GuestPass
from workgroups.groups.queries import GuestThing


class GuestPassForm(forms.Form):
    """What is opened, to whom, until when."""

    thing = forms.ChoiceField(
        label=_("What the guest may see"),
        help_text=_("This one thing, and nothing else of the group. Restricted ones are not offered."),
    )
    name = line_field(_("Name"))
    email = forms.EmailField(label=_("E-mail address"))
    until = forms.DateField(
        label=_("Last day"),
        help_text=_("The door closes at the end of this day, in your time zone."),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    may_write = forms.BooleanField(
        label=_("They may write: post in the thread, change the draft"),
        required=False,
    )
    language = forms.ChoiceField(
        label=_("Language of the letter"), choices=offered, initial=get_language, required=False
    )

    def __init__(self, *args: Any, things: Sequence[GuestThing], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.things = {one.key: one for one in things}
        by_kind = [(kind, [one for one in things if one.kind == kind]) for kind in GuestPass.Kind]
        named = [(kind, [(one.key, written(one.title)) for one in found]) for kind, found in by_kind]
        choices = [(str(kind.label), found) for kind, found in named if found]
        self.fields["thing"].choices = choices  # type: ignore[attr-defined]

    def clean_until(self) -> datetime:
        """Return the end of the day in the writer's zone."""
        day: date = self.cleaned_data["until"] + timedelta(days=1)
        return timezone.make_aware(datetime.combine(day, time())).astimezone(UTC)

    def clean(self) -> dict[str, Any]:
        """Name the thing by kind, number and title."""
        values = super().clean() or {}
        if thing := self.things.get(values.pop("thing", "")):
            values |= {"kind": thing.kind, "number": thing.number, "title": thing.title}
        return values
