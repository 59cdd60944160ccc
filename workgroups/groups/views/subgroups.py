"""Groups under a group: made here, shown to those who may know of them, covered by an office where officers say so."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from workgroups.core import slots
from workgroups.core.http import carries_out
from workgroups.groups import actions
from workgroups.groups.forms import PlaceForm, SubgroupForm
from workgroups.groups.http import MemberRequest, officer_page
from workgroups.groups.permissions import Member, office_for, require
from workgroups.groups.queries import ManageEntry, ManageSection, children_of, groups_of, officers_of, subgroups_known
from workgroups.groups.views.manage import get_or_post


@slots.fill("groups.manage", order=60)
def subgroups_entry(request: HttpRequest, member: Member) -> ManageEntry:
    """Lead to the groups under this one."""
    about = _("Groups under this one, with seats of their own, and which offices cover them.")
    url = reverse("groups:subgroups", args=[member.group.slug])
    return ManageEntry(_("Sub-groups"), about, url, ManageSection.GROUP)


@slots.fill("groups.rail", order=10)
def family(request: HttpRequest, member: Member) -> str:
    """Lead to terms of reference and work plan; name the groups above and below of which the reader may know."""
    own = list(groups_of(member.person))
    known = {one.pk for one in own}
    above = member.group.parent if member.group.parent_id else None
    if above and above.pk not in known and not (above.is_public and above.is_listed):
        above = None
    context = {"above": above, "below": subgroups_known(member.group, own), "group": member.group}
    return render_to_string("groups/_family.html", context, request)


@require_GET
@officer_page
def subgroups(request: MemberRequest) -> HttpResponse:
    """Show the groups under this one and which offices cover them."""
    group = request.member.group
    offices = [office for office in officers_of(group) if office.through_id is None]
    context = {
        "children": list(children_of(group)),
        "offices": offices,
        "own": {one.pk for one in groups_of(request.user)},
    }
    return render(request, "groups/subgroups.html", context)


@get_or_post
@officer_page
def subgroup_add(request: MemberRequest) -> HttpResponse:
    """Make a group under this one."""
    form = SubgroupForm(request.POST or None)
    if carries_out(form, partial(actions.create_subgroup, actor=request.user, parent=request.member.group)):
        messages.success(request, _("The sub-group is made, and you are its secretariat. Bring its people in."))
        return redirect("groups:people", form.cleaned_data["slug"])
    return render(request, "groups/subgroup_add.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@officer_page
def office_reach(request: MemberRequest, office_id: int) -> HttpResponse:
    """Let an office cover the groups under this one, or no longer."""
    office = office_for(request.member, office_id)
    actions.reach_subgroups(actor=request.user, office=office, covers=request.POST.get("covers") == "on")
    messages.success(request, _("Saved."))
    return redirect("groups:subgroups", request.member.group.slug)


@get_or_post
@officer_page
def place(request: MemberRequest) -> HttpResponse:
    """Put the group under another one: the installation's officers."""
    require(request.user.is_operator, _("The officers of the installation put groups under one another."))
    group = request.member.group
    form = PlaceForm(request.POST or None, group=group, initial={"parent": group.parent_id})
    if carries_out(form, partial(actions.place_group, actor=request.user, group=group)):
        messages.success(request, _("Saved."))
        return redirect("groups:subgroups", group.slug)
    return render(request, "groups/place.html", {"form": form}, status=422 if form.errors else 200)
