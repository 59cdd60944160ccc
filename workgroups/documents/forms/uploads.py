"""Several files at once: what each of them is, guessed from its name, corrected on one page."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workgroups.core.forms import line_field, tongues
from workgroups.documents.logic.guesses import belongs_to, guess
from workgroups.documents.queries import Rules
from workgroups.files.models import File

OWN = "own"


class FileForm(forms.Form):
    """One file: a document of its own, or another language of a file above it."""

    title = line_field(_("Title"), required=False)
    type = forms.ChoiceField(label=_("Type"))
    language = forms.ChoiceField(label=_("Language of the text"), choices=tongues)
    belongs = forms.ChoiceField(label=_("Belongs to"), required=False)
    leave = forms.BooleanField(label=_("Leave this file out"), required=False)

    def __init__(self, *args: Any, file: File, rules: Rules, above: Sequence[File], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.file = file
        self.fields["type"].choices = rules.type_choices  # type: ignore[attr-defined]
        others = [(str(one.uid), _("Another language of %(file)s") % {"file": one.name}) for one in above]
        self.fields["belongs"].choices = [(OWN, _("A document of its own")), *others]  # type: ignore[attr-defined]
        if not above:
            del self.fields["belongs"]

    @property
    def is_left(self) -> bool:
        return bool(self.cleaned_data.get("leave"))

    @property
    def belongs_to(self) -> str:
        """The uid of the file whose other language this is; empty for a document of its own."""
        chosen = str(self.cleaned_data.get("belongs") or OWN)
        return "" if chosen == OWN else chosen


def file_forms(data: Any, files: Sequence[File], rules: Rules, language: str) -> list[FileForm]:
    """Return a form a file; without `data` it begins with what the names suggest."""
    guesses = [guess(file.name) for file in files]
    homes = belongs_to([one.title for one in guesses])
    spoken = {(home, one.language) for home, one in zip(homes, guesses, strict=True)}
    made = []
    for place, (file, one) in enumerate(zip(files, guesses, strict=True)):
        is_other = homes[place] != place and bool(one.language) and len(spoken) == len(files)
        initial = {
            "title": one.title,
            "type": one.type if one.type in rules.types else rules.types[0],
            "language": one.language or language,
            "belongs": str(files[homes[place]].uid) if is_other else OWN,
        }
        above = files[:place]
        made.append(FileForm(data, file=file, rules=rules, above=above, initial=initial, prefix=f"f{file.pk}"))
    return made
