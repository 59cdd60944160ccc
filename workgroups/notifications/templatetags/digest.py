"""Words of a digest: its subject, its sections, its times in the reader's zone and in UTC."""

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from workgroups.core import clock, dates
from workgroups.core.text import excerpt
from workgroups.notifications.queries.digests import Digest, Part

register = template.Library()


@register.simple_tag
def digest_subject(digest: Digest) -> str:
    """Return what waits and what is new, obligations first; a single duty by its name."""
    counts: dict[str, int] = {part.name: len(part.lines) + part.more for part in digest.parts}
    first = [excerpt(duty.title, 48) for duty in digest.duties]
    waiting = ngettext("%(count)s thing waits for you", "%(count)s things wait for you", len(first))
    words = first if len(first) < 2 else [waiting % {"count": len(first)}]
    forms = {
        "waiting": ngettext("%(count)s for you", "%(count)s for you", counts.get("waiting", 0)),
        "decided": ngettext("%(count)s decided", "%(count)s decided", counts.get("decided", 0)),
        "changed": ngettext("%(count)s changed", "%(count)s changed", counts.get("changed", 0)),
        "new": ngettext("%(count)s new", "%(count)s new", counts.get("new", 0)),
    }
    words += [form % {"count": counts[name]} for name, form in forms.items() if counts.get(name)]
    return " · ".join(words)


@register.simple_tag(takes_context=True)
def parts(context: dict[str, Any], form: str) -> SafeString:
    """Render the sections of a mail (`html` or `txt`), once for all readers who are told the same in the same hours."""
    digest: Digest = context["digest"]
    tongue = (get_language() or "en", timezone.get_current_timezone_name(), clock.now().date())
    return _parts(form, digest.parts, context["desk_url"], tongue)


@lru_cache(maxsize=128)
def _parts(form: str, told: tuple[Part, ...], desk_url: str, tongue: tuple[str, str, date]) -> SafeString:
    """`tongue` (language, zone, day) is in force already; it only keeps what is remembered apart."""
    return render_to_string(f"notifications/mail/_parts.{form}", {"parts": told, "desk_url": desk_url})


@register.simple_tag
def soon_subject(digest: Digest) -> str:
    """Return the title of the one thing that happened, or how many."""
    lines = [told.line for part in digest.parts for told in part.lines]
    if digest.count == 1:
        return lines[0].title
    return _("%(first)s, and %(more)s more") % {"first": excerpt(lines[0].title, 50), "more": digest.count - 1}


@register.filter
def section_title(name: str) -> str:
    """Return the heading of a section."""
    titles = {
        "waiting": _("Waiting for you"),
        "decided": _("Decided"),
        "changed": _("Changed"),
        "new": _("New"),
    }
    return titles[name]


@register.filter
def underlined(words: str) -> str:
    """Return a heading for plain text."""
    return f"{words}\n{'-' * len(words)}"


@register.filter
def both_times(value: datetime) -> str:
    """Return an instant in the reader's zone, and in UTC where that differs."""
    shown = dates.instant(value)
    if timezone.localtime(value).utcoffset() == value.astimezone(UTC).utcoffset():
        return f"{shown} UTC"
    return f"{shown} ({dates.elsewhere(value)})"


@register.filter
def plain_day(value: datetime) -> str:
    """Return the day of an instant in the reader's zone."""
    return dates.day(timezone.localtime(value).date())
