"""The shape of a task, and of who owes it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workgroups.groups.models import Delegation
from workgroups.groups.queries import delegations_in
from workgroups.meetings.models import Meeting, Session, Task


class AssignForm(forms.Form):
    """Who owes a task: a delegation, somebody named in words, or nobody yet."""

    delegation = forms.ModelChoiceField(
        label=_("By which delegation"), required=False, queryset=Delegation.objects.none(), empty_label=_("None yet")
    )
    addressee = forms.CharField(
        label=_("Or by whom else"),
        max_length=200,
        required=False,
        help_text=_("Somebody without a seat here, in words, such as “the convenor”."),
    )

    def __init__(self, meeting: Meeting, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["delegation"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  (for the type checker)
        field.queryset = delegations_in(meeting.group)


class TaskForm(AssignForm):
    """What is owed or recommended after a meeting."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Task.Kind, initial=Task.Kind.TASK, required=False)
    title = forms.CharField(label=_("What is to be done"), max_length=300)
    due_on = forms.DateField(
        label=_("By which day"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    session = forms.ModelChoiceField(
        label=_("From the session"), required=False, queryset=Session.objects.none(), empty_label=_("The whole meeting")
    )
    field_order = ("title", "kind", "delegation", "addressee", "due_on", "session")

    def __init__(self, meeting: Meeting, *args: Any, **kwargs: Any) -> None:
        super().__init__(meeting, *args, **kwargs)
        field = self.fields["session"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  (for the type checker)
        field.queryset = meeting.sessions.all()
        if not field.queryset.exists():
            del self.fields["session"]

    def clean_kind(self) -> str:
        """A form without a kind is about a task."""
        return self.cleaned_data["kind"] or Task.Kind.TASK.value
