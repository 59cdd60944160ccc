"""How a group works and who may know of it; what a change brings is said before it is made."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from workgroups.core import slots
from workgroups.core.http import carries_out
from workgroups.groups import actions
from workgroups.groups.forms import MarkingsForm, SettingsForm
from workgroups.groups.http import MemberRequest, officer_page
from workgroups.groups.models import Group, Marking
from workgroups.groups.permissions import Member
from workgroups.groups.queries import ManageEntry, ManageSection
from workgroups.groups.views.manage import get_or_post

CHOICES = ("profile", "kind", "is_public", "is_listed")


@slots.fill("groups.manage", order=50)
def settings_entry(request: HttpRequest, member: Member) -> ManageEntry:
    """Lead to how the group works."""
    about = _("What it does and for how long, and whether the public and the programme show it.")
    url = reverse("groups:settings", args=[member.group.slug])
    return ManageEntry(_("Profile and visibility"), about, url, ManageSection.GROUP)


@slots.fill("groups.manage", order=10)
def markings_entry(request: HttpRequest, member: Member) -> ManageEntry:
    """Lead to the markings in use."""
    about = _("How far what is written here may go, and how something new begins.")
    url = reverse("groups:markings", args=[member.group.slug])
    return ManageEntry(_("Markings"), about, url, ManageSection.DOCUMENTS)


@get_or_post
@officer_page
def settings(request: MemberRequest) -> HttpResponse:
    """Choose how the group works: first shown with what follows, then done."""
    group = request.member.group
    form = SettingsForm(request.POST or None, initial={name: getattr(group, name) for name in CHOICES})
    if form.is_valid() and "confirmed" not in request.POST:
        if follows := what_follows(group, form.cleaned_data):
            return render(request, "groups/settings_confirm.html", {"form": form, "follows": follows})
        form.add_error(None, _("Nothing is different from how it stands."))
    elif carries_out(form, partial(actions.settle_group, actor=request.user, group=group)):
        messages.success(request, _("Saved. The record keeps who changed it."))
        return redirect("groups:manage", group.slug)
    return render(request, "groups/settings.html", {"form": form}, status=422 if form.errors else 200)


@get_or_post
@officer_page
def markings(request: MemberRequest) -> HttpResponse:
    """Choose the markings in use and the one with which something new begins."""
    group = request.member.group
    known = {"markings": group.markings, "default": group.default_marking}
    form = MarkingsForm(request.POST or None, initial=known)
    if carries_out(form, partial(actions.choose_markings, actor=request.user, group=group)):
        messages.success(request, _("Saved. What is marked already keeps its marking."))
        return redirect("groups:manage", group.slug)
    context = {"form": form, "meanings": [(marking.label, marking.means) for marking in Marking]}
    return render(request, "groups/markings.html", context, status=422 if form.errors else 200)


def what_follows(group: Group, chosen: dict[str, Any]) -> list[str]:
    """Return, for each thing that would change, what it brings; nothing when all stays as it is."""
    sentences = {
        ("is_public", True): _("Everybody sees that the group exists, its purpose, its delegations and its reports."),
        ("is_public", False): _(
            "The public page of the group answers as if there were none, and so do links to it from elsewhere."
            " Reports that are published keep their addresses."
        ),
        ("is_listed", True): _("The public pages of the programme name the group."),
        ("is_listed", False): _("The public pages of the programme no longer name the group; its address still works."),
        ("profile", Group.Profile.NEGOTIATING): _("The group is shown as one that negotiates a text."),
        ("profile", Group.Profile.EXCHANGE): _("The group is shown as one that exchanges experience."),
        ("kind", Group.Kind.STANDING): _("The group is shown as standing: it goes on from term to term."),
        ("kind", Group.Kind.SPECIAL): _("The group is shown as special: it ends with its task."),
    }
    return [sentences[name, chosen[name]] for name in CHOICES if chosen[name] != getattr(group, name)]
