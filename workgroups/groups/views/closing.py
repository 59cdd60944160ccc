"""The end of a group's work, its archive, and taking the work up again."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from workgroups.core import clock, slots
from workgroups.core.http import carries_out
from workgroups.groups import actions
from workgroups.groups.forms import ConcludeForm, ReopenForm
from workgroups.groups.http import MemberRequest, officer_page
from workgroups.groups.models import Group
from workgroups.groups.permissions import OPEN_STATES, Member
from workgroups.groups.queries import (
    ManageEntry,
    ManageSection,
    OpenEnd,
    conclusion_of,
    invitations_waiting,
    open_ends,
    open_milestones,
)
from workgroups.groups.views.manage import get_or_post


@slots.fill("groups.manage", order=90)
def closing_entry(request: HttpRequest, member: Member) -> ManageEntry:
    """Lead to the end of the group's work, or to its taking up again."""
    slug = member.group.slug
    if member.group.state in OPEN_STATES:
        about = _("End the work: what happens then, and what is still open.")
        return ManageEntry(_("Conclude the group"), about, reverse("groups:conclude", args=[slug]), ManageSection.GROUP)
    about = _("Take the work up again with a new term, or put the group into the archive.")
    return ManageEntry(_("Reopen or archive"), about, reverse("groups:reopen", args=[slug]), ManageSection.GROUP)


@slots.fill("groups.overview", order=1)
def ended(request: HttpRequest, member: Member) -> str | None:
    """Say on the overview how the work ended."""
    if member.group.state in OPEN_STATES or (conclusion := conclusion_of(member.group)) is None:
        return None
    return render_to_string("groups/_ended.html", {"conclusion": conclusion}, request)


@slots.fill("groups.closing", order=10)
def own_open_ends(member: Member) -> list[OpenEnd]:
    """Tell of milestones that are not reached and of invitations that nobody has taken up."""
    group, found = member.group, []
    if count := open_milestones(group).count():
        words = _("Milestones of the work plan that are not reached: %(count)s") % {"count": count}
        found.append(OpenEnd(words, reverse("groups:plan", args=[group.slug]), _("They stay in the plan as they are.")))
    if count := invitations_waiting(group).filter(withdrawn_at=None).count():
        words = _("Invitations that nobody has taken up: %(count)s") % {"count": count}
        then = _("They can no longer be taken up.")
        found.append(OpenEnd(words, reverse("groups:people", args=[group.slug]), then))
    return found


@get_or_post
@officer_page
def conclude(request: MemberRequest) -> HttpResponse:
    """Say what happens and what is still open; then end the work."""
    group = request.member.group
    if group.state not in OPEN_STATES and request.method == "GET":
        return redirect("groups:reopen", group.slug)
    form = ConcludeForm(request.POST or None, initial={"on": clock.now().date(), "language": request.user.language})
    if carries_out(form, partial(actions.conclude_group, actor=request.user, group=group)):
        messages.success(request, _("The work of the group has ended. Everything stays to be read."))
        return redirect("groups:group-front", group.slug)
    context = {"form": form, "open_ends": open_ends(request.member)}
    return render(request, "groups/conclude.html", context, status=422 if form.errors else 200)


@get_or_post
@officer_page
def reopen(request: MemberRequest) -> HttpResponse:
    """Take the work up again with a new term."""
    group = request.member.group
    form = ReopenForm(request.POST or None, initial={"since": clock.now().date()})
    if carries_out(form, partial(actions.reopen_group, actor=request.user, group=group)):
        messages.success(request, _("The group is at work again."))
        return redirect("groups:group-front", group.slug)
    context = {
        "form": form,
        "conclusion": conclusion_of(group),
        "is_concluded": group.state == Group.State.CONCLUDED,
        "may_reopen": group.state == Group.State.CONCLUDED or request.user.is_operator,
    }
    return render(request, "groups/reopen.html", context, status=422 if form.errors else 200)


@require_POST
@officer_page
def archive(request: MemberRequest) -> HttpResponse:
    """Put a concluded group into the archive."""
    actions.archive_group(actor=request.user, group=request.member.group)
    messages.success(request, _("The group is in the archive. Its pages and their addresses stay."))
    return redirect("groups:reopen", request.member.group.slug)
