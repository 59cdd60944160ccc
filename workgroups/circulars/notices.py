"""What circulars say to people: the duty to acknowledge, the two-tap act, the line on the desk, the mail itself."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.circulars.actions import acknowledge_circular
from workgroups.circulars.models import Circular, Recipient
from workgroups.circulars.queries import (
    Letter,
    everybody_in,
    head_of,
    is_asked,
    letters_for,
    may_read,
    subject_in,
    waiting_recipients,
)
from workgroups.circulars.queries.duties import ACKNOWLEDGEMENTS_DUE
from workgroups.core.errors import Missing, Refused
from workgroups.groups.permissions import member_of
from workgroups.notifications.models import Delivery, Notice
from workgroups.notifications.registry import (
    Choice,
    Duty,
    Line,
    Offer,
    Open,
    Written,
    act,
    act_url,
    duty_rows,
    letter_kind,
    notice_kind,
)

MAIL, REMINDER = "circulars/mail/circular", "circulars/mail/reminder"
SENT, ACT = "circulars.sent", "circulars.acknowledge"


@act(ACT)
class AcknowledgeByLink:
    """Acknowledge a circular from its mail; the link shows no word of a restricted one."""

    def describe(self, person: Any, args: dict[str, Any]) -> Offer:
        circular = self._circular(person, args)
        choice = Choice("acknowledge", pgettext("button", "Acknowledge receipt"))
        detail = _("Circular %(number)s") % {"number": circular.shown_number}
        return Offer(named(circular), (choice,), detail, circular.group.name, circular.get_absolute_url())

    def perform(self, person: Any, args: dict[str, Any], choice: str) -> str:
        circular = self._circular(person, args)
        member = member_of(person, circular.group)
        if member is None:
            raise Missing
        acknowledge_circular(actor=member, circular=circular)
        return _("Receipt of circular %(number)s is acknowledged.") % {"number": circular.shown_number}

    def _circular(self, person: Any, args: dict[str, Any]) -> Circular:
        rows = Recipient.objects.filter(person=person, circular=int(args["circular"]))
        found = rows.select_related("circular__group", "circular__by").first()
        if found is None or member_of(person, found.circular.group) is None:
            raise Missing
        if found.circular.is_restricted:
            raise Refused(_("A restricted circular is acknowledged on its own page. Sign in to read it."))
        return found.circular


def named(circular: Circular) -> str:
    """Return what a circular may be called outside its own page: a restricted one has no title there."""
    if circular.is_restricted:
        return _("A restricted circular of %(group)s") % {"group": circular.group.name}
    return subject_in(circular, get_language() or "en")


@duty_rows("circulars.acknowledge", ACKNOWLEDGEMENTS_DUE, order=14)
def acknowledgement_due(one: Open) -> Duty:
    """Acknowledge what asks for it, for the delegation or for oneself."""
    subjects: dict[str, str] = one.data["subjects"]
    silence = _("If you do nothing, the secretariat counts you among those who have not acknowledged.")
    if one.delegation_id:
        silence = _("If you do nothing, your delegation counts among those who have not acknowledged.")
    link = "" if one.data["restricted"] else act_url(ACT, one.person_id, {"circular": one.subject_id})
    return Duty(
        verb=pgettext("verb of a duty", "Acknowledge"),
        thing=subjects.get(get_language() or "") or subjects.get(one.data["language"], ""),
        url=reverse("circulars:circular-page", args=[one.group_slug, one.data["year"], one.data["number"]]),
        group_id=one.group_id,
        group_name=one.group_name,
        due=one.due,
        silence=silence,
        act=link,
        is_restricted=one.data["restricted"],
    )


def _act_of(person: Person, circular: Circular) -> str:
    if circular.is_restricted:
        return ""
    return act_url(ACT, person, {"circular": circular.pk})


@notice_kind(SENT, many=True, weight="always")
def sent(notices: list[Notice]) -> dict[int, Line]:
    """A circular went out; said to those to whom it went and who have not opened it yet."""
    rows = _recipients(notices, {notice.subject_id for notice in notices})
    found = {(one.circular_id, one.person_id): one for one in rows if one.opened_at is None}
    return {
        notice.pk: Line(
            title=_("Circular %(number)s: %(subject)s")
            % {"number": one.circular.shown_number, "subject": named(one.circular)},
            url=one.circular.get_absolute_url(),
            section="new",
            reason=_("It is addressed to you."),
            group_id=one.circular.group_id,
        )
        for notice in notices
        if (one := found.get((notice.subject_id, notice.person_id)))
    }


@letter_kind(MAIL)
def circulars(deliveries: Sequence[Delivery]) -> dict[int, Written]:
    """The mails of circulars, for who is still a member and was one to whom it went."""
    told = _notice_ids(deliveries)
    return {
        pk: Written(_mail(letter, one), tuple(told.get((one.circular_id, one.person_id), ())))
        for pk, (letter, one) in _letters(deliveries).items()
    }


@letter_kind(REMINDER)
def reminders(deliveries: Sequence[Delivery]) -> dict[int, Written]:
    """The mails of reminders, for whom it still waits when they leave."""
    ids = {int(one.context["circular"]) for one in deliveries}
    waiting = {(one.circular_id, one.person_id) for one in waiting_recipients(Q(circular__in=ids))}
    found = _letters(deliveries).items()
    return {
        pk: Written(_mail(letter, one, is_reminder=True))
        for pk, (letter, one) in found
        if (one.circular_id, one.person_id) in waiting
    }


def _letters(deliveries: Sequence[Delivery]) -> dict[int, tuple[Letter, Recipient]]:
    """Return each mail's letter under today's permissions: queries by circular, whatever the number of readers."""
    by_circular: dict[int, list[Delivery]] = defaultdict(list)
    for one in deliveries:
        by_circular[int(one.context["circular"])].append(one)
    rows = {(one.circular_id, one.person_id): one for one in _recipients(deliveries, by_circular)}
    found: dict[int, tuple[Letter, Recipient]] = {}
    for circular_id, own in by_circular.items():
        reached = [(one, row) for one in own if (row := rows.get((circular_id, one.person_id or 0)))]
        if not reached:
            continue
        circular = reached[0][1].circular
        standing = {one.person.pk: one for one in everybody_in(circular.group)}
        readers = [standing[row.person_id] for _one, row in reached if row.person_id in standing]
        letters = letters_for(circular, [one for one in readers if may_read(circular, one)])
        found |= {one.pk: (letters[row.person_id], row) for one, row in reached if row.person_id in letters}
    return found


def _recipients(told: Sequence[Notice | Delivery], circulars: Iterable[int]) -> list[Recipient]:
    people = {one.person_id for one in told}
    rows = Recipient.objects.filter(circular__in=list(circulars), person__in=people, circular__state="sent")
    related = ("circular__group__programme", "circular__by", "person")
    return list(rows.select_related(*related).prefetch_related("circular__texts").order_by("pk"))


def _notice_ids(deliveries: Sequence[Delivery]) -> dict[tuple[int, int], list[int]]:
    """The notices that these mails make superfluous: what was mailed need not stand in the digest too."""
    found = Notice.objects.filter(
        kind=SENT,
        subject_id__in={int(one.context["circular"]) for one in deliveries},
        person__in={one.person_id for one in deliveries},
    )
    ids: dict[tuple[int, int], list[int]] = defaultdict(list)
    for pk, subject_id, person_id in found.values_list("pk", "subject_id", "person_id"):
        ids[subject_id, person_id].append(pk)
    return ids


def _mail(letter: Letter, recipient: Recipient, *, is_reminder: bool = False) -> dict[str, Any]:
    """What the mail's templates see; of a restricted circular no word but that there is one."""
    circular = recipient.circular
    asked = is_asked(circular, recipient)
    context: dict[str, Any] = {
        "circular": circular,
        "group_name": circular.group.name,
        "number": circular.shown_number,
        "url": settings.BASE_URL + circular.get_absolute_url(),
        "act_url": _act_of(recipient.person, circular) if asked else "",
        "asked": asked,
        "hidden": circular.is_restricted,
        "subject": named(circular) if circular.is_restricted else letter.subject,
    }
    if circular.is_restricted:
        return context
    return context | {"letter": letter, "head": head_of(circular), "is_reminder": is_reminder}
