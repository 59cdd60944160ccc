"""What the sign-in pages say: our words on allauth's forms, the demonstration's cast, a browser by name."""

import re

from django import template
from django.forms import Form
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workgroups.accounts.queries import CastMember, cast

register = template.Library()

LABELS = {
    "login": gettext_lazy("E-mail address"),
    "email": gettext_lazy("E-mail address"),
    "password": gettext_lazy("Password"),
    "remember": gettext_lazy("Stay signed in on this device for two weeks"),
    "oldpassword": gettext_lazy("Your present password"),
    "password1": gettext_lazy("New password"),
    "password2": gettext_lazy("New password, again"),
    "code": gettext_lazy("Code"),
}
HINTS = {"password1": gettext_lazy("At least 12 characters; several words are easy to remember and hard to guess.")}
BROWSERS = (
    ("Edge", r"\bEdgA?/|\bEdgiOS/"),
    ("Opera", r"\bOPR/"),
    ("Samsung Internet", r"\bSamsungBrowser/"),
    ("Firefox", r"\bFirefox/|\bFxiOS/"),
    ("Chrome", r"\bChrome/|\bCriOS/|\bHeadlessChrome/"),
    ("Safari", r"\bSafari/"),
)
SYSTEMS = (
    ("Android", r"\bAndroid\b"),
    ("iPhone", r"\biPhone\b"),
    ("iPad", r"\biPad\b"),
    ("Windows", r"\bWindows\b"),
    ("macOS", r"\bMac OS X\b|\bMacintosh\b"),
    ("ChromeOS", r"\bCrOS\b"),
    ("Linux", r"\bLinux\b"),
)


@register.filter
def in_our_words(form: Form) -> Form:
    """Give an allauth form our labels and take its placeholders away (a label stays, a placeholder does not)."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        field.label = LABELS.get(name, field.label)
        field.help_text = HINTS.get(name, "")
        if name == "code":
            field.widget.attrs.update({"autocomplete": "one-time-code", "class": "code", "dir": "ltr"})
    return form


@register.simple_tag
def demonstration_cast() -> list[CastMember]:
    """Return whom a visitor of the demonstration may sign in as."""
    return cast()


@register.filter
def browser(user_agent: str) -> str:
    """Return a browser and its system by name, such as "Firefox, Windows"."""
    names = [_first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)]
    return ", ".join(name for name in names if name) or _("An unknown program")


def _first(patterns: tuple[tuple[str, str], ...], value: str) -> str:
    return next((name for name, pattern in patterns if re.search(pattern, value)), "")
