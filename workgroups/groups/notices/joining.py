"""What the letters say that bring people into a group; what waits for heads and officers, there and by the plan."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from workgroups.accounts.models import Person
from workgroups.core import dates
from workgroups.core.errors import Missing
from workgroups.groups.actions import close_milestone, nominate
from workgroups.groups.models import Invitation, Milestone, NominationAsked, Nominee
from workgroups.groups.permissions import can_nominate, member_of, token_of
from workgroups.groups.queries.duties import MILESTONES_DUE
from workgroups.groups.queries.nominations import NAMES_DUE, NOMINEES_DUE, REQUESTS_DUE
from workgroups.notifications.registry import (
    Choice,
    Duty,
    Line,
    Offer,
    Open,
    act,
    act_url,
    duty_rows,
    finishes,
    notice_kind,
)


def letter_of(offered: Invitation) -> dict[str, Any]:
    """Return what an invitation's mail is written from; `group__programme`, `delegation__body`, `invited_by` loaded."""
    with translation.override(offered.language):
        offer, until = offered.offer, dates.long_day(offered.expires_at.date())
    return {
        "name": offered.name,
        "group": offered.group.name,
        "programme": offered.group.programme.name,
        "purpose": offered.group.purpose,
        "by": offered.invited_by.name,
        "offer": offer,
        "path": reverse("groups:invitation", args=[token_of(offered)]),
        "until": until,
        "language": offered.language,
    }


def letter_preview(offered: Invitation) -> tuple[str, str]:
    """Return subject and text as they will be sent; the link is left out, since it is for the invited person alone."""
    with translation.override(offered.language):
        words = letter_of(offered) | {"base_url": settings.BASE_URL, "product_name": settings.PRODUCT_NAME}
        words["path"] = reverse("groups:invitation", args=["…"])
        subject = render_to_string("groups/mail/invitation.subject.txt", words).strip()
        return subject, render_to_string("groups/mail/invitation.txt", words).strip()


@act("groups.nominate_nobody")
class NobodyByLink:
    """Answer a call for nominations with nobody: what two taps can say."""

    def describe(self, person: Any, args: dict[str, Any]) -> Offer:
        asked = self._asked(person, args)
        choices = (Choice("nobody", _("We name nobody this time")),)
        return Offer(asked.call.title, choices, asked.call.asked, asked.call.group.name, _answer_url(asked))

    def perform(self, person: Any, args: dict[str, Any], choice: str) -> str:
        asked = self._asked(person, args)
        member = member_of(person, asked.call.group)
        if member is None or choice != "nobody":
            raise Missing
        nominate(actor=member, asked=asked, nominees=[])
        return _("It is noted that your delegation names nobody. You can still name people until the call is closed.")

    def _asked(self, person: Any, args: dict[str, Any]) -> NominationAsked:
        related = ("call__group", "delegation__body")
        found = NominationAsked.objects.select_related(*related).filter(pk=int(args["asked"])).first()
        member = member_of(person, found.call.group) if found else None
        if found is None or member is None or not can_nominate(member, found):
            raise Missing
        return found


@duty_rows("groups.nominate", NAMES_DUE, order=14)
def names_due(one: Open) -> Duty:
    """Name people for the delegation."""
    return Duty(
        verb=pgettext("verb of a duty", "Name people"),
        thing=one.data["title"],
        url=reverse("groups:nominate", args=[one.group_slug, one.data["number"]]),
        group_id=one.group_id,
        group_name=one.group_name,
        due=one.due,
        silence=_("If you do nothing, nobody comes for your delegation."),
        act=act_url("groups.nominate_nobody", one.person_id, {"asked": one.subject_id}),
    )


@duty_rows("groups.nominees", NOMINEES_DUE, order=40)
def nominees_due(one: Open) -> Duty:
    """Decide on the people whom delegations have named, as an officer."""
    url = reverse("groups:nomination-call", args=[one.group_slug, one.data["number"]])
    return _decide(one, one.data["title"], url, _("If you do nothing, those who were named do not get in."))


@duty_rows("groups.requests", REQUESTS_DUE, order=42)
def requests_due(one: Open) -> Duty:
    """Answer those who ask to join, as an officer."""
    thing = _("request of %(name)s to join") % {"name": one.data["name"]}
    url = reverse("groups:request-answer", args=[one.group_slug, one.subject_id])
    return _decide(one, thing, url, _("If you do nothing, they wait without an answer."))


def _decide(one: Open, thing: str, url: str, silence: str) -> Duty:
    verb = pgettext("verb of a duty", "Decide")
    return Duty(verb, thing, url, one.group_id, one.group_name, one.due, silence)


def _answer_url(asked: NominationAsked) -> str:
    return reverse("groups:nominate", args=[asked.call.group.slug, asked.call.number])


@notice_kind("groups.nominee_decided", many=True, weight="mine")
def nominee_decided(notices: list[Any]) -> dict[int, Line]:
    """Somebody whom the reader named was accepted or declined."""
    related = ("asked__call__group",)
    ids = {notice.subject_id for notice in notices}
    found = Nominee.objects.select_related(*related).exclude(state=Nominee.State.WAITING).in_bulk(ids)
    words = {
        Nominee.State.ACCEPTED: _("%(name)s, whom you named, is accepted"),
        Nominee.State.DECLINED: _("%(name)s, whom you named, is not accepted"),
    }
    return {
        notice.pk: Line(
            title=words[Nominee.State(nominee.state)] % {"name": nominee.name},
            url=_answer_url(nominee.asked),
            section="decided",
            detail=nominee.reason,
            reason=_("You answered “%(title)s”.") % {"title": nominee.asked.call.title},
            group_id=nominee.asked.call.group_id,
        )
        for notice in notices
        if (nominee := found.get(notice.subject_id))
    }


@duty_rows("groups.milestone", MILESTONES_DUE, order=40)
def milestone_due(one: Open) -> Duty:
    """Reach what is due within two weeks, or was due."""
    plan = reverse("groups:plan", args=[one.group_slug])
    return Duty(
        verb=_("Reach the milestone"),
        thing=one.data["title"],
        url=f"{plan}#milestone-{one.data['number']}",
        group_id=one.group_id,
        group_name=one.group_name,
        due=one.due,
        silence=_("If you do nothing, the plan shows it as late to the whole group."),
        by_hand=True,
    )


@finishes("groups.milestone")
def reach(*, person: Person, subject_id: int) -> None:
    """Mark a milestone as done from the desk, by the same action as on the plan."""
    milestone = Milestone.objects.select_related("group").filter(pk=subject_id).first()
    if milestone is None:
        raise Missing
    close_milestone(actor=person, milestone=milestone)
