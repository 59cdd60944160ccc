"""Comments on words of a draft."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from workgroups.core.ids import new_uid
from workgroups.drafts.models import Draft


class CommentForm(forms.Form):
    """A comment or an answer: `uid` makes sending twice the same as sending once, `anchor` says on what."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    anchor = forms.CharField(widget=forms.HiddenInput, required=False)
    body = forms.CharField(
        label=_("Comment"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        help_text=_("@ and a name calls a person or a delegation. Markdown works."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"uid": new_uid()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    @property
    def typed(self) -> str:
        return str(self["body"].value() or "")

    def key(self) -> UUID | None:
        uid: UUID | None = self.cleaned_data.get("uid")
        return uid


class CommentEditForm(forms.Form):
    """What somebody said, written anew; `edits` is how often it had been edited when the page was made."""

    body = forms.CharField(
        label=_("Comment"), required=False, strip=False, widget=forms.Textarea({"rows": 6, "dir": "auto"})
    )
    edits = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class CommentingForm(forms.Form):
    """Who may comment on a draft."""

    commenting = forms.ChoiceField(
        label=_("Who may comment"), choices=Draft.Commenting.choices, widget=forms.RadioSelect
    )
