"""What becomes of a thread, and how one follows it: each a press of one button."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from workgroups.core.errors import Refused
from workgroups.groups.http import MemberRequest, group_page, marking_page
from workgroups.groups.permissions import Member
from workgroups.groups.queries import guests_of
from workgroups.threads import actions
from workgroups.threads.models import Thread
from workgroups.threads.permissions import thread_for


@require_POST
@group_page
def thread_close(request: MemberRequest, number: int) -> HttpResponse:
    """Close a thread with its outcome."""
    thread = thread_for(request.member, number, may="close")
    actions.close_thread(actor=request.member, thread=thread, outcome=request.POST.get("outcome", ""))
    messages.success(request, _("The thread is closed; everybody who follows it is told the outcome."))
    return redirect(thread)


@require_POST
@group_page
def thread_reopen(request: MemberRequest, number: int) -> HttpResponse:
    """Open a closed thread again."""
    thread = thread_for(request.member, number, may="close")
    actions.reopen_thread(actor=request.member, thread=thread)
    messages.success(request, _("The thread is open again."))
    return redirect(thread)


@require_POST
@group_page
def thread_pin(request: MemberRequest, number: int) -> HttpResponse:
    """Pin a thread to the top of the list, or let it go."""
    thread = thread_for(request.member, number, may="pin")
    actions.pin_thread(actor=request.member, thread=thread, pinned=request.POST.get("pinned") == "1")
    return redirect(thread)


@require_http_methods(["GET", "POST"])
@group_page
def thread_marking(request: MemberRequest, number: int) -> HttpResponse:
    """Give a thread another marking."""
    thread = thread_for(request.member, number, may="mark")
    act = partial(_mark, request.member, thread)
    return marking_page(request, thread, act, guests_of(request.member.group, "thread", number))


def _mark(member: Member, thread: Thread, marking: str) -> None:
    actions.mark_thread(actor=member, thread=thread, marking=marking)


@require_POST
@group_page
def following_choose(request: MemberRequest, number: int) -> HttpResponse:
    """Choose how to hear of a thread."""
    thread = thread_for(request.member, number)
    try:
        actions.choose_following(actor=request.member, thread=thread, level=request.POST.get("level", ""))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(thread)


@require_POST
@group_page
def all_read(request: MemberRequest) -> HttpResponse:
    """Mark everything in the group as read."""
    actions.mark_all_read(actor=request.member)
    messages.success(request, _("Everything is marked as read."))
    return redirect("threads:thread-list", slug=request.member.group.slug)
