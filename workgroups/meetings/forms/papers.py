"""Papers of a meeting: which document, at which item, presented by whom, and until when they have to be there."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workgroups.accounts.queries import time_zones
from workgroups.documents.actions import Given
from workgroups.documents.models import Document
from workgroups.groups.models import Delegation
from workgroups.groups.permissions import Member
from workgroups.meetings.models import AgendaItem, Meeting
from workgroups.meetings.permissions import can_arrange
from workgroups.meetings.queries import delegations_owing, offered_documents


def _name(document: Document) -> str:
    return f"{document.cited} · {document.title}"


def _documents(member: Member, meeting: Meeting) -> Any:
    """A queryset that may still be asked for one of its rows: of those offered."""
    offered = offered_documents(member, meeting).values_list("pk", flat=True)
    return Document.objects.filter(pk__in=list(offered)).select_related("group").order_by("-came_at", "-number")


class PaperForm(forms.Form):
    """A document of the library; for officers also one that is awaited."""

    document = forms.ModelChoiceField(
        label=_("Document of the library"), queryset=Document.objects.none(), required=False, empty_label="—"
    )
    title = forms.CharField(
        label=_("Or a paper that is awaited"),
        max_length=200,
        required=False,
        help_text=_("What it will be about. Whoever brings it finds that on their desk."),
    )
    delegation = forms.ModelChoiceField(
        label=_("Awaited from"), queryset=Delegation.objects.none(), required=False, empty_label="—"
    )
    item = forms.ModelChoiceField(
        label=_("Agenda item"),
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label=_("The whole meeting"),
    )
    presenter = forms.CharField(label=_("Presented by"), max_length=200, required=False)

    def __init__(self, member: Member, meeting: Meeting, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["document"].queryset = _documents(member, meeting)
        fields["document"].label_from_instance = _name
        fields["item"].queryset = meeting.agenda.all()
        fields["item"].label_from_instance = lambda item: f"{item.position}. {item.title}"
        if can_arrange(member):
            fields["delegation"].queryset = delegations_owing(member.group)
            fields["delegation"].label_from_instance = lambda one: str(one.body.shown)
        else:
            del self.fields["title"], self.fields["delegation"]
            fields["document"].required = True


class BringForm(forms.Form):
    """The document that takes the place of an awaited paper."""

    document = forms.ModelChoiceField(
        label=_("Document of the library"),
        queryset=Document.objects.none(),
        help_text=_("What you or your delegation have put into the library stands here, the newest first."),
    )

    def __init__(self, member: Member, meeting: Meeting, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["document"].queryset = _documents(member, meeting)
        fields["document"].label_from_instance = _name


class PapersDueForm(forms.Form):
    """The deadline for papers."""

    due_kind = forms.ChoiceField(
        label=_("Deadline for papers"),
        required=False,
        choices=[("", _("No deadline")), *Document.DueKind.choices],
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
    members_propose = forms.BooleanField(label=_("Delegations may propose papers themselves"), required=False)

    @staticmethod
    def values_of(meeting: Meeting) -> dict[str, Any]:
        """Return what a meeting has."""
        return {
            "due_kind": meeting.papers_due_kind,
            "due_day": meeting.papers_due_day,
            "due_time": meeting.papers_due_time,
            "due_zone": meeting.papers_due_zone if meeting.papers_due_kind else meeting.zone,
            "members_propose": meeting.papers_open,
        }

    def values(self) -> dict[str, Any]:
        """Return what the action takes."""
        typed = self.cleaned_data
        given = Given(kind=typed["due_kind"], day=typed["due_day"], at=typed["due_time"], zone=typed["due_zone"])
        return {"given": given, "members_propose": typed["members_propose"]}
