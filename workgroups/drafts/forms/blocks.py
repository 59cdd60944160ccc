"""One block of a draft, a figure, an entry of the reference list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from workgroups.drafts.models import Reference


class BlockForm(forms.Form):
    """One block of a draft, edited without script."""

    words = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        max_length=100_000,
        widget=forms.Textarea({"rows": 12, "dir": "auto"}),
        help_text=_(
            "Markdown: **bold**, *emphasis*, [link](https://…), # heading, - list, § clause, §§ one below it, "
            "^[footnote]. An empty line begins a new paragraph; no text at all removes the block."
        ),
    )
    base = forms.CharField(max_length=64, widget=forms.HiddenInput)
    seen = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    """The draft's last change when the writer began, for whoever puts two changes together."""

    @property
    def change(self) -> dict[str, str]:
        """What the block is to be, and what it was."""
        return {name: self.cleaned_data[name] for name in ("words", "base")}


class FigureForm(forms.Form):
    """A picture with what must be said about it."""

    file = forms.FileField(label=_("Picture"), help_text=_("PNG or JPEG."))
    alternative = forms.CharField(
        label=_("In words"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text=_("Everything that it shows, for those who do not see it."),
    )
    decorative = forms.BooleanField(
        label=_("It only decorates and says nothing"), required=False, help_text=_("Screen readers then pass over it.")
    )
    caption = forms.CharField(
        label=_("Caption"), max_length=400, required=False, widget=forms.TextInput({"dir": "auto"})
    )


class ReferenceForm(forms.Form):
    """A work that drafts cite."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Reference.Kind)
    authors = forms.CharField(
        label=_("Authors"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text=_("One a line. People as “Family, Given”; organisations as they are called."),
    )
    year = forms.CharField(label=_("Year"), max_length=20, required=False)
    title = forms.CharField(label=_("Title"), max_length=400, widget=forms.TextInput({"dir": "auto"}))
    container = forms.CharField(
        label=_("Journal, book or site"), max_length=300, required=False, widget=forms.TextInput({"dir": "auto"})
    )
    publisher = forms.CharField(
        label=_("Publisher"), max_length=200, required=False, widget=forms.TextInput({"dir": "auto"})
    )
    pages = forms.CharField(label=_("Volume, number, pages"), max_length=40, required=False)
    url = forms.CharField(label=_("Address"), max_length=500, required=False, widget=forms.TextInput({"dir": "ltr"}))
