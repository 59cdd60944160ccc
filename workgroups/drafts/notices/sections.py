"""How sections read to those who have them or gave them, and what waits for those who write one."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from workgroups.core import dates
from workgroups.drafts.actions import pass_section
from workgroups.drafts.models import DraftSection
from workgroups.drafts.permissions import can_inherit
from workgroups.drafts.queries import SECTIONS_DUE
from workgroups.groups.permissions import member_of
from workgroups.groups.queries import groups_of, readable_by
from workgroups.groups.registry import Held, holding
from workgroups.notifications.models import Notice
from workgroups.notifications.registry import Duty, Line, Open, duty_rows, notice_kind

WRITING: Final = DraftSection.State.WRITING


@duty_rows("drafts.section", SECTIONS_DUE, order=35)
def section_due(one: Open) -> Duty:
    """Write a section that one has, or hand it in."""
    return Duty(
        verb=pgettext("verb of a duty", "Write"),
        thing=_("“%(section)s”, in “%(title)s”") % one.data,
        url=reverse("drafts:draft-page", args=[one.group_slug, one.data["number"]]) + f"#block-{one.data['block']}",
        group_id=one.group_id,
        group_name=one.group_name,
        due=one.due,
        done_by=one.done_by,
        silence=_("If you do nothing, the section counts as not written, and whoever gave it to you is told."),
        is_restricted=one.data["restricted"],
    )


@notice_kind("drafts.section_given", weight="mine")
def section_given(person: Any, notices: list[Notice]) -> dict[int, Line]:
    """A section is the reader's to write."""
    words = _("Yours to write: “%(section)s”, in “%(title)s”")
    return _lines(person, notices, words, "waiting", lambda one: one.state == WRITING)


@notice_kind("drafts.section_moved", weight="mine")
def section_moved(person: Any, notices: list[Notice]) -> dict[int, Line]:
    """Another day, or others who write it too."""
    words = _("Changed: what is asked of you for “%(section)s”, in “%(title)s”")
    latest = {notice.subject_id: notice for notice in sorted(notices, key=lambda one: one.pk)}
    return _lines(person, list(latest.values()), words, "waiting", lambda one: one.state == WRITING)


@notice_kind("drafts.section_reopened", weight="mine")
def section_reopened(person: Any, notices: list[Notice]) -> dict[int, Line]:
    """What was handed in is to be written on."""
    words = _("To be written on: “%(section)s”, in “%(title)s”")
    return _lines(person, notices, words, "waiting", lambda one: one.state == WRITING)


@notice_kind("drafts.section_handed_in", weight="mine")
def section_handed_in(person: Any, notices: list[Notice]) -> dict[int, Line]:
    """A section that the reader gave is in."""
    words = _("Handed in: “%(section)s”, in “%(title)s”")
    return _lines(person, notices, words, "changed", lambda one: one.is_handed_in)


@notice_kind("drafts.section_soon", weight="mine")
def section_soon(person: Any, notices: list[Notice]) -> dict[int, Line]:
    """The day is near."""
    words = _("Due soon: “%(section)s”, in “%(title)s”")
    return _lines(person, notices, words, "waiting", lambda one: one.state == WRITING and not one.is_late)


@notice_kind("drafts.section_late", weight="mine")
def section_late(person: Any, notices: list[Notice]) -> dict[int, Line]:
    """The day has passed."""
    words = _("Overdue: “%(section)s”, in “%(title)s”")
    return _lines(person, notices, words, "waiting", lambda one: one.is_late)


def _lines(
    person: Any, notices: list[Notice], words: Any, section: Any, holds: Callable[[DraftSection], bool]
) -> dict[int, Line]:
    """One line a notice that still holds, for who may know of the draft; one query."""
    rows = DraftSection.objects.select_related("draft__group").filter(
        pk__in=[notice.subject_id for notice in notices], removed_at=None, draft__group__in=groups_of(person)
    )
    rows = rows.filter(readable_by(person, group="draft__group", marking="draft__marking"))
    found = {one.pk: one for one in rows if holds(one)}
    return {
        notice.pk: Line(
            title=words % {"section": one.title, "title": one.draft.title},
            url=f"{one.draft.get_absolute_url()}#block-{one.block}",
            section=section,
            detail=_detail(one),
            reason=_("You write this section.")
            if section == "waiting" and one.given_by_id != person.pk
            else _("You gave it to them."),
            group_id=one.draft.group_id,
            marking=one.draft.marking,
        )
        for notice in notices
        if (one := found.get(notice.subject_id))
    }


def _detail(one: DraftSection) -> str:
    due = _("By %(day)s.") % {"day": dates.day(one.due_on)} if one.due_on and not one.is_handed_in else ""
    return " ".join(part for part in (due, one.note) if part)


@holding("sections", order=35)
class SectionsHeld:
    """The sections that somebody has by name: their delegation's stay with it."""

    label = gettext_lazy("Sections of drafts")

    def held(self, group: Any, person: Any) -> list[Held]:
        found = DraftSection.objects.filter(
            draft__group=group, owners__person=person, removed_at=None, state=WRITING
        ).select_related("draft__group")
        return [
            Held(str(one.pk), f"{one.title} – {one.draft.title}", one.get_absolute_url(), detail=_detail(one))
            for one in found.order_by("due_on", "pk")
        ]

    def pass_on(self, *, actor: Any, group: Any, leaver: Any, successor: Any, keys: Sequence[str]) -> None:
        heir = member_of(successor, group)
        found = DraftSection.objects.filter(
            draft__group=group, owners__person=leaver, pk__in=keys, removed_at=None, state=WRITING
        ).select_related("draft")
        for one in found.order_by("draft", "pk"):
            if heir and can_inherit(heir, one):
                pass_section(actor=actor, section=one, leaver=leaver, heir=heir)
