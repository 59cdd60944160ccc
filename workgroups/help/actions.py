"""Bring what a person says about a page to those who answer for it."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from workgroups.accounts.models import Person
from workgroups.core import clock, text
from workgroups.core.errors import Refused
from workgroups.groups.actions import open_to_writer
from workgroups.groups.models import GuestPass
from workgroups.groups.permissions import Member, member_of
from workgroups.help.queries import desk_for
from workgroups.threads.actions import start_thread
from workgroups.threads.models import Thread

MOST_AN_HOUR = 10


@transaction.atomic
def send_feedback(*, actor: Person, body: str, page: str = "", browser: str = "") -> Thread:
    """Start a thread in the group that answers for the programme of `page` (a path here); its writer may follow it.

    Raises Refused without words, where nobody answers yet, and after ten letters within an hour.
    """
    if not (body := body.strip()):
        raise Refused(_("Write a line first: what happened, or what would be better?"), field="body")
    page, browser = (text.single_line(said).replace("`", "") for said in (page, browser))
    if (desk := desk_for(actor, page)) is None:
        raise Refused(
            _("No group takes these letters yet. Write to an address under “Contact”; your words stand below.")
        )
    recent = Thread.objects.filter(group=desk, started_by=actor, started_at__gt=clock.now() - timedelta(hours=1))
    if recent.count() >= MOST_AN_HOUR:
        raise Refused(_("You have written ten letters within an hour. Wait a while, or write by e-mail."))
    speaker = member_of(actor, desk) or Member(desk, actor, (), frozenset())
    with override(actor.language):
        words = _("Page: %(page)s. Browser: %(browser)s.") % {"page": f"`{page}`", "browser": f"`{browser}`"}
    thread = start_thread(actor=speaker, title=text.excerpt(body, 80), body=f"{body}\n\n{words.replace('``', '–')}")
    if not speaker.seats and not speaker.offices:
        open_to_writer(person=actor, group=desk, kind=GuestPass.Kind.THREAD, number=thread.number, title=thread.title)
    return thread
