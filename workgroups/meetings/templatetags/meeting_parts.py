"""When a meeting is, what was said in it, and where people came from, as pages show them."""

import re
from datetime import time

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from workgroups.core import countries, dates
from workgroups.core.templatetags import ui
from workgroups.meetings.logic.times import hours
from workgroups.meetings.models import Meeting
from workgroups.meetings.queries import PaperSeen
from workgroups.threads.http import preview

register = template.Library()
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.+?)[ \t#]*$", re.MULTILINE)


@register.simple_tag
def when(meeting: Meeting) -> SafeString:
    """Show when a meeting is: its days alone where its hours are not known, else also the hours of each day."""
    if meeting.wall_time is None:
        return ui.days(meeting.days[0], meeting.days[-1])
    if not meeting.last_day:
        return ui.between(meeting.starts_at, meeting.ends_at, meeting.zone)
    first, last = (
        hours(day, meeting.wall_time, meeting.zone, meeting.minutes) for day in (meeting.day, meeting.last_day)
    )
    own_days = (timezone.localtime(one["starts_at"]).date() for one in (first, last))
    return format_html(
        _("{days}, each day {starts}–{ends}"),
        days=ui.days(*own_days),
        starts=ui.hour(first["starts_at"]),
        ends=ui.hour(first["ends_at"], meeting.zone),
    )


@register.filter
def wall(value: time) -> str:
    """Show a wall time, such as that of a session in the meeting's place."""
    return dates.wall(value)


@register.filter
def place(zone: str) -> str:
    """Show the city of a named zone."""
    return "UTC" if zone == "UTC" else dates.place(zone)


@register.filter
def country(code: str) -> str:
    """Show a country by its ISO 3166-1 alpha-2 code in the language of the page; nothing for none."""
    return countries.country(code) if code else ""


@register.filter
def prose(words: str) -> SafeString:
    """Show Markdown inside a part of a page that has headings of its own: headings in it become bold lines."""
    return preview(_HEADING.sub(r"**\1**", words))


@register.filter
def at_item(papers: dict[int | None, list[PaperSeen]] | str, item_id: int) -> list[PaperSeen]:
    """Return the papers of an agenda item; none where a page shows no papers."""
    return papers.get(item_id, []) if isinstance(papers, dict) else []
