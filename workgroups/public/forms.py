"""The shape of what an editor chooses for a year's page."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workgroups.public.queries.programmes import Candidate


class DownloadsForm(forms.Form):
    """At which place each report of the programme stands on a year's page; without a place it is not there."""

    def __init__(self, *args: Any, candidates: Sequence[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = candidates
        for one in candidates:
            self.fields[one.key] = forms.IntegerField(
                label=one.chosen.thing.title,
                required=False,
                min_value=1,
                max_value=99,
                initial=one.place,
                help_text=_("%(group)s. 1 is the first; empty: not on this page.") % {"group": one.chosen.thing.group},
            )

    def choices(self) -> list[Any]:
        """Return what was chosen, in order; two at the same place in the order of the form."""
        placed = [(self.cleaned_data[one.key], one.chosen) for one in self.candidates if self.cleaned_data[one.key]]
        return [chosen for _place, chosen in sorted(placed, key=lambda pair: pair[0])]
