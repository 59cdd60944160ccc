"""The shape of a list of people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workgroups.core.errors import Refused
from workgroups.core.spreadsheets import MOST_BYTES, Table, read_table, read_text


class PeopleForm(forms.Form):
    """A spreadsheet as a file, or its cells pasted; `table` is what was read."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        required=False,
        max_length=200,
        help_text=_("An .xlsx or .csv file of at most 2 MB; the first row names the columns."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )
    pasted = forms.CharField(
        label=_("Or paste the cells"),
        required=False,
        max_length=MOST_BYTES,
        help_text=_("Copy them in the spreadsheet with the row of headings, and paste them here."),
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto", "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        """Read the table, so that what cannot be read is said beside its field."""
        values = super().clean() or {}
        file, pasted = values.pop("file", None), values.pop("pasted", "")
        if not file and not pasted.strip():
            raise forms.ValidationError(_("Choose a file, or paste the cells of your list."))
        try:
            table = self._table(file, pasted)
        except Refused as refusal:
            self.add_error("file" if file else "pasted", str(refusal))
            return values
        return values | {"name": file.name if file else "", "table": table}

    def _table(self, file: Any, pasted: str) -> Table:
        if not file:
            return read_text(pasted)
        return read_table(file.read(MOST_BYTES + 1))
