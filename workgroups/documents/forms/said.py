"""What is said about documents, when they come and when it is corrected."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workgroups.accounts.queries import time_zones
from workgroups.core.forms import line_field, tongues, written
from workgroups.documents.actions import Given
from workgroups.documents.models import Document
from workgroups.groups.models import Delegation

NO_DEADLINE = [("", _("No deadline")), *Document.DueKind.choices]


class SaidForm(forms.Form):
    """Marking, delegation, what the papers are for and until when they had to be there."""

    marking = forms.ChoiceField(label=_("Marking"), widget=forms.RadioSelect)
    delegation = forms.TypedChoiceField(label=_("From"), required=False, coerce=int, empty_value=None)
    given_for = line_field(
        _("Paper for"), required=False, hint=_("The meeting or the step that it is for, such as: Third meeting.")
    )
    due_kind = forms.ChoiceField(
        label=_("Deadline for papers"),
        required=False,
        choices=NO_DEADLINE,
        help_text=_("What comes after it is marked as late, for everybody to see."),
    )
    due_day = forms.DateField(
        label=_("Day of the deadline"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    due_time = forms.TimeField(
        label=_("Hour of the deadline"),
        required=False,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        help_text=_("Only for a deadline at an hour."),
    )
    due_zone = forms.ChoiceField(label=_("Time zone of the deadline"), choices=time_zones)

    def __init__(
        self, *args: Any, markings: Iterable[tuple[str, Any]], delegations: Iterable[Delegation], **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"due_zone": str(timezone.get_current_timezone())} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.delegations = {one.pk: one for one in delegations}
        names = [(str(pk), written(one.body.shown)) for pk, one in self.delegations.items()]
        self.fields["marking"].choices = list(markings)  # type: ignore[attr-defined]
        self.fields["delegation"].choices = [("", _("No delegation")), *names]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """Return what the actions take."""
        typed = self.cleaned_data
        return {
            "marking": typed["marking"],
            "delegation": self.delegations.get(typed["delegation"]),
            "given": Given(
                words=typed["given_for"],
                kind=typed["due_kind"],
                day=typed["due_day"],
                at=typed["due_time"],
                zone=typed["due_zone"],
            ),
        }


def said_of(document: Document) -> dict[str, Any]:
    """Return what a form about a document begins with."""
    return {
        "title": document.title,
        "type": document.type,
        "marking": document.marking,
        "delegation": document.delegation_id,
        "given_for": document.given_for,
        "due_kind": document.due_kind,
        "due_day": document.due_day,
        "due_time": document.due_time,
        "due_zone": document.due_zone,
    }


class ChangeForm(SaidForm):
    """What is said about one document."""

    title = line_field(_("Title"))
    type = forms.ChoiceField(label=_("Type"))
    field_order = ["title", "type"]

    def __init__(self, *args: Any, types: Iterable[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type"].choices = list(types)  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        return super().said() | {"title": self.cleaned_data["title"], "type": self.cleaned_data["type"]}


class VersionForm(forms.Form):
    """A new version of a document, in a language that it has or a further one."""

    language = forms.ChoiceField(label=_("Language of the text"), choices=tongues)
    note = line_field(
        _("What is new in it"), most=500, required=False, hint=_("One line for those who know the version before.")
    )
    is_revision = forms.BooleanField(
        label=_("Publish as a revision"),
        required=False,
        help_text=_("For new content: the symbol gets the next Rev. and everybody is told. Not for a slip of the pen."),
    )


class WithdrawForm(forms.Form):
    """Why a document is taken back."""

    note = line_field(
        _("Why"), most=300, required=False, hint=_("Stands beside its number for as long as that stands.")
    )
