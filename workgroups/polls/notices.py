"""What waits for people because of polls and calls: the answer of their delegation; and the two-tap answer."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from workgroups.core.errors import Missing, Refused
from workgroups.groups.permissions import can_read_marking, member_of
from workgroups.groups.queries import participants_by_group
from workgroups.groups.registry import Held, holding
from workgroups.notifications.registry import Choice, Duty, Line, Offer, Open, act, act_url, duty_rows, notice_kind
from workgroups.polls.actions import answer_poll
from workgroups.polls.models import Decision, Response
from workgroups.polls.queries.duties import ANSWERS_DUE, RESPONSES_DUE


@act("polls.answer")
class AnswerByLink:
    """Answer a poll from a mail; only where one answer is chosen."""

    def describe(self, person: Any, args: dict[str, Any]) -> Offer:
        decision = self._decision(person, args)
        choices = tuple(Choice(str(option.pk), option.label) for option in decision.poll.options.all())
        return Offer(decision.title, choices, decision.text, decision.group.name, decision.get_absolute_url())

    def perform(self, person: Any, args: dict[str, Any], choice: str) -> str:
        decision = self._decision(person, args)
        member = member_of(person, decision.group)
        if member is None:
            raise Missing
        answer_poll(actor=member, decision=decision, option_ids=[int(choice)] if choice.isdigit() else [])
        return _("Your answer to “%(title)s” is recorded.") % {"title": decision.title}

    def _decision(self, person: Any, args: dict[str, Any]) -> Decision:
        """Return the poll, as long as this person may know of it."""
        found = Decision.objects.select_related("poll", "group").filter(pk=int(args["decision"])).first()
        member = member_of(person, found.group) if found else None
        if found is None or member is None or not can_read_marking(member, found.marking):
            raise Missing
        if found.state == Decision.State.CLOSED:
            raise Refused(_("This poll has closed; answers are no longer taken."))
        return found


@duty_rows("polls.answer", ANSWERS_DUE, order=10)
def answer_due(one: Open) -> Duty:
    """Answer what was asked of the delegation (or the person) and is still open."""
    own = one.delegation_id is None
    act = act_url("polls.answer", one.person_id, {"decision": one.data["decision"]}) if one.data["one_tap"] else ""
    return Duty(
        verb=pgettext("verb of a duty", "Answer"),
        thing=one.data["title"],
        url=reverse("polls:decision-page", args=[one.group_slug, one.data["number"]]),
        group_id=one.group_id,
        group_name=one.group_name,
        due=one.due,
        silence=_silence(own=own),
        act=act,
        is_restricted=one.data["restricted"],
    )


def _silence(*, own: bool) -> str:
    if own:
        return _("If you do nothing, nothing is counted for you.")
    return _("If you do nothing, nothing is counted for your delegation.")


@duty_rows("polls.respond", RESPONSES_DUE, order=12)
def response_due(one: Open) -> Duty:
    """Answer a call for input; no two taps, because it wants words."""
    silence = _("If you do nothing, your answer is missing when they are compared.")
    if one.data["draft_by"]:
        silence = _("If you do nothing, the draft that %(name)s kept is not sent.") % {"name": one.data["draft_by"]}
    return Duty(
        verb=pgettext("verb of a duty", "Answer"),
        thing=one.data["title"],
        url=reverse("polls:call-answer", args=[one.group_slug, one.data["number"]]),
        group_id=one.group_id,
        group_name=one.group_name,
        due=one.due,
        silence=silence,
        is_restricted=one.data["restricted"],
    )


@notice_kind("polls.closed", many=True)
def closed(notices: list[Any]) -> dict[int, Line]:
    """A poll has closed."""
    return _lines(notices, _("Poll closed: %(title)s"))


@notice_kind("polls.call_closed", many=True)
def call_closed(notices: list[Any]) -> dict[int, Line]:
    """A call for input has closed."""
    return _lines(notices, _("Call for input closed: %(title)s"))


@notice_kind("polls.call_answered", many=True)
def call_answered(notices: list[Any]) -> dict[int, Line]:
    """An answer to a call came in, for officers."""
    ids = {notice.subject_id for notice in notices}
    related = ("call__decision__group", "delegation__body", "person")
    found = {one.pk: one for one in Response.objects.select_related(*related).filter(pk__in=ids)}
    return {
        notice.pk: Line(
            title=_("%(who)s answered “%(title)s”")
            % {
                "who": response.delegation.body.shown if response.delegation else response.person.name,
                "title": response.call.decision.title,
            },
            unnamed=_("“%(title)s” was answered") % {"title": response.call.decision.title},
            url=response.call.decision.get_absolute_url(),
            section="new",
            reason=_("You are an officer of %(group)s.") % {"group": response.call.decision.group.name},
            group_id=response.call.decision.group_id,
            marking=response.call.decision.marking,
        )
        for notice in notices
        if (response := found.get(notice.subject_id))
    }


@notice_kind("polls.recorded", many=True)
def recorded(notices: list[Any]) -> dict[int, Line]:
    """A decision stands in the register."""
    return _lines(notices, _("Decided: %(title)s"))


def _lines(notices: list[Any], words: str) -> dict[int, Line]:
    ids = {notice.subject_id for notice in notices}
    found = {one.pk: one for one in Decision.objects.select_related("group").filter(pk__in=ids)}
    kept = {one.group_id for one in found.values() if one.is_restricted}
    participants = participants_by_group(kept) if kept else {}
    return {
        notice.pk: Line(
            title=words % {"title": decision.title},
            url=decision.get_absolute_url(),
            section="decided",
            detail=decision.text,
            reason=_("You are a member of %(group)s.") % {"group": decision.group.name},
            group_id=decision.group_id,
            marking=decision.marking,
        )
        for notice in notices
        if (decision := found.get(notice.subject_id))
        and (not decision.is_restricted or notice.person_id in participants[decision.group_id])
    }


@holding("polls", order=20)
class OpenedByThem:
    """The polls and calls that somebody opened and that still run: they belong to the group."""

    label = gettext_lazy("Polls and calls opened")

    def held(self, group: Any, person: Any) -> list[Held]:
        stays = _("Stays open; the chairs and the secretariat can close it.")
        found = Decision.objects.filter(group=group, by=person, state=Decision.State.OPEN).select_related("group")
        return [
            Held(str(one.pk), one.title, one.get_absolute_url(), passes=False, stays=stays)
            for one in found.order_by("-number")
        ]

    def pass_on(self, *, actor: Any, group: Any, leaver: Any, successor: Any, keys: Sequence[str]) -> None:
        """Nothing passes: whoever holds the office closes it."""
