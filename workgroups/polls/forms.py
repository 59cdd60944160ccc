"""The shape of what a person asks, answers and records."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workgroups.polls.models import Decision, Poll


class PollForm(forms.Form):
    """A new poll; answers one a line, the closing time in the asker's own zone."""

    question = forms.CharField(label=_("Question"), max_length=300, help_text=_("The exact words are kept."))
    detail = forms.CharField(
        label=_("Why it is asked"), max_length=4000, required=False, widget=forms.Textarea({"rows": 3})
    )
    options = forms.CharField(
        label=_("Answers"), max_length=5000, widget=forms.Textarea({"rows": 5}), help_text=_("One a line, 2 to 20.")
    )
    max_choices = forms.IntegerField(label=_("How many answers may be chosen"), min_value=1, max_value=20, initial=1)
    counted_by = forms.ChoiceField(
        label=_("What is counted"), choices=Poll.CountedBy, initial=Poll.CountedBy.DELEGATION, widget=forms.RadioSelect
    )
    shown = forms.ChoiceField(
        label=_("When the result is shown"), choices=Poll.Shown, initial=Poll.Shown.ALWAYS, widget=forms.RadioSelect
    )
    closes_at = forms.DateTimeField(
        label=_("Closes"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("In your time zone. Leave it empty to close the poll by hand."),
    )

    def option_lines(self) -> list[str]:
        """Return the answers that were typed, one a line."""
        return str(self.cleaned_data["options"]).splitlines()

    def closes_zone(self) -> str:
        """Return the zone in which the closing time was meant."""
        zone = timezone.get_current_timezone()
        return zone.key if isinstance(zone, ZoneInfo) else "UTC"

    def closing(self) -> datetime | None:
        """Return the closing instant, or None."""
        found: datetime | None = self.cleaned_data["closes_at"]
        return found


class AnswerForm(forms.Form):
    """One or several of a poll's options, as radio buttons or boxes."""

    def __init__(self, poll: Poll, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = [(str(option.pk), option.label) for option in poll.options.all()]
        label = _("Your answer")
        field: forms.Field
        if poll.max_choices == 1:
            field = forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, required=False)
        else:
            field = forms.MultipleChoiceField(
                label=label, choices=choices, widget=forms.CheckboxSelectMultiple, required=False
            )
            field.help_text = _("Choose up to %(count)d.") % {"count": poll.max_choices}
        self.fields["options"] = field

    def option_ids(self) -> list[int]:
        """Return the chosen options' ids, none when nothing was chosen."""
        chosen = self.cleaned_data["options"] or []
        return [int(key) for key in ([chosen] if isinstance(chosen, str) else chosen)]


class DecisionForm(forms.Form):
    """A decision for the register."""

    title = forms.CharField(label=_("What was decided, in one sentence"), max_length=300)
    body = forms.CharField(label=_("In full"), max_length=8000, required=False, widget=forms.Textarea({"rows": 5}))
    how = forms.ChoiceField(label=_("How"), choices=Decision.How, widget=forms.RadioSelect)
    decided_on = forms.DateField(label=_("On which day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
