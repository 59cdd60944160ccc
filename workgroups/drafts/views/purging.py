"""A chair's order that deleted text leaves a draft's history for good, in two steps."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from workgroups.core.errors import Refused
from workgroups.drafts import actions, queries
from workgroups.drafts.forms import PurgeForm
from workgroups.drafts.permissions import draft_for, purge_for
from workgroups.drafts.views.page import draft_context, post_or_get
from workgroups.groups.http import MemberRequest, group_page


@post_or_get
@group_page
def purge_add(request: MemberRequest, number: int) -> HttpResponse:
    """Order it: why, and which versions leave too. Nothing leaves yet."""
    draft = draft_for(request.member, number, may="purge")
    form = PurgeForm(request.POST or None, versions=queries.versions_of(draft))
    if request.method == "POST" and form.is_valid():
        try:
            order = actions.order_purge(actor=request.member, draft=draft, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            return redirect("drafts:purge-page", request.member.group.slug, number, order.pk)
    status = 422 if form.errors else 200
    return render(request, "drafts/purge_add.html", draft_context(draft) | {"form": form}, status=status)


@post_or_get
@group_page
def purge_page(request: MemberRequest, number: int, purge: int) -> HttpResponse:
    """What would leave; carried out with one more press."""
    order = purge_for(request.member, number, purge)
    if request.method == "POST":
        try:
            actions.carry_out_purge(actor=request.member, order=order)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("drafts:purge-page", request.member.group.slug, number, purge)
        messages.success(request, _("What had been deleted has left for good. Open pages load the draft anew."))
        return redirect(order.draft)
    versions = [one for one in queries.versions_of(order.draft) if one.number in order.versions]
    context = {"order": order, "versions": versions, "states": order.draft.moments.count()}
    return render(request, "drafts/purge_page.html", draft_context(order.draft) | context)
