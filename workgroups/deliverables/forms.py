"""The shape of a report's title page and of what goes into it."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from workgroups.core.languages import offered
from workgroups.deliverables.models import Correction, Deliverable, Report
from workgroups.deliverables.queries import calls_in, meetings_in, polls_in, versions_in
from workgroups.drafts.models import DraftVersion
from workgroups.groups.models import Group
from workgroups.meetings.models import Meeting
from workgroups.polls.models import Decision


class DeliverableForm(forms.Form):
    """The title page."""

    title = forms.CharField(label=_("Title"), max_length=200)
    subtitle = forms.CharField(label=_("Subtitle"), max_length=200, required=False)
    summary = forms.CharField(
        label=_("Summary"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Two or three sentences for the public page."),
    )
    language = forms.ChoiceField(
        label=_("Language of the report"),
        choices=offered,
        required=False,
        help_text=_("Its contents, figures, annexes and running heads are labelled in it; the texts stay as they are."),
    )

    @staticmethod
    def values_of(deliverable: Deliverable) -> dict[str, str]:
        """Return a deliverable's own values, to change them."""
        return {name: getattr(deliverable, name) for name in ("title", "subtitle", "summary", "language")}


class RecordForm(forms.Form):
    """A report that somebody else published; what the source does not say stays empty."""

    title = forms.CharField(label=_("Title"), max_length=300)
    url = forms.CharField(label=_("Link"), max_length=500, help_text=_("The whole address at which the report stands."))
    credited_to = forms.CharField(
        label=_("Credited to"),
        max_length=300,
        required=False,
        help_text=_("Authors or group, as the source names them."),
    )
    publisher = forms.CharField(label=_("Publisher"), max_length=200, required=False)
    published_on = forms.CharField(
        label=_("Published on"),
        max_length=10,
        required=False,
        help_text=_("As 2021, 2021-11 or 2021-11-30; empty when the source does not say."),
    )
    language = forms.ChoiceField(label=_("Language"), required=False)
    summary = forms.CharField(label=_("Summary"), max_length=2000, required=False, widget=forms.Textarea({"rows": 4}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (for the type checker)
        field.choices = [("", _("Not recorded in the source")), *settings.LANGUAGES]


class CorrectionForm(forms.Form):
    """What was wrong in a published report, and what is right."""

    field = forms.ChoiceField(label=_("What the correction is about"), choices=Correction.Field.choices)
    concerning = forms.CharField(
        label=_("What the correction is about"), max_length=200, help_text=_("For example: the title page, table 3.")
    )
    was = forms.CharField(label=_("It says"), max_length=2000, required=False, widget=forms.Textarea({"rows": 2}))
    now = forms.CharField(label=_("Right is"), max_length=2000, widget=forms.Textarea({"rows": 2}))
    note = forms.CharField(
        label=_("Note"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("How it came about, and where that can be seen. Everybody reads it on the report's page."),
    )

    def __init__(self, report: Report, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("concerning", "was") if report.is_elsewhere else ("field",):
            del self.fields[name]


class SourceForm(forms.Form):
    """One thing to put into a report, as `<kind>:<id>`, or the name of an annex that needs none."""

    source = forms.ChoiceField(label=_("What goes in"))
    heading = forms.CharField(
        label=_("Heading"), max_length=200, required=False, help_text=_("Empty: the heading that it has of its own.")
    )
    nested = forms.BooleanField(label=_("Inside the chapter before it"), required=False)

    def __init__(self, group: Group, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group = group
        field = self.fields["source"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (for the type checker)
        versions = [(one.pk, _version(one)) for one in versions_in(group)]
        annexes = [
            ("participants", _("Participants by delegation and function")),
            *((f"meeting:{one.pk}", _("Participants of “%(title)s”") % {"title": one}) for one in meetings_in(group)),
            ("polls", _("All closed polls, with their exact questions")),
        ]
        found = [
            (_("Versions of drafts"), [(f"draft:{key}", words) for key, words in versions]),
            (_("Key points, from a draft"), [(f"key_points:{key}", words) for key, words in versions]),
            (_("Polls"), [(f"poll:{one.pk}", one.title) for one in polls_in(group)]),
            (_("Calls for input"), [(f"call:{one.pk}", one.title) for one in calls_in(group)]),
            (_("Annex"), annexes),
        ]
        field.choices = [(name, rows) for name, rows in found if rows]

    def values(self) -> dict[str, Any]:
        """Return what `add_source` takes."""
        kind, _colon, key = self.cleaned_data["source"].partition(":")
        values: dict[str, Any] = {"kind": kind, "nested": self.cleaned_data["nested"]}
        values["heading"] = self.cleaned_data["heading"]
        if kind in {"draft", "key_points"}:
            values["version"] = DraftVersion.objects.select_related("draft").get(pk=key)
        elif kind in {"poll", "call"}:
            values["decision"] = Decision.objects.get(pk=key)
        elif kind == "meeting":
            values["meeting"] = Meeting.objects.get(pk=key)
        return values


class PictureForm(forms.Form):
    """A picture with what must be said about it."""

    file = forms.FileField(label=_("Picture"), help_text=_("PNG or JPEG."))
    heading = forms.CharField(label=_("Title"), max_length=200, help_text=_("What it shows, in a sentence."))
    caption = forms.CharField(label=_("Caption"), max_length=400, required=False)
    alternative = forms.CharField(
        label=_("In words"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Everything that it shows, for those who do not see it."),
    )


def _version(version: DraftVersion) -> str:
    words = {"title": version.draft.title, "number": version.number, "label": version.label}
    return str(_("%(title)s, version %(number)d: %(label)s") % words)


class YearlyForm(forms.Form):
    """Of which time a report is drafted, under which title and in which language."""

    title = forms.CharField(label=_("Title"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))
    since = forms.DateField(label=_("From"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    until = forms.DateField(label=_("To"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    language = forms.ChoiceField(label=_("Language of the text"), choices=offered)
