"""The shape of what readers and a programme's editors send."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workgroups.core.forms import PartlyDatedForm, language_field, line_field, link_field, markdown_field, year_field
from workgroups.groups.models import Group, Programme
from workgroups.groups.queries import groups_in
from workgroups.news.actions import Byline
from workgroups.news.models import LONGEST_COMMENT, Article
from workgroups.news.queries import originals_in

TEXT = {"dir": "auto"}


class CommentForm(forms.Form):
    """A reader's comment. `website` is a field that people do not see: who fills it in is a machine."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=100,
        help_text=_("It stands over your comment."),
        widget=forms.TextInput(attrs={"autocomplete": "name", **TEXT}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("Kept private and never shown. We send one link there, to confirm that it is yours."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )
    text = forms.CharField(
        label=_("Your comment"),
        help_text=_("At most 1,000 characters; plain text."),
        widget=forms.Textarea(attrs={"rows": 8, "data-most": LONGEST_COMMENT, **TEXT}),
    )
    website = forms.CharField(label=_("Leave this field empty"), required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


class ArticleChangeForm(PartlyDatedForm):
    """An article; its authors one a line."""

    title = line_field(_("Title"))
    standfirst = forms.CharField(
        label=_("Standfirst"),
        required=False,
        help_text=_("One or two sentences; they stand below the title and in lists."),
        widget=forms.Textarea(attrs={"rows": 3, **TEXT}),
    )
    body = markdown_field(
        _("Text"),
        rows=18,
        hint=_("Markdown. A line [picture 2] is the place of the second picture; one without a place comes first."),
    )
    authors = forms.CharField(
        label=_("Authors, one a line"),
        required=False,
        help_text=_("Name | function | organisation. Without a name to be published: | Director | A bank"),
        widget=forms.Textarea(attrs={"rows": 3, **TEXT}),
    )
    language = language_field()
    original = forms.ModelChoiceField(
        label=_("It is a translation of"),
        queryset=Article.objects.none(),
        required=False,
        empty_label=_("Nothing: it was first written like this"),
    )
    group = forms.ModelChoiceField(
        label=_("Group"), queryset=Group.objects.none(), required=False, empty_label=_("No single group")
    )
    source_name = line_field(_("Where it first appeared"), required=False)
    source_url = link_field(_("Its address there"))
    takes_comments = forms.BooleanField(label=_("Readers may comment"), required=False, initial=True)
    correction = line_field(
        _("Correction"),
        most=500,
        required=False,
        hint=_("Only when something was wrong: a sentence that readers see, with today's date."),
    )

    field_order: tuple[str, ...] = (
        "title", "standfirst", "body", "authors", "language", "original", "group", "source_name", "source_url",
        "year", "month", "day", "takes_comments", "correction",
    )  # fmt: skip

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["original"].queryset = originals_in(programme)  # type: ignore[attr-defined]
        self.fields["group"].queryset = groups_in(programme)  # type: ignore[attr-defined]
        self.fields["year"].label = _("Year in which it appeared there")

    def clean_authors(self) -> list[Byline]:
        """Turn the lines into authors."""
        lines = [line.split("|") for line in self.cleaned_data["authors"].splitlines() if line.strip(" |")]
        if any(len(line) > 3 for line in lines):
            raise forms.ValidationError(_("Write each author as: name | function | organisation."))
        return [Byline(*(part.strip() for part in line)) for line in lines]


class ArticleForm(ArticleChangeForm):
    """A new article."""

    slug = forms.SlugField(
        label=_("Address"),
        max_length=80,
        required=False,
        help_text=_("The last part of its web address: small letters, figures, hyphens. Empty: made from the title."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "none"}),
    )
    correction = None  # type: ignore[assignment]

    field_order = ("title", "slug", *ArticleChangeForm.field_order[1:])


def known_of(article: Article) -> dict[str, Any]:
    """Return what a form to change an article begins with."""
    names = ("title", "standfirst", "body", "language", "source_name", "source_url", "year", "month", "day")
    lines = [" | ".join((one.name, one.function, one.organisation)).strip() for one in article.authors.all()]
    known = {name: getattr(article, name) for name in (*names, "takes_comments", "original", "group")}
    return known | {"authors": "\n".join(lines)}


class PictureWordsForm(forms.Form):
    """What a picture's words are."""

    alternative = line_field(
        _("What it shows"), most=500, hint=_("In words, for those who cannot see it; it is not the caption.")
    )
    caption = line_field(_("Caption"), most=500, required=False)
    credit = line_field(_("Credit"), required=False, hint=_("Who made it or gave it, such as: A photographer / a bank"))


class PictureForm(PictureWordsForm):
    """A new picture."""

    file = forms.FileField(
        label=_("Picture"),
        help_text=_("PNG, JPEG or WebP; it is made smaller for the web."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )

    field_order = ("file", "alternative", "caption", "credit")


class TimelineEntryForm(PartlyDatedForm):
    """An entry of the timeline."""

    year = year_field()
    text = line_field(_("What happened"), most=600, hint=_("One line; [words](https://address) makes a link."))
    link = link_field(_("Where to read more"))
    end = forms.DateField(
        label=_("Its last day"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )


class TimelineYearForm(forms.Form):
    """A year of the timeline with a note."""

    year = year_field()
    note = line_field(_("Note"), most=300, required=False, hint=_("Such as: the source lists nothing for this year."))
