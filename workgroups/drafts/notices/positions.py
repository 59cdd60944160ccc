"""What a pending position asks of its delegation, and how its days read to the delegation and to officers."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from workgroups.core import dates
from workgroups.drafts.models import Draft, Position
from workgroups.drafts.queries import FINISHED
from workgroups.drafts.queries.duties import POSITIONS_DUE
from workgroups.groups.queries import groups_of, readable_by
from workgroups.notifications.models import Notice
from workgroups.notifications.registry import Duty, Line, Open, duty_rows, notice_kind


@duty_rows("drafts.position", POSITIONS_DUE, order=20)
def position_due(one: Open) -> Duty:
    """State the position that was said to be pending."""
    thing = _("your delegation’s position on “%(title)s”") % one.data
    if one.data["until"]:
        day = dates.long_day(date.fromisoformat(one.data["until"]))
        words = _("%(thing)s, pending until %(day)s, which has passed") if one.data["lapsed"] else None
        thing = (words or _("%(thing)s, pending until %(day)s")) % {"thing": thing, "day": day}
    return Duty(
        verb=pgettext("verb of a duty", "State"),
        thing=thing,
        url=reverse("drafts:clearing-page", args=[one.group_slug, one.data["number"]]),
        group_id=one.group_id,
        group_name=one.group_name,
        due=one.due,
        silence=_("If you do nothing, the position stays pending and is shown as lapsed; it is not taken as consent."),
        is_restricted=one.data["restricted"],
    )


@notice_kind("drafts.position_due", weight="mine")
def position_runs_out(person: Any, notices: list[Notice]) -> dict[int, Line]:
    """The day of one's own delegation is near, or has passed; left out once it has spoken."""
    found = _pending(person, notices)
    soon, late = (
        _("Your position on “%(title)s” is pending until %(day)s"),
        _("Your position on “%(title)s” has lapsed"),
    )
    return {
        notice.pk: _line(
            one, (late if one.has_lapsed else soon) % _words(one), _("Your delegation said so."), "waiting"
        )
        for notice in notices
        if (one := found.get(notice.subject_id))
    }


@notice_kind("drafts.position_lapsed")
def position_lapsed(person: Any, notices: list[Notice]) -> dict[int, Line]:
    """For officers: a day has passed and the delegation has not spoken; nothing follows from it."""
    found = _pending(person, notices)
    words = _("%(name)s: position on “%(title)s” was pending until %(day)s; it has lapsed")
    unnamed = _("A position on “%(title)s” has lapsed")
    return {
        notice.pk: _line(one, words % _words(one), _("You are an officer of the group."), "changed", unnamed)
        for notice in notices
        if (one := found.get(notice.subject_id)) and one.has_lapsed
    }


def _words(one: Position) -> dict[str, str]:
    day = dates.long_day(one.until) if one.until else ""
    return {"title": one.draft.title, "day": day, "name": one.delegation.body.shown}


def _line(one: Position, title: str, reason: str, section: Any, unnamed: str = "") -> Line:
    draft: Draft = one.draft
    return Line(
        title=title,
        unnamed=unnamed % {"title": draft.title} if unnamed else "",
        url=reverse("drafts:clearing-page", args=[draft.group.slug, draft.number]),
        section=section,
        detail=_("Silence is not taken as consent."),
        reason=reason,
        group_id=draft.group_id,
        marking=draft.marking,
    )


def _pending(person: Any, notices: list[Notice]) -> dict[int, Position]:
    """Those that still stand, on texts still worked on that this person may know of today."""
    found = Position.objects.select_related("draft__group", "delegation__body").filter(
        pk__in=[notice.subject_id for notice in notices], ended_at=None, draft__group__in=groups_of(person)
    )
    known = found.exclude(draft__state__in=FINISHED).filter(
        readable_by(person, group="draft__group", marking="draft__marking")
    )
    return {one.pk: one for one in known}
