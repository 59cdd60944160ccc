"""Tags for what every page shows: icons, times, people, states; each gives finished, escaped HTML."""

from datetime import UTC, date, datetime
from functools import cache
from typing import Any, Protocol

from django import template
from django.template.loader import get_template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from workgroups.core import dates
from workgroups.core.addresses import prefixed

register = template.Library()


class Named(Protocol):
    """Whoever can be shown: a person, a delegation, a body."""

    @property
    def name(self) -> str: ...


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return an icon of `templates/components/icons/` as inline SVG, hidden from assistive technology."""
    return _icon(name)


@cache  # a page shows dozens; the files do not change while a process runs
def _icon(name: str) -> SafeString:
    shape = get_template(f"components/icons/{name}.svg").render()
    return format_html(
        '<svg class="icon icon-{}" viewBox="0 0 20 20" aria-hidden="true" focusable="false">{}</svg>',
        name,
        mark_safe(shape.strip()),  # noqa: S308  (a file of our own)
    )


@register.inclusion_tag("components/state.html")
def state(kind: str, word: str) -> dict[str, str]:
    """Show a state as shape and word; `kind` is waits, breaks, settled, active or quiet."""
    return {"kind": kind, "word": word}


@register.simple_tag
def instant(value: datetime, zone: str = "") -> SafeString:
    """Show an instant in the reader's zone; `zone` (IANA name) and UTC come beside it on `u` and in print."""
    return _time(value, dates.instant(value), zone)


@register.simple_tag
def hour(value: datetime, zone: str = "") -> SafeString:
    """Show only the time of day of an instant, where its day stands beside it already."""
    return _time(value, dates.hour(value), zone)


@register.simple_tag
def instant_utc(value: datetime) -> SafeString:
    """Show an instant in UTC, where UTC is one of several clocks side by side."""
    stamp = value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return format_html('<time datetime="{}">{}</time>', stamp, dates.instant(value, UTC))


@register.simple_tag
def between(start: datetime, end: datetime, zone: str = "") -> SafeString:
    """Show from when to when: the day once if both ends share it."""
    same_day = timezone.localtime(start).date() == timezone.localtime(end).date()
    until = hour(end, zone) if same_day else instant(end, zone)
    return format_html('<span class="between">{}–{}</span>', _time(start, dates.instant(start), zone), until)


@register.simple_tag
def place(zone: str) -> str:
    """Return the city of a named zone in the language of the page."""
    return dates.place(zone)


@register.simple_tag
def day(value: date) -> SafeString:
    """Show a day (not an instant) with its weekday; the year when it is not this one."""
    return format_html('<time datetime="{}">{}</time>', value.isoformat()[:10], dates.day(value))


@register.simple_tag
def reduced_date(value: str) -> SafeString:
    """Show a date of which perhaps only the year or month is known (2021, 2021-11); nothing: not recorded."""
    if not value:
        return format_html('<span class="quiet">{}</span>', _("Date not recorded in the source"))
    return format_html('<time datetime="{}">{}</time>', value, dates.reduced(value))


@register.simple_tag
def days(first: date, last: date) -> SafeString:
    """Show a span of days (not instants), both included."""
    return day(first) if first == last else format_html('<span class="days">{}</span>', dates.days(first, last))


@register.filter
def initials(name: str) -> str:
    """Return up to two letters that stand for a name in its avatar."""
    words = [word for word in str(name).split() if word[0].isalnum()]
    ends = words if len(words) < 2 else [words[0], words[-1]]
    return "".join(word[0] for word in ends).upper()


@register.inclusion_tag("components/person.html")
def person(who: Named | str | None, seat: str = "") -> dict[str, str]:
    """Show somebody by name and seat; nobody is somebody who has left no name behind."""
    return {"name": who if isinstance(who, str) else getattr(who, "name", ""), "seat": str(seat)}


@register.inclusion_tag("components/avatar.html")
def avatar(who: Named | str | None) -> dict[str, str]:
    """Show somebody's initials; never a picture, never the only way to know who it is."""
    return {"initials": initials(who if isinstance(who, str) else getattr(who, "name", ""))}


@register.simple_tag
def public(path: str) -> str:
    """Return a public address in the language of the page (`/reports/` is `/fr/reports/` on a French page)."""
    return prefixed(path)


@register.simple_tag(takes_context=True)
def here(context: dict[str, Any], address: str) -> SafeString:
    """Return `aria-current` for a link of the main navigation: the page itself, or one below it."""
    request = context.get("request")
    path = request.path if request else ""
    if path == address:
        return mark_safe(' aria-current="page"')
    return mark_safe(' aria-current="true"' if address != "/" and path.startswith(address) else "")  # noqa: S308


def _time(value: datetime, shown: str, zone: str) -> SafeString:
    stamp = value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if timezone.localtime(value).utcoffset() == value.astimezone(UTC).utcoffset() and not zone:
        return format_html('<time datetime="{}" title="{}">{}</time>', stamp, dates.utc(value), shown)
    return format_html(
        '<time datetime="{}" title="{}">{}<span class="instant-utc"> ({})</span></time>',
        stamp,
        dates.utc(value),
        shown,
        dates.elsewhere(value, zone),
    )
