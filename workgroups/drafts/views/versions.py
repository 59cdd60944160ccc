"""Named versions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from workgroups.core.errors import Refused
from workgroups.drafts import actions, queries
from workgroups.drafts.forms import VersionForm
from workgroups.drafts.logic import html
from workgroups.drafts.permissions import (
    can_name_version,
    draft_for,
    version_for,
)
from workgroups.drafts.views.page import draft_context, post_or_get
from workgroups.groups.http import MemberRequest, group_page


@require_GET
@group_page
def version_list(request: MemberRequest, number: int) -> HttpResponse:
    """The draft's named versions."""
    draft = draft_for(request.member, number)
    versions = list(queries.versions_of(draft))
    may_name = can_name_version(request.member, draft)
    return render(
        request, "drafts/version_list.html", draft_context(draft) | {"versions": versions, "may_name": may_name}
    )


@post_or_get
@group_page
def version_add(request: MemberRequest, number: int) -> HttpResponse:
    """Name the draft as it stands."""
    draft = draft_for(request.member, number, may="edit")
    form = VersionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            version = actions.name_version(actor=request.member, draft=draft, label=form.cleaned_data["label"])
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("This version is kept under its name."))
            return redirect(version)
    return render(
        request, "drafts/version_add.html", draft_context(draft) | {"form": form}, status=422 if form.errors else 200
    )


@require_GET
@group_page
def version_page(request: MemberRequest, number: int, version: int) -> HttpResponse:
    """A named version, as it was."""
    found = version_for(request.member, number, version)
    shown = queries.shown_of(found.draft, found.pm_json)
    context = draft_context(found.draft) | {"version": found, "text": html.document(shown)}
    return render(request, "drafts/version_page.html", context)
