"""The shape of what is typed; what it must be is judged by the actions, in one place."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from workgroups.core.ids import new_uid
from workgroups.core.languages import NAMES
from workgroups.groups.http import marking_field
from workgroups.groups.permissions import Member
from workgroups.threads.models import Following


class PostForm(forms.Form):
    """A post: `uid` makes sending twice the same as sending once."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    body = forms.CharField(
        label=_("Your post"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"})
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


class ThreadForm(PostForm):
    """A new thread with its first post."""

    title = forms.CharField(
        label=_("Title"),
        help_text=_("One line that says what the group should talk about."),
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=_("Language of the thread"), choices=list(NAMES.items()), required=False)
    field_order = ["uid", "title", "language", "body"]

    def __init__(self, member: Member, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["marking"] = marking_field(member)


class EditForm(PostForm):
    """A post written anew; `edits` is how often it had been edited when the page was made."""

    edits = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def change(self) -> dict[str, Any]:
        """Return what the action takes."""
        return {name: self.cleaned_data[name] for name in ("body", "edits")}


class CloseForm(forms.Form):
    """What came of a thread."""

    outcome = forms.CharField(
        label=_("Outcome"),
        help_text=_("One line for those who were not there: what was agreed, or why it ends."),
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )


class FollowingForm(forms.Form):
    """How to hear of a thread."""

    level = forms.ChoiceField(label=_("Tell me about"), choices=Following.Level.choices, widget=forms.RadioSelect)


class SpanForm(forms.Form):
    """A span of posts that were seen on the screen."""

    first = forms.IntegerField(min_value=1)
    last = forms.IntegerField(min_value=1)
