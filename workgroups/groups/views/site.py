"""The installation's officers: programmes and groups."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from workgroups.accounts.http import PersonRequest
from workgroups.core import slots
from workgroups.core.http import carries_out
from workgroups.groups import actions
from workgroups.groups.forms import DeskForm, GroupForm, ProgrammeForm
from workgroups.groups.http import operator_page
from workgroups.groups.permissions import programme_edited_by
from workgroups.groups.queries import programmes, programmes_with_groups
from workgroups.groups.views.manage import get_or_post


@require_GET
@operator_page
def site(request: PersonRequest) -> HttpResponse:
    """Show every programme with its groups."""
    found = {"programmes": programmes_with_groups(), "entries": slots.gather("groups.site", request)}
    return render(request, "groups/site.html", found)


@get_or_post
@operator_page
def programme_add(request: PersonRequest) -> HttpResponse:
    """Make a programme."""
    form = ProgrammeForm(request.POST or None)
    if carries_out(form, partial(actions.create_programme, actor=request.user)):
        messages.success(request, _("The programme is made. Now make its first group."))
        return redirect("groups:group-add")
    return render(request, "groups/programme_add.html", {"form": form}, status=422 if form.errors else 200)


@get_or_post
@operator_page
def group_add(request: PersonRequest) -> HttpResponse:
    """Make a group in a programme."""
    if not programmes().exists():
        messages.info(request, _("A group belongs to a programme: make that first."))
        return redirect("groups:programme-add")
    form = GroupForm(request.POST or None)
    if carries_out(form, partial(actions.create_group, actor=request.user)):
        messages.success(request, _("The group is made, and you are its secretariat. Add delegations, invite people."))
        return redirect("groups:people", form.cleaned_data["slug"])
    return render(request, "groups/group_add.html", {"form": form}, status=422 if form.errors else 200)


@get_or_post
@operator_page
def programme_desk(request: PersonRequest, slug: str) -> HttpResponse:
    """Say which group answers what members write to the secretariat."""
    programme = programme_edited_by(request.user, slug)
    form = DeskForm(request.POST if request.method == "POST" else None, programme=programme)
    if carries_out(form, partial(actions.choose_desk, actor=request.user, programme=programme)):
        messages.success(request, _("From now on, letters to the secretariat go there."))
        return redirect("groups:site")
    context = {"form": form, "programme": programme}
    return render(request, "groups/programme_desk.html", context, status=422 if form.errors else 200)
