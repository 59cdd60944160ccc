"""The shape of what a programme's editors send."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from workgroups.core.forms import (
    EARLIEST,
    LATEST,
    PartlyDatedForm,
    language_field,
    line_field,
    link_field,
    markdown_field,
    place_field,
    year_field,
)
from workgroups.groups.actions import Listed
from workgroups.groups.models import Group, Programme, ProgrammeYear
from workgroups.groups.queries import groups_in

TEXT = {"dir": "auto"}


class ProgrammeChangeForm(forms.Form):
    """What a programme says of itself."""

    name = line_field(_("Name"))
    purpose = forms.CharField(
        label=_("What it is for"),
        required=False,
        help_text=_("Two or three sentences; they stand on its first page."),
        widget=forms.Textarea(attrs={"rows": 4, **TEXT}),
    )
    about = markdown_field(_("More about it"), required=False)
    host = line_field(_("Organised by"), required=False)
    founded_year = forms.IntegerField(label=_("Since which year"), required=False, min_value=EARLIEST, max_value=LATEST)
    contact_email = forms.EmailField(label=_("Contact address"), required=False)
    contact_words = forms.CharField(
        label=_("On the contact page"), required=False, widget=forms.Textarea(attrs={"rows": 3, **TEXT})
    )
    language = language_field()
    is_public = forms.BooleanField(label=_("The public may see this programme's pages"), required=False)


class DeskForm(forms.Form):
    """Which group answers for the secretariat."""

    desk = forms.ModelChoiceField(
        label=_("Group that answers"),
        help_text=_("What members write to the secretariat becomes a thread of this group."),
        queryset=Group.objects.none(),
        required=False,
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        kwargs["initial"] = {"desk": programme.desk_id}
        super().__init__(*args, **kwargs)
        groups = Group.objects.filter(programme=programme).order_by("name")
        cast("forms.ModelChoiceField[Group]", self.fields["desk"]).queryset = groups


class CollaborationForm(forms.Form):
    """A kind of collaboration."""

    name = line_field(_("Name"))
    text = markdown_field(_("What it is"), rows=4)
    link = link_field()
    position = place_field()


class OccasionForm(PartlyDatedForm):
    """An event that the programme held or took part in."""

    name = line_field(_("Name"))
    place = line_field(_("Place"), required=False)
    text = markdown_field(_("What happened"), rows=6, required=False)
    link = link_field()
    position = place_field()

    field_order = ("name", "place", "year", "month", "day", "text", "link", "position")


class YearChangeForm(forms.Form):
    """A year's page."""

    title = line_field(_("Title"))
    edition = forms.IntegerField(
        label=_("Edition"),
        required=False,
        min_value=1,
        max_value=999,
        help_text=_("Its number among the gatherings, where a source counts them."),
    )
    overview = markdown_field(_("Overview"), required=False)
    closing = markdown_field(_("After the groups"), rows=4, required=False)
    language = language_field()


class YearForm(YearChangeForm):
    """A new year's page."""

    year = year_field()

    field_order = ("year", "title", "edition", "overview", "closing", "language")


class YearGroupForm(forms.Form):
    """What a group did in a year."""

    group = forms.ModelChoiceField(label=_("Group"), queryset=Group.objects.none(), empty_label=None)
    text = markdown_field(_("What it did in this year"), rows=6)
    position = place_field()

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups_in(programme)  # type: ignore[attr-defined]


class ParticipantsForm(PartlyDatedForm):
    """A list of participants, copied from a source."""

    source_title = line_field(_("Title of the source"), most=300)
    url = link_field(_("Where the source is"))
    of = forms.ModelChoiceField(
        label=_("Which year it speaks of"),
        queryset=ProgrammeYear.objects.none(),
        required=False,
        empty_label=_("No single year"),
    )
    entries = forms.CharField(
        label=_("Participants, one a line"),
        help_text=_(
            "As the source writes them. Where it writes more than the body's name, add the name behind an equals sign: "
            "the Netherlands (Amsterdam) = Netherlands"
        ),
        widget=forms.Textarea(attrs={"rows": 12, **TEXT}),
    )
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2, **TEXT}))

    field_order = ("source_title", "url", "year", "month", "day", "of", "entries", "note")

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["of"].queryset = programme.years.all()  # type: ignore[attr-defined]
        self.fields["year"].label = _("Year of the source")

    def clean_entries(self) -> list[Listed]:
        """Turn the lines into entries."""
        lines = [line for line in self.cleaned_data["entries"].splitlines() if line.strip()]
        return [Listed(words.strip(), name.strip()) for words, _sign, name in (line.partition("=") for line in lines)]
