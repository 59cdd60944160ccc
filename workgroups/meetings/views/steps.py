"""What officers do next for a meeting, told from what its page shows already."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workgroups.meetings.models import Meeting


@dataclass(frozen=True)
class NextStep:
    """Something to do, and where."""

    words: str
    url: str


def next_steps(meeting: Meeting, shown: dict[str, Any]) -> list[NextStep]:
    """Return what is still to be done, in order; `shown` is the page's own context, so nothing is asked again."""
    if meeting.state == Meeting.State.CANCELLED:
        return []
    args = [meeting.group.slug, meeting.number]
    return [NextStep(words, reverse(name, args=args) + at) for words, name, at in _missing(meeting, shown)]


def _missing(meeting: Meeting, shown: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    programme = shown["programme"]
    if not programme.days and not programme.items:
        if meeting.is_record or (meeting.last_day and shown["is_coming"]):
            yield _("Write the programme"), "meetings:session-add", ""
        elif shown["is_coming"]:
            yield _("Write the agenda"), "meetings:agenda-edit", ""
    if meeting.is_record and not shown["total"]:
        yield _("Paste the list of participants"), "meetings:participant-add", ""
    if shown["is_coming"]:
        yield from _before(meeting)
    elif not meeting.is_record:
        yield from _after(shown)


def _before(meeting: Meeting) -> Iterator[tuple[str, str, str]]:
    if not meeting.hours_known:
        yield _("Set its hours"), "meetings:meeting-edit", ""
    if not meeting.place and not meeting.join_url:
        yield _("Say where it takes place"), "meetings:meeting-edit", ""


def _after(shown: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    page = "meetings:meeting-page"
    if not shown["minutes"]:
        yield _("Open the minutes"), page, "#agenda-part"
    if shown["programme"].open_count:
        count = shown["programme"].open_count
        words = ngettext("%(count)d poll of it is still open", "%(count)d polls of it are still open", count)
        yield words % {"count": count}, page, "#programme"
    waiting = sum(1 for one in shown["tasks"] if _is_unowned(one["task"]))
    if waiting:
        words = ngettext("%(count)d task waits for somebody", "%(count)d tasks wait for somebody", waiting)
        yield words % {"count": waiting}, page, "#tasks"


def _is_unowned(task: Any) -> bool:
    return not (task.delegation_id or task.addressee or task.done_at)
