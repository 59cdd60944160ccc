"""The shape of a call for input, and of an answer to one."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from workgroups.core.errors import Refused
from workgroups.core.forms import written
from workgroups.groups.permissions import Member
from workgroups.groups.queries import as_read, delegations_in, people_in
from workgroups.polls.forms.polls import ClosingField, zone_of_reader
from workgroups.polls.logic.asked import WORDS_LENGTH, SectionAsked
from workgroups.polls.logic.asked import sections_of as checked
from workgroups.polls.logic.outline import sections_in
from workgroups.polls.models import Call, Question, Response, Section
from workgroups.polls.queries import Said, Voice


class CallForm(forms.Form):
    """A new call; the questionnaire is written line by line and shown before it goes out."""

    title = forms.CharField(label=_("What input is called for"), max_length=300)
    detail = forms.CharField(
        label=_("Why, and what happens with the answers"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    questions = forms.CharField(
        label=_("Questionnaire"),
        max_length=20000,
        widget=forms.Textarea({"rows": 14}),
        help_text=_(
            "One question a line. A line that begins with # is a heading, with - an answer to choose, with > a word of"
            " explanation. At the end of a question * means that it must be answered, [2] that two answers may be"
            " chosen. A question without answers to choose takes open words."
        ),
    )
    asked_of = forms.ChoiceField(
        label=_("Who answers"), choices=Call.AskedOf, initial=Call.AskedOf.DELEGATION, widget=forms.RadioSelect
    )
    whom = forms.MultipleChoiceField(
        label=_("Only these"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose none to ask every participating delegation, or everybody with a seat."),
    )
    shown = forms.ChoiceField(
        label=_("Who sees the answers"), choices=Call.Shown, initial=Call.Shown.ALWAYS, widget=forms.RadioSelect
    )
    closes_at = ClosingField()

    def __init__(self, member: Member, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.delegations = {f"d{one.pk}": one for one in as_read(delegations_in(member.group))}
        self.people = {f"p{one.pk}": one for one in people_in(member.group)}
        self.fields["whom"].choices = [  # type: ignore[attr-defined]
            (_("Delegations"), [(key, written(one.body.shown)) for key, one in self.delegations.items()]),
            (_("Persons"), [(key, written(one.name)) for key, one in self.people.items()]),
        ]

    def clean_questions(self) -> list[SectionAsked]:
        """Return the sections with their questions."""
        try:
            return checked(sections_in(self.cleaned_data["questions"]))
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def values(self) -> dict[str, Any]:
        """Return what the action takes; of `whom` only those who fit who answers."""
        values = dict(self.cleaned_data)
        chosen, by_delegation = values.pop("whom"), values["asked_of"] == Call.AskedOf.DELEGATION
        return values | {
            "sections": values.pop("questions"),
            "delegations": [self.delegations[key] for key in chosen if key in self.delegations and by_delegation],
            "people": [self.people[key] for key in chosen if key in self.people and not by_delegation],
            "closes_zone": zone_of_reader(),
        }


class CallAnswerForm(forms.Form):
    """The questions of a call. `final` asks for what must be answered; a draft may leave it out."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)

    def __init__(self, sections: Sequence[Section], *args: object, final: bool = False, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.sections, self.questions = sections, {}
        for section in sections:
            for question in section.questions.all():
                field = _field_of(question)
                field.required = final and question.is_required
                self.questions[f"question-{question.pk}"] = question
                self.fields[f"question-{question.pk}"] = field

    def parts(self) -> list[tuple[Section, list[BoundField]]]:
        """Return every section with its fields."""
        return [
            (section, [self[f"question-{question.pk}"] for question in section.questions.all()])
            for section in self.sections
        ]

    def values(self) -> dict[int, str | list[int]]:
        """Return what the action takes: words, or ids of choices, by question."""
        said: dict[int, str | list[int]] = {}
        for name, question in self.questions.items():
            value = self.cleaned_data.get(name) or ""
            if question.kind == Question.Kind.WORDS:
                said[question.pk] = value
            else:
                said[question.pk] = [int(key) for key in ([value] if isinstance(value, str) else value) if key]
        return said

    def refuse(self, refusal: Refused) -> None:
        """Show what a rule said, at its question where it has one."""
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))


def initial_of(response: Response | None, said: Mapping[tuple[int, int], Said]) -> dict[str, Any]:
    """Return what an answer's form begins with."""
    if response is None:
        return {}
    values: dict[str, Any] = {"seen": response.revision if response.state == Response.State.DRAFT else 0}
    for (response_id, question_id), one in said.items():
        if response_id == response.pk:
            values[f"question-{question_id}"] = one.text or [str(key) for key in one.choice_ids]
    return values


def _field_of(question: Question) -> forms.Field:
    if question.kind == Question.Kind.WORDS:
        return forms.CharField(
            label=written(question.text),
            help_text=escape(question.hint),
            max_length=WORDS_LENGTH,
            widget=forms.Textarea({"rows": 5}),
        )
    choices = [(str(choice.pk), written(choice.label)) for choice in question.choices.all()]
    if question.kind == Question.Kind.SINGLE:
        return RadioField(label=written(question.text), help_text=escape(question.hint), choices=choices)
    words = ngettext_lazy("Choose up to %(count)d.", "Choose up to %(count)d.", question.max_choices)
    hint = question.hint or words % {"count": question.max_choices}
    return forms.MultipleChoiceField(
        label=written(question.text), help_text=escape(hint), choices=choices, widget=forms.CheckboxSelectMultiple
    )


class RadioField(forms.ChoiceField):
    """One answer of a list, shown whole."""

    widget = forms.RadioSelect

    def prepare_value(self, value: Any) -> Any:
        """Take the one answer that was kept out of its list."""
        return value[0] if isinstance(value, list) and value else value


class BringForm(CallAnswerForm):
    """An answer that arrived another way: whose it is, how it came, and what it says."""

    whose = forms.ChoiceField(label=_("Whose answer"))
    note = forms.CharField(
        label=_("How it arrived"), max_length=300, required=False, help_text=_("For example: by letter of 3 March.")
    )

    def __init__(self, voices: Sequence[Voice], sections: Sequence[Section], *args: object, **kwargs: object) -> None:
        super().__init__(sections, *args, **kwargs)  # type: ignore[arg-type]
        self.fields["whose"].choices = [  # type: ignore[attr-defined]
            (f"{kind}-{pk}", voice.name) for voice in voices for kind, pk in [voice.key]
        ]
