"""The shape of a circular, of a template, of the letterhead, and of when something goes out."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.forms import BoundField
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from workgroups.circulars.actions import Occasion, Owed, Wanted, Words
from workgroups.circulars.models import Circular, Letterhead
from workgroups.circulars.queries import Sample, Thing
from workgroups.core.errors import Refused
from workgroups.core.forms import line_field, markdown_field, written
from workgroups.core.languages import OFFERED, autonym
from workgroups.groups.models import Marking
from workgroups.groups.permissions import Member, first_marking, markings_offered
from workgroups.groups.queries import as_read, delegations_in, people_in

WALL = "%Y-%m-%dT%H:%M"


def zone_of_reader() -> str:
    """Return the zone in which an hour was meant."""
    zone = timezone.get_current_timezone()
    return zone.key if isinstance(zone, ZoneInfo) else "UTC"


def name_of(tag: str) -> str:
    """Return a language tag as it stands in the names of fields."""
    return tag.lower().replace("-", "_")


class WallField(forms.DateTimeField):
    """A day and hour in the writer's own zone."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput({"type": "datetime-local"}, format=WALL)
        super().__init__(required=False, widget=widget, **kwargs)


class TextsForm(forms.Form):
    """A subject and a body in each language, any of them empty."""

    def __init__(self, *args: Any, languages: Iterable[str] = OFFERED, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = list(dict.fromkeys([*OFFERED, *languages]))
        hint = _("Markdown. Fields in braces, with what stands there when nothing is known: {title|Dear colleague}.")
        for tag in self.languages:
            subject, body = line_field(_("Subject"), required=False), markdown_field(_("Letter"), rows=12, hint=hint)
            body.required = False
            for field in (subject, body):
                field.widget.attrs["lang"] = tag
            self.fields[f"subject_{name_of(tag)}"] = subject
            self.fields[f"body_{name_of(tag)}"] = body

    def parts(self) -> list[tuple[str, str, list[BoundField]]]:
        """Return every language with its name and its fields."""
        return [
            (tag, autonym(tag), [self[f"subject_{name_of(tag)}"], self[f"body_{name_of(tag)}"]])
            for tag in self.languages
        ]

    def others(self) -> list[BoundField]:
        """Return the fields that belong to no language."""
        return [field for field in self if not field.name.startswith(("subject_", "body_"))]

    def texts(self) -> dict[str, Words]:
        """Return what is written in each language."""
        said = self.cleaned_data
        return {
            tag: Words(said.get(f"subject_{name_of(tag)}", ""), said.get(f"body_{name_of(tag)}", ""))
            for tag in self.languages
        }

    def refuse(self, refusal: Refused) -> None:
        """Show what a rule said, at its field where the form has it."""
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))


class CircularForm(TextsForm):
    """A circular: its words, to whom it goes, what it asks for."""

    to = forms.ChoiceField(
        label=_("To whom it goes"), choices=Circular.To, initial=Circular.To.ALL, widget=forms.RadioSelect
    )
    whom = forms.MultipleChoiceField(
        label=pgettext_lazy("of an audience", "Chosen"), required=False, widget=forms.CheckboxSelectMultiple
    )
    about = forms.ChoiceField(
        label=_("Not answered what"),
        required=False,
        help_text=_("Only for those who have not answered: who that is, is looked up again when the letter goes out."),
    )
    meeting = forms.ChoiceField(
        label=_("Meeting that it is about"),
        required=False,
        help_text=_("For the fields {meeting}, {meeting_date} and {link}."),
    )
    deadline = WallField(
        label=_("Deadline"),
        help_text=_("For the field {deadline}, in your time zone; each reader gets it in theirs."),
    )
    acknowledge = forms.ChoiceField(
        label=_("Who acknowledges it"),
        choices=Circular.Acknowledge,
        initial=Circular.Acknowledge.NOBODY,
        widget=forms.RadioSelect,
    )
    marking = forms.ChoiceField(
        label=_("Marking"),
        widget=forms.RadioSelect,
        help_text=_("The words of a restricted circular do not go into mail: it says only that there is one."),
    )

    def __init__(
        self,
        member: Member,
        *args: Any,
        things: Sequence[Thing] = (),
        occasions: Sequence[Occasion] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.delegations = {f"d{one.pk}": one for one in as_read(delegations_in(member.group))}
        self.people = {f"p{one.pk}": one for one in people_in(member.group)}
        self.occasions = {one.key: one for one in occasions}
        self._choose("whom", [
            (_("Delegations"), [(key, written(one.body.shown)) for key, one in self.delegations.items()]),
            (_("Persons"), [(key, written(one.name)) for key, one in self.people.items()]),
        ])  # fmt: skip
        self._choose("about", [("", "—"), *((one.key, f"{one.label}: {one.title}") for one in things)])
        self._choose("meeting", [("", "—"), *((one.key, one.title) for one in occasions)])
        markings = [one for one in markings_offered(member) if one != Marking.UNATTRIBUTED]
        self._choose("marking", [(one.value, format_lazy("{} – {}", one.label, one.means)) for one in markings])
        first = first_marking(member)
        self.fields["marking"].initial = first if first in markings else Marking.GROUP

    def _choose(self, name: str, choices: Sequence[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for what the chosen audience needs."""
        said = super().clean() or {}
        if said.get("to") == Circular.To.UNANSWERED and not said.get("about"):
            self.add_error("about", _("Choose what has not been answered."))
        return said

    def wanted(self, owed: Sequence[Owed] = ()) -> Wanted:
        """Return what the action takes."""
        said = self.cleaned_data
        return Wanted(
            texts=self.texts(),
            to=said["to"],
            marking=said["marking"],
            acknowledge=said["acknowledge"],
            people=[self.people[key] for key in said["whom"] if key in self.people],
            delegations=[self.delegations[key] for key in said["whom"] if key in self.delegations],
            about=said["about"],
            deadline=said["deadline"],
            deadline_zone=zone_of_reader(),
            occasion=self.occasions.get(said["meeting"]),
            owed=owed,
        )


def initial_of(circular: Circular, occasions: Sequence[Occasion] = ()) -> dict[str, Any]:
    """Return what the form of a circular begins with."""
    texts = {one.language: Words(one.subject, one.body) for one in circular.texts.all()}
    chosen = [f"d{pk}" for pk in circular.delegations.values_list("pk", flat=True)]
    chosen += [f"p{pk}" for pk in circular.people.values_list("pk", flat=True)]
    return initial_texts(texts) | {
        "to": circular.to,
        "whom": chosen,
        "about": circular.about,
        "meeting": next((one.key for one in occasions if one.url == circular.meeting_url), ""),
        "deadline": circular.deadline,
        "acknowledge": circular.acknowledge,
        "marking": circular.marking,
    }


def initial_texts(texts: Mapping[str, Words]) -> dict[str, Any]:
    """Return what the fields of each language begin with."""
    return {
        f"{part}_{name_of(tag)}": words
        for tag, one in texts.items()
        for part, words in (("subject", one.subject), ("body", one.body))
    }


class SendForm(forms.Form):
    """When a circular goes out."""

    send_at = WallField(
        label=_("Send it at"),
        help_text=_("In your time zone. Leave it empty to send it in ten minutes; until then you can take it back."),
    )


class TemplateForm(TextsForm):
    """A template of the group's own."""

    name = line_field(_("Name of the template"), most=120)
    field_order = ("name",)


def initial_of_sample(sample: Sample) -> dict[str, Any]:
    """Return what the form of a template begins with."""
    return initial_texts(sample.texts) | {"name": sample.name}


class LetterheadForm(forms.Form):
    """What stands on every letter of the group."""

    address = forms.CharField(
        label=_("Address of the office"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        help_text=_("Below the name of the group and its programme, at most eight lines."),
    )
    signature = forms.CharField(
        label=_("Below the sender's name and office"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text=_("For example a telephone number and an address for answers."),
    )


def initial_head(head: Letterhead | None) -> dict[str, str]:
    """Return what the form of the letterhead begins with."""
    return {"address": head.address, "signature": head.signature} if head else {}
