"""How a change in a draft and a named version read to those who are told."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workgroups.drafts.models import Draft, DraftVersion
from workgroups.groups.queries import groups_of, readable_by
from workgroups.groups.registry import Held, holding
from workgroups.notifications.models import Notice
from workgroups.notifications.registry import Line, notice_kind


@notice_kind("drafts.created")
def created(person: Any, notices: list[Notice]) -> dict[int, Line]:
    """A draft was begun."""
    drafts = _drafts(person, [notice.subject_id for notice in notices])
    return {
        notice.pk: Line(
            title=_("New draft: %(title)s") % {"title": draft.title},
            url=draft.get_absolute_url(),
            section="new",
            reason=_("You are a member of %(group)s.") % {"group": draft.group.name},
            group_id=draft.group_id,
            marking=draft.marking,
        )
        for notice in notices
        if (draft := drafts.get(notice.subject_id))
    }


@notice_kind("drafts.changed")
def changed(person: Any, notices: list[Notice]) -> dict[int, Line]:
    """A draft was worked on; one line a draft, whatever the number of changes."""
    drafts = _drafts(person, [notice.subject_id for notice in notices])
    latest = {notice.subject_id: notice for notice in sorted(notices, key=lambda one: one.pk)}
    return {
        notice.pk: Line(
            title=_("Changed: %(title)s") % {"title": draft.title},
            url=draft.get_absolute_url(),
            section="changed",
            reason=_("You are a member of %(group)s.") % {"group": draft.group.name},
            group_id=draft.group_id,
            marking=draft.marking,
        )
        for notice in latest.values()
        if (draft := drafts.get(notice.subject_id))
    }


@notice_kind("drafts.version")
def version(person: Any, notices: list[Notice]) -> dict[int, Line]:
    """A version was named."""
    found = DraftVersion.objects.select_related("draft__group", "by").defer("pm_json", "update")
    visible = found.filter(pk__in=[notice.subject_id for notice in notices], draft__group__in=groups_of(person)).filter(
        readable_by(person, group="draft__group", marking="draft__marking")
    )
    versions = {one.pk: one for one in visible}
    return {
        notice.pk: Line(
            title=_("%(title)s: version %(number)s") % {"title": one.draft.title, "number": one.number},
            url=one.get_absolute_url(),
            section="changed",
            detail=one.label,
            reason=_("%(name)s named it.") % {"name": one.by.name},
            group_id=one.draft.group_id,
            marking=one.draft.marking,
        )
        for notice in notices
        if (one := versions.get(notice.subject_id))
    }


def _drafts(person: Any, ids: list[int]) -> dict[int, Draft]:
    found = Draft.objects.select_related("group").filter(pk__in=ids, group__in=groups_of(person))
    return {draft.pk: draft for draft in found.filter(readable_by(person))}


@holding("drafts", order=30)
class BegunByThem:
    """The open drafts that somebody began: they belong to the group."""

    label = gettext_lazy("Drafts begun")

    def held(self, group: Any, person: Any) -> list[Held]:
        stays = _("Stays with the group; everybody who could write in it still can.")
        found = Draft.objects.filter(group=group, created_by=person, state=Draft.State.OPEN).select_related("group")
        return [
            Held(str(one.pk), one.title, one.get_absolute_url(), passes=False, stays=stays)
            for one in found.order_by("-number")
        ]

    def pass_on(self, *, actor: Any, group: Any, leaver: Any, successor: Any, keys: Sequence[str]) -> None:
        """Nothing passes: the draft was never theirs alone."""
