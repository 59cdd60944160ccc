"""What became of the mail that went out on a group's behalf, for its officers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from workgroups.accounts.registry import Kept
from workgroups.circulars.permissions import delivery_for
from workgroups.circulars.queries import KINDS, counts_of, mail_of
from workgroups.core import slots
from workgroups.groups.http import MemberRequest, officer_page
from workgroups.groups.permissions import Member
from workgroups.groups.queries import ManageEntry, ManageSection
from workgroups.notifications.actions import retry_mail

PAGE = 50


@require_GET
@officer_page
def mail_list(request: MemberRequest) -> HttpResponse:
    """What waits, went out and came back: to whom, when, why."""
    kind, before = request.GET.get("kind", "all"), request.GET.get("before", "")
    kind = kind if kind in KINDS else "all"
    last = int(before) if before.isdecimal() and len(before) < 19 else None
    found = list(mail_of(request.member.group, kind=kind, before=last)[: PAGE + 1])
    context = {
        "mails": found[:PAGE],
        "kind": kind,
        "counts": counts_of(request.member.group),
        "earlier": found[PAGE - 1].pk if len(found) > PAGE else 0,
        "is_first": last is None,
    }
    return render(request, "circulars/mail_list.html", context)


@require_POST
@officer_page
def mail_retry(request: MemberRequest, pk: int) -> HttpResponse:
    """Try one mail once more."""
    if retry_mail(delivery=delivery_for(request.member, pk)):
        messages.success(request, _("It is tried again now."))
    else:
        messages.info(request, _("This mail has gone out already."))
    return redirect("circulars:mail-list", request.member.group.slug)


@slots.fill("groups.manage", order=20)
def mail_entry(request: HttpRequest, member: Member) -> ManageEntry:
    """Lead officers to what became of the group's mail."""
    about = _("What was sent, waits or came back, to whom and when.")
    url = reverse("circulars:mail-list", args=[member.group.slug])
    return ManageEntry(_("Mail"), about, url, ManageSection.MAIL, counts_of(member.group)["failed"])


@slots.fill("accounts.kept", order=60)
def kept_of_a_person() -> list[Kept]:
    """What is kept here about a person."""
    return [
        Kept(
            _("Circulars you wrote or were sent"),
            (
                "circulars.Circular.by",
                "circulars.Circular.people",
                "circulars.Recipient.person",
                "circulars.Acknowledgement.person",
                "circulars.Reminder.by",
                "circulars.Chased.person",
                "circulars.Print.person",
            ),
            _("So that it is known whom a letter reached and who acknowledged it."),
            _("Part of the record of the group; stays with it."),
            touched=("circulars.Circular.people",),
            parts=("circulars.CircularText.circular",),
            goes=("circulars.Print.person",),
            called={
                "circulars.Circular": _("Circulars"),
                "circulars.Recipient": _("Sent to you"),
                "circulars.Acknowledgement": _("Acknowledged"),
                "circulars.Reminder": _("Reminders sent"),
                "circulars.Chased": _("Reminders you had"),
                "circulars.Print": _("As PDF"),
            },
        ),
    ]
