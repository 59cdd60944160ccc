"""The shape of a poll that is asked here, answered here, or recorded from elsewhere; and of a decision."""

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from workgroups.core.errors import Refused
from workgroups.core.forms import written
from workgroups.polls.logic.asked import KEYWORD_LENGTH, RecordedResult
from workgroups.polls.logic.outline import results_in, themes_in
from workgroups.polls.models import Decision, Poll, Recording


class ClosingField(forms.DateTimeField):
    """When something closes, in the asker's own zone; empty: when somebody closes it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Closes"),
            required=False,
            widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
            help_text=_("In your time zone. Leave it empty to close it by hand."),
            **kwargs,
        )


def zone_of_reader() -> str:
    """Return the zone in which a closing time was meant."""
    zone = timezone.get_current_timezone()
    return zone.key if isinstance(zone, ZoneInfo) else "UTC"


class PollForm(forms.Form):
    """A new poll; answers one a line, the closing time in the asker's own zone."""

    question = forms.CharField(label=_("Question"), max_length=300, help_text=_("The exact words are kept."))
    detail = forms.CharField(
        label=_("Why it is asked"), max_length=4000, required=False, widget=forms.Textarea({"rows": 3})
    )
    kind = forms.ChoiceField(
        label=_("What kind of answer"), choices=Poll.Kind, initial=Poll.Kind.SINGLE, widget=forms.RadioSelect
    )
    options = forms.CharField(
        label=_("Answers"),
        max_length=5000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("One a line, 2 to 20; of a rating every step, the lowest first. Words need none."),
    )
    max_choices = forms.IntegerField(
        label=_("How many answers, or keywords"),
        min_value=1,
        max_value=20,
        initial=1,
        help_text=_("For several answers and for keywords."),
    )
    counted_by = forms.ChoiceField(
        label=_("What is counted"), choices=Poll.CountedBy, initial=Poll.CountedBy.DELEGATION, widget=forms.RadioSelect
    )
    shown = forms.ChoiceField(
        label=_("When the result is shown"), choices=Poll.Shown, initial=Poll.Shown.ALWAYS, widget=forms.RadioSelect
    )
    closes_at = ClosingField()

    def clean_options(self) -> list[str]:
        """Return the answers that were typed, one a line."""
        return str(self.cleaned_data["options"]).splitlines()

    def values(self) -> dict[str, Any]:
        """Return what the action takes."""
        values = dict(self.cleaned_data)
        if values["kind"] in {Poll.Kind.SINGLE, Poll.Kind.RATING, Poll.Kind.WORDS}:
            values["max_choices"] = 1
        return values | {"closes_zone": zone_of_reader()}


class AnswerForm(forms.Form):
    """A poll's options, as radio buttons or boxes; or lines for keywords; or one field for open words."""

    def __init__(self, poll: Poll, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.poll = poll
        if poll.has_options:
            self.fields["options"] = self._of_options()
        elif poll.kind == Poll.Kind.KEYWORDS:
            for place in range(1, poll.max_choices + 1):
                label = _("Keyword %(place)d") % {"place": place}
                self.fields[f"word-{place}"] = forms.CharField(label=label, max_length=KEYWORD_LENGTH, required=False)
        else:
            self.fields["word-1"] = forms.CharField(
                label=_("Your answer"),
                max_length=8000,
                required=False,
                widget=forms.Textarea({"rows": 6}),
                help_text=_("Members see whose answer it is."),
            )

    def _of_options(self) -> forms.Field:
        choices = [(str(option.pk), written(option.label)) for option in self.poll.options.all()]
        label = _("Your answer")
        if self.poll.max_choices == 1:
            return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, required=False)
        field = forms.MultipleChoiceField(
            label=label, choices=choices, widget=forms.CheckboxSelectMultiple, required=False
        )
        words = ngettext_lazy("Choose up to %(count)d.", "Choose up to %(count)d.", self.poll.max_choices)
        field.help_text = words % {"count": self.poll.max_choices}
        return field

    def option_ids(self) -> list[int]:
        """Return the chosen options' ids, none when nothing was chosen."""
        chosen = self.cleaned_data.get("options") or []
        return [int(key) for key in ([chosen] if isinstance(chosen, str) else chosen)]

    def words(self) -> list[str]:
        """Return what was written, the empty lines left out."""
        written = [value for name, value in self.cleaned_data.items() if name.startswith("word-")]
        return [value for value in written if value]

    def refuse(self, refusal: Refused) -> None:
        """Show what a rule said, at its field where the form has it."""
        field = "word-1" if refusal.field == "words" else refusal.field
        self.add_error(field if field in self.fields else None, str(refusal))


class DecisionForm(forms.Form):
    """A decision for the register."""

    title = forms.CharField(label=_("What was decided, in one sentence"), max_length=300)
    body = forms.CharField(label=_("In full"), max_length=8000, required=False, widget=forms.Textarea({"rows": 5}))
    how = forms.ChoiceField(label=_("How"), choices=Decision.How, widget=forms.RadioSelect)
    decided_on = forms.DateField(label=_("On which day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))


class SourceForm(forms.Form):
    """What a source says of something asked elsewhere."""

    question = forms.CharField(label=_("Question"), max_length=300, help_text=_("In the exact words of the source."))
    type_words = forms.CharField(
        label=_("Type of question"), max_length=300, required=False, help_text=_("As the source words it.")
    )
    source = forms.CharField(
        label=_("Source"), max_length=300, help_text=_("Down to the page, figure or annex, so that others find it.")
    )
    asked_on = forms.DateField(
        label=_("When it was asked"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Leave it empty when the source does not say."),
    )
    precision = forms.ChoiceField(
        label=_("How much of the day is known"),
        choices=Recording.Precision,
        initial=Recording.Precision.DAY,
        widget=forms.RadioSelect,
    )
    respondents = forms.IntegerField(
        label=_("How many answered"),
        required=False,
        min_value=0,
        help_text=_("Leave it empty when the source does not say."),
    )
    note = forms.CharField(label=_("Note"), max_length=4000, required=False, widget=forms.Textarea({"rows": 3}))


class RecordPollForm(SourceForm):
    """A poll of elsewhere with its results as recorded."""

    kind = forms.ChoiceField(
        label=_("What kind of answer"), choices=Poll.Kind, initial=Poll.Kind.SINGLE, widget=forms.RadioSelect
    )
    results = forms.CharField(
        label=_("Results as recorded"),
        max_length=5000,
        required=False,
        widget=forms.Textarea({"rows": 6}),
        help_text=_(
            "One answer a line; after “|” its percentage or its count, if the source gives one: Digital skills | 81 %."
            " Leave it empty when the source gives none. Nothing is added up."
        ),
    )
    field_order = ("question", "type_words", "kind", "results")

    def clean_results(self) -> list[RecordedResult]:
        """Return the results line by line."""
        try:
            return results_in(self.cleaned_data["results"])
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class RecordThemesForm(SourceForm):
    """The themes of a discussion elsewhere, as a source draws them."""

    themes = forms.CharField(
        label=_("Themes"),
        max_length=8000,
        widget=forms.Textarea({"rows": 8}),
        help_text=_("One theme a line; its points below it, each on a line that begins with “-”."),
    )
    field_order = ("question", "type_words", "themes")

    def clean_themes(self) -> list[tuple[str, list[str]]]:
        """Return the themes with their points."""
        try:
            return themes_in(self.cleaned_data["themes"])
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
