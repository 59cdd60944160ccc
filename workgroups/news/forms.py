"""The shape of what readers and a programme's editors send."""

from django import forms
from django.utils.translation import gettext_lazy as _

from workgroups.news.models import LONGEST_COMMENT

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
