"""Make a mail: written plain text, HTML with its styles inlined, headers that machines understand."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string, select_template
from django.utils import timezone, translation

from workgroups.core.languages import direction
from workgroups.core.text import single_line

LONGEST_SUBJECT = 78


@dataclass(frozen=True)
class Letter:
    """What goes to one address. `list_name` and `unsubscribe` belong to a stream that can be stopped."""

    address: str
    template: str
    context: Mapping[str, Any]
    message_id: str
    language: str = "en"
    time_zone: str = "UTC"
    list_name: str = ""
    unsubscribe: str = ""


def compose(letter: Letter) -> EmailMultiAlternatives:
    """Render a letter in its reader's language and hours."""
    with translation.override(letter.language), timezone.override(ZoneInfo(letter.time_zone)):
        context = {
            **letter.context,
            "base_url": settings.BASE_URL,
            "desk_url": f"{settings.BASE_URL}{settings.LOGIN_REDIRECT_URL}",
            "product_name": settings.PRODUCT_NAME,
            "language": letter.language,
            "direction": direction(letter.language),
            "unsubscribe_url": letter.unsubscribe,
        }
        subject = _subject(render_to_string(f"{letter.template}.subject.txt", context))
        text = render_to_string(f"{letter.template}.txt", context).strip() + "\n"
        html = _html(letter.template, {**context, "subject": subject, "text": text})
    message = EmailMultiAlternatives(subject, text, to=[letter.address], headers=_headers(letter))
    message.attach_alternative(html, "text/html")
    return message


def domain() -> str:
    """Return the domain that our own mail comes from."""
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ")


def _html(template: str, context: dict[str, Any]) -> str:
    """Render the HTML part; a short letter without a template of its own is its text in the frame."""
    made = select_template([f"{template}.html", "layout/mail/written.html"])
    return _inliner().inline(made.render(context))


def _headers(letter: Letter) -> dict[str, str]:
    headers = {
        "Message-ID": letter.message_id,
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    if letter.list_name:
        headers["List-Id"] = f"{settings.PRODUCT_NAME} <{letter.list_name}.{domain()}>"
    if letter.unsubscribe:
        headers["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _subject(rendered: str) -> str:
    line = single_line(rendered)
    return line if len(line) <= LONGEST_SUBJECT else line[: LONGEST_SUBJECT - 1].rstrip() + "…"


@cache
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(keep_style_tags=True, load_remote_stylesheets=False)
