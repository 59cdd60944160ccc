"""What narrows the list of documents; whatever a value means nothing here wants everything."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workgroups.core.forms import tongues, written
from workgroups.groups.models import Delegation

Choices = Iterable[tuple[str, Any]]
ORDERS = [
    ("newest", _("Newest first")),
    ("oldest", _("Oldest first")),
    ("symbol", _("By symbol")),
    ("title", _("By title")),
]
STATES = [("late", _("Came late")), ("withdrawn", _("Withdrawn"))]


def _all(choices: Choices) -> list[tuple[str, Any]]:
    return [("", _("All")), *choices]


class WishForm(forms.Form):
    """The filters of the list, all optional, sent as the address's own query."""

    words = forms.CharField(
        label=_("Search"), required=False, max_length=200, widget=forms.TextInput({"type": "search"})
    )
    type = forms.ChoiceField(label=_("Type"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    marking = forms.ChoiceField(label=_("Marking"), required=False)
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    delegation = forms.TypedChoiceField(label=_("From"), required=False, coerce=int, empty_value=None)
    state = forms.ChoiceField(label=_("State"), required=False, choices=_all(STATES))
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=ORDERS)

    def __init__(
        self,
        *,
        wish: dict[str, Any],
        types: Choices,
        markings: Choices,
        years: Sequence[int],
        authors: Iterable[Delegation],
    ) -> None:
        super().__init__(initial=wish, auto_id="filter_%s")
        offered: dict[str, Choices] = {
            "type": types,
            "language": tongues(),
            "marking": markings,
            "year": [(str(year), str(year)) for year in years],
            "delegation": [(str(one.pk), written(one.body.shown)) for one in authors],
        }
        for name, choices in offered.items():
            self.fields[name].choices = _all(choices)  # type: ignore[attr-defined]
        if not offered["delegation"]:
            del self.fields["delegation"]

    def narrowing(self) -> list[forms.BoundField]:
        """The fields beside search and order."""
        return [field for field in self if field.name not in {"words", "sort"}]
