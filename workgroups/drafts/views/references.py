"""The works that a group's drafts cite: the list, and a form for one."""

from functools import partial

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from workgroups.core.http import carries_out
from workgroups.drafts import actions, queries
from workgroups.drafts.forms import ReferenceForm
from workgroups.drafts.permissions import can_keep_references, reference_for
from workgroups.drafts.views.page import post_or_get
from workgroups.groups.http import MemberRequest, group_page
from workgroups.groups.permissions import require


@require_GET
@group_page
def reference_list(request: MemberRequest) -> HttpResponse:
    """Every work in order, as a draft would print it; removed ones folded away below."""
    listed = queries.works_listed(request.member.group.pk)
    context = {
        "works": [one for one in listed if not one.is_removed],
        "removed": [one for one in listed if one.is_removed],
        "may_keep": can_keep_references(request.member),
    }
    return render(request, "drafts/reference_list.html", context)


@post_or_get
@group_page
def reference_add(request: MemberRequest) -> HttpResponse:
    """Put a work into the list."""
    require(can_keep_references(request.member))
    form = ReferenceForm(request.POST or None)
    if request.method == "POST" and carries_out(form, partial(actions.add_reference, actor=request.member)):
        messages.success(request, _("The work is in the list: drafts can cite it."))
        return redirect("drafts:reference-list", request.member.group.slug)
    return _form(request, form, _("Add a work"))


@post_or_get
@group_page
def reference_edit(request: MemberRequest, key: str) -> HttpResponse:
    """Set a work's fields anew."""
    found = reference_for(request.member, key, may="keep")
    form = ReferenceForm(
        request.POST or None, initial={name: getattr(found, name) for name in ReferenceForm.base_fields}
    )
    act = partial(actions.edit_reference, actor=request.member, reference=found)
    if request.method == "POST" and carries_out(form, act):
        messages.success(request, _("Saved. Whatever cites it shows it so."))
        return redirect("drafts:reference-list", request.member.group.slug)
    return _form(request, form, _("Edit a work"))


@require_POST
@group_page
def reference_remove(request: MemberRequest, key: str) -> HttpResponse:
    """Offer a work no more; it can be put back from the foot of the list."""
    actions.remove_reference(actor=request.member, reference=reference_for(request.member, key, may="keep"))
    messages.success(request, _("Removed. Drafts that cite it still name it; put it back from the end of the list."))
    return redirect("drafts:reference-list", request.member.group.slug)


@require_POST
@group_page
def reference_restore(request: MemberRequest, key: str) -> HttpResponse:
    """Offer a removed work again."""
    actions.restore_reference(actor=request.member, reference=reference_for(request.member, key, may="keep"))
    messages.success(request, _("The work is offered again."))
    return redirect("drafts:reference-list", request.member.group.slug)


def _form(request: MemberRequest, form: Form, heading: str) -> HttpResponse:
    context = {"form": form, "heading": heading}
    return render(request, "drafts/reference_form.html", context, status=422 if form.errors else 200)
