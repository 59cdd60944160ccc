"""The shape of what a person says about a page."""

from django import forms
from django.utils.translation import gettext_lazy as _


class FeedbackForm(forms.Form):
    """Words, and what goes with them: shown, so that it can be changed or emptied before it is sent."""

    body = forms.CharField(
        label=_("What happened, or what would be better?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )
    page = forms.CharField(
        label=_("Page"), required=False, max_length=500, widget=forms.TextInput(attrs={"dir": "ltr"})
    )
    browser = forms.CharField(
        label=_("Browser"), required=False, max_length=400, widget=forms.TextInput(attrs={"dir": "ltr"})
    )
