"""How changes in a draft, named versions and proposals read to those who are told, and what waits for pen-holders."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from workgroups.drafts.logic import states
from workgroups.drafts.logic.proposals import gone_and_come
from workgroups.drafts.models import Draft, DraftMove, DraftVersion, Proposal
from workgroups.drafts.queries import ANSWERED, PROPOSALS_DUE
from workgroups.groups.queries import groups_of, readable_by
from workgroups.groups.registry import Held, holding
from workgroups.notifications.models import Notice
from workgroups.notifications.registry import Duty, Line, Open, duty_rows, notice_kind


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


@notice_kind("drafts.moved")
def moved(person: Any, notices: list[Notice]) -> dict[int, Line]:
    """A draft came to another state."""
    found = DraftMove.objects.select_related("draft__group", "by").filter(
        pk__in=[notice.subject_id for notice in notices], draft__group__in=groups_of(person)
    )
    moves = {one.pk: one for one in found.filter(readable_by(person, group="draft__group", marking="draft__marking"))}
    return {
        notice.pk: Line(
            title=_("%(title)s: %(state)s") % {"title": one.draft.title, "state": one.get_state_display()},
            url=one.draft.get_absolute_url(),
            section="changed",
            detail=one.reason,
            reason=_("%(name)s moved it on.") % {"name": one.by.name},
            group_id=one.draft.group_id,
            marking=one.draft.marking,
        )
        for notice in notices
        if (one := moves.get(notice.subject_id))
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


@duty_rows("drafts.proposals", PROPOSALS_DUE, order=38)
def proposals_due(one: Open) -> Duty:
    """Answer the proposals to a draft whose pen one holds."""
    words = ngettext("%(count)s proposal to “%(title)s”", "%(count)s proposals to “%(title)s”", one.data["count"])
    return Duty(
        verb=pgettext("verb of a duty", "Answer"),
        thing=words % {"count": one.data["count"], "title": one.data["title"]},
        url=reverse("drafts:proposal-list", args=[one.group_slug, one.data["number"]]),
        group_id=one.group_id,
        group_name=one.group_name,
        due=one.due,
        silence=_("If you do nothing, the text stays as it is and the proposers wait."),
        is_restricted=one.data["restricted"],
    )


@notice_kind("drafts.proposed")
def proposed(person: Any, notices: list[Notice]) -> dict[int, Line]:
    """A change was put forward, for pen-holders."""
    found = _proposals(person, notices)
    return {
        notice.pk: Line(
            title=_("%(who)s proposes a change to “%(title)s”")
            % {"who": one.delegation.body.shown if one.delegation else one.by.name, "title": one.draft.title},
            unnamed=_("A change to “%(title)s” is proposed") % {"title": one.draft.title},
            url=one.get_absolute_url(),
            section="new",
            detail=_before_and_after(one),
            reason=_("You hold the pen of this draft."),
            group_id=one.draft.group_id,
            marking=one.draft.marking,
        )
        for notice in notices
        if (one := found.get(notice.subject_id)) and one.is_open
    }


@notice_kind("drafts.proposal_answered", weight="mine")
def proposal_answered(person: Any, notices: list[Notice]) -> dict[int, Line]:
    """One's proposal was answered; an answer that was undone is told to nobody."""
    found = _proposals(person, notices)
    words = {
        Proposal.State.ACCEPTED: _("Your proposal to “%(title)s” is in the text"),
        Proposal.State.MERGED: _("Your proposal to “%(title)s” is in the text, with changes"),
        Proposal.State.DECLINED: _("Your proposal to “%(title)s” is declined"),
    }
    return {
        notice.pk: Line(
            title=words[Proposal.State(one.state)] % {"title": one.draft.title},
            url=one.get_absolute_url(),
            section="decided",
            detail=one.answer or _before_and_after(one),
            reason=_("You put it forward."),
            group_id=one.draft.group_id,
            marking=one.draft.marking,
        )
        for notice in notices
        if (one := found.get(notice.subject_id)) and one.state in ANSWERED
    }


def _before_and_after(one: Proposal) -> str:
    gone, come = gone_and_come([] if one.kind == Proposal.Kind.INSERT else [one.base], one.content)
    if gone and come:
        return _("“%(gone)s” becomes “%(come)s”") % {"gone": gone, "come": come}
    return _("New: “%(words)s”") % {"words": come} if come else _("Goes: “%(words)s”") % {"words": gone}


def _proposals(person: Any, notices: list[Notice]) -> dict[int, Proposal]:
    found = Proposal.objects.select_related("draft__group", "by", "delegation__body").filter(
        pk__in=[notice.subject_id for notice in notices], draft__group__in=groups_of(person)
    )
    return {one.pk: one for one in found.filter(readable_by(person, group="draft__group", marking="draft__marking"))}


def _drafts(person: Any, ids: list[int]) -> dict[int, Draft]:
    found = Draft.objects.select_related("group").filter(pk__in=ids, group__in=groups_of(person))
    return {draft.pk: draft for draft in found.filter(readable_by(person))}


@holding("drafts", order=30)
class BegunByThem:
    """The open drafts that somebody began: they belong to the group."""

    label = gettext_lazy("Drafts begun")

    def held(self, group: Any, person: Any) -> list[Held]:
        stays = _("Stays with the group; everybody who could write in it still can.")
        found = Draft.objects.filter(group=group, created_by=person, state__in=states.CHOSEN).select_related("group")
        return [
            Held(str(one.pk), one.title, one.get_absolute_url(), passes=False, stays=stays)
            for one in found.order_by("-number")
        ]

    def pass_on(self, *, actor: Any, group: Any, leaver: Any, successor: Any, keys: Sequence[str]) -> None:
        """Nothing passes: the draft was never theirs alone."""
