"""The shape of a session, of an agenda, and of what belongs to a meeting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workgroups.core import dates
from workgroups.meetings.actions import Item
from workgroups.meetings.models import Meeting, MeetingDecision, Session
from workgroups.polls.models import Decision


class SessionForm(forms.Form):
    """A session of a meeting; made for one meeting, since days and parents are its own."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Session.Kind, initial=Session.Kind.DIALOGUE)
    title = forms.CharField(label=_("Title"), max_length=300)
    day = forms.TypedChoiceField(label=_("Day"), required=False, empty_value=None)
    starts = forms.TimeField(
        label=_("Starts at"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(label=_("Ends at"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    parent = forms.ModelChoiceField(
        label=_("Within the session"),
        required=False,
        queryset=Session.objects.none(),
        empty_label=_("None: it stands by itself"),
        help_text=_("A breakout stands within the session it is part of, and takes its day."),
    )
    parallel = forms.IntegerField(
        label=_("Parallel set"),
        required=False,
        min_value=1,
        max_value=99,
        help_text=_("Neighbours with the same number run at the same time."),
    )
    words = forms.CharField(
        label=_("What is it about, or what was said"),
        required=False,
        max_length=50_000,
        widget=forms.Textarea({"rows": 12}),
        help_text=_("Markdown: an empty line begins a paragraph, a hyphen a list."),
    )

    def __init__(self, meeting: Meeting, *args: Any, session: Session | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day, parent = self.fields["day"], self.fields["parent"]
        assert isinstance(day, forms.TypedChoiceField)  # noqa: S101  (for the type checker)
        assert isinstance(parent, forms.ModelChoiceField)  # noqa: S101
        own = {one.isoformat(): one for one in meeting.days}
        day.choices = [("", _("Not known")), *((stamp, dates.day(one)) for stamp, one in own.items())]
        day.coerce = own.get
        top = Session.objects.filter(meeting=meeting, parent=None)
        parent.queryset = top.exclude(pk=session.pk) if session else top

    @staticmethod
    def values_of(session: Session) -> dict[str, Any]:
        """Return a session's own values, to change them."""
        names = ("kind", "title", "starts", "ends", "parent", "parallel")
        values = {name: getattr(session, name) for name in names}
        return values | {"day": session.day.isoformat() if session.day else "", "words": session.text}


class AgendaItemForm(forms.Form):
    """One line of an agenda; a line without a title is left out."""

    title = forms.CharField(label=_("Item"), max_length=300, required=False)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=1440, initial=10, required=False)
    presenter = forms.CharField(label=_("Presented by"), max_length=200, required=False)
    session = forms.ModelChoiceField(
        label=_("In the session"), required=False, queryset=Session.objects.none(), empty_label=_("No session")
    )
    words = forms.CharField(
        label=_("What was said"), required=False, max_length=20_000, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, sessions: list[Session], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["session"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  (for the type checker)
        if sessions:
            # one query for all the lines: the choices are given, the queryset only checks what was chosen
            field.queryset = Session.objects.filter(meeting=sessions[0].meeting_id)
            field.widget.choices = [("", field.empty_label), *((one.pk, one.title) for one in sessions)]
        else:
            del self.fields["session"], self.fields["words"]


_AgendaFormSet = forms.formset_factory(AgendaItemForm, extra=3, max_num=60)


def agenda_form(meeting: Meeting, data: Any = None) -> Any:
    """Return the lines of a meeting's agenda as a form, with three more; sessions are offered where there are some."""
    initial = [
        {"title": one.title, "minutes": one.minutes, "presenter": one.presenter, "session": one.session_id,
         "words": one.text}
        for one in meeting.agenda.all()
    ]  # fmt: skip
    return _AgendaFormSet(data, initial=initial, form_kwargs={"sessions": list(meeting.sessions.all())})


def agenda_items(formset: Any) -> list[Item]:
    """Return the lines of a valid agenda form that have a title."""
    found = [form.cleaned_data for form in formset.forms]
    return [
        Item(line["title"], line["minutes"], line["presenter"], line.get("session"), line.get("words", ""))
        for line in found
        if line.get("title")
    ]


class AttachForm(forms.Form):
    """A poll or decision of the group that belongs to a meeting."""

    decision = forms.ModelChoiceField(label=_("Poll or decision"), queryset=Decision.objects.none())
    role = forms.ChoiceField(label=_("As what"), choices=MeetingDecision.Role)
    session = forms.ModelChoiceField(
        label=_("In the session"), required=False, queryset=Session.objects.none(), empty_label=_("The whole meeting")
    )

    def __init__(self, meeting: Meeting, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        decision, session = self.fields["decision"], self.fields["session"]
        assert isinstance(decision, forms.ModelChoiceField)  # noqa: S101  (for the type checker)
        assert isinstance(session, forms.ModelChoiceField)  # noqa: S101
        found = Decision.objects.filter(group=meeting.group).exclude(meetings__meeting=meeting)
        decision.queryset = found.order_by("-number")
        session.queryset = meeting.sessions.all()
