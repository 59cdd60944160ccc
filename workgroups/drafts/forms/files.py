"""Files that come in."""

from typing import Any

from django import forms
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext_lazy as _

from workgroups.core import languages
from workgroups.core.spreadsheets import MOST_BYTES
from workgroups.groups.http import marking_field
from workgroups.groups.permissions import Member

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
LOCKED = _("This file is locked with a password. Save it without one and bring it again; nothing was kept of it.")


class FileForm(forms.Form):
    """A file with a text in it."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("Word (.docx), OpenDocument (.odt), Markdown (.md) or a web page (.html), at most 25 MB."),
        widget=forms.ClearableFileInput({"accept": ".docx,.odt,.md,.html"}),
        validators=[
            FileExtensionValidator(
                ["docx", "odt", "md", "html"],
                _("Bring a Word file (.docx), an OpenDocument text (.odt), Markdown (.md) or a web page (.html)."),
            )
        ],
    )

    def clean_file(self) -> Any:
        """The file, unless it is a Word file that a password locks: an encrypted one is no archive (MS-OFFCRYPTO)."""
        content = self.cleaned_data["file"]
        is_locked = content.read(len(_OLE)) == _OLE and _ENCRYPTED in content.read()
        content.seek(0)
        if is_locked:
            raise forms.ValidationError(LOCKED)
        return content


class MatrixForm(forms.Form):
    """A matrix of comments and proposals that somebody filled in."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("The workbook (.xlsx) or the table as text (.csv), at most 2 MB."),
        widget=forms.ClearableFileInput({"accept": ".xlsx,.csv"}),
        validators=[FileExtensionValidator(["xlsx", "csv"], _("Bring a workbook (.xlsx) or a table as text (.csv)."))],
    )

    def clean_file(self) -> Any:
        """The file, unless it is larger than a table of words needs."""
        content = self.cleaned_data["file"]
        if content.size > MOST_BYTES:
            raise forms.ValidationError(
                _("The file is larger than 2 MB. Take out pictures and other sheets, then try again.")
            )
        return content


class BeginForm(forms.Form):
    """A new draft from a file that has been read."""

    title = forms.CharField(label=_("Title"), max_length=200)
    language = forms.ChoiceField(label=_("Language of the text"), choices=list(languages.NAMES.items()), initial="en")
    changes = forms.ChoiceField(
        label=_("The changes that are marked in the file"),
        widget=forms.RadioSelect,
        choices=[
            ("propose", _("Put each forward as a proposal to the text as it was")),
            ("make", _("Make all of them")),
            ("leave", _("Leave them out: the text as it was")),
        ],
        initial="propose",
    )

    def __init__(self, member: Member, *args: Any, tracked: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["marking"] = marking_field(member)
        if not tracked:
            del self.fields["changes"]
