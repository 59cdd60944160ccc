"""Terms of reference: what is in force, every version under its own address, the difference between two."""

from functools import partial
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from workgroups.accounts.http import PersonRequest, is_visitor, signed_in
from workgroups.core import slots
from workgroups.core.errors import Missing
from workgroups.core.http import carries_out
from workgroups.core.languages import direction
from workgroups.groups import actions
from workgroups.groups.forms import CharterAgreeForm, CharterEditForm, CharterForm
from workgroups.groups.http import MemberRequest, group_page, officer_page
from workgroups.groups.logic import diff
from workgroups.groups.models import Charter, Group
from workgroups.groups.permissions import (
    Member,
    can_manage,
    charter_for,
    charters_read,
    member_for,
    public_charter_for,
)
from workgroups.groups.queries import ManageEntry, ManageSection
from workgroups.groups.registry import ties_read
from workgroups.groups.views.manage import get_or_post


@slots.fill("groups.manage", order=30)
def charter_entry(request: HttpRequest, member: Member) -> ManageEntry:
    """Lead to the terms of reference."""
    about = _("What the group is asked to do: draft it, set down that it was agreed, compare versions.")
    waiting = Charter.objects.filter(group=member.group, state=Charter.State.DRAFT).count()
    url = reverse("groups:charter-list", args=[member.group.slug])
    return ManageEntry(_("Terms of reference"), about, url, ManageSection.GROUP, waiting)


@require_GET
@group_page
def charter_list(request: MemberRequest) -> HttpResponse:
    """Show what is in force in each language, and every version."""
    rows = list(charters_read(request.member))
    in_force: dict[str, Charter] = {}
    for row in rows:
        if row.state == Charter.State.AGREED:
            in_force.setdefault(row.language, row)
    context = {"charters": rows, "in_force": list(in_force.values()), "may_manage": can_manage(request.member)}
    return render(request, "groups/charter_list.html", context)


@require_safe
def charter(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show a version under its permanent address: to members, and to everybody what is public."""
    if not is_visitor(request) and request.user.is_authenticated:
        try:
            member = member_for(request.user, slug)
        except Missing:
            pass
        else:
            cast("MemberRequest", request).member = member
            page = _charter_of_member(cast("MemberRequest", request), charter_for(member, number))
            add_never_cache_headers(page)
            return page
    try:
        found = public_charter_for(slug, number)
    except Missing:
        return signed_in(_missing)(request)
    public: HttpResponse = slots.one("groups.public_charter")(request, found)
    return public


def _missing(request: PersonRequest) -> HttpResponse:
    raise Missing


def _charter_of_member(request: MemberRequest, found: Charter) -> HttpResponse:
    others = list(charters_read(request.member).filter(language=found.language))
    before = next((one for one in others if one.number < found.number), None)
    decision = ties_read(request.member, [("decision", found.decision_number)] if found.decision_number else [])
    context = {
        "charter": found,
        "before": before,
        "newer": next((one for one in reversed(others) if one.number > found.number), None),
        "decision": next(iter(decision.values()), None),
        "may_manage": can_manage(request.member),
        "text_direction": direction(found.language),
    }
    return render(request, "groups/charter.html", context)


@require_GET
@group_page
def charter_compare(request: MemberRequest) -> HttpResponse:
    """Show in words what changed from one version to another; by default the last two."""
    rows = list(charters_read(request.member))
    by_number = {str(row.number): row for row in rows}
    new = by_number.get(request.GET.get("to", "")) or (rows[0] if rows else None)
    if new is None:
        raise Missing
    older = [row for row in rows if row.number < new.number and row.language == new.language]
    old = by_number.get(request.GET.get("from", "")) or (older[0] if older else rows[-1])
    changes = diff.compare(old.body, new.body)
    context = {
        "old": old,
        "new": new,
        "charters": rows,
        "changes": changes,
        "counts": diff.counts(changes),
        "text_direction": direction(new.language),
    }
    return render(request, "groups/charter_compare.html", context)


@get_or_post
@officer_page
def charter_add(request: MemberRequest) -> HttpResponse:
    """Draft the next version; it begins with the words of the one in force."""
    group = request.member.group
    last = charters_read(request.member).filter(state=Charter.State.AGREED).first()
    known = {"body": last.body, "language": last.language} if last else {}
    form = CharterForm(request.POST or None, initial=known)
    if carries_out(form, partial(actions.draft_charter, actor=request.user, group=group)):
        messages.success(request, _("The draft is kept. Officers see it; the others when it is agreed."))
        return redirect("groups:charter-list", group.slug)
    return _form(request, form, _("New version of the terms of reference"), _("Keep the draft"))


@get_or_post
@officer_page
def charter_edit(request: MemberRequest, number: int) -> HttpResponse:
    """Change the words of a draft."""
    found = charter_for(request.member, number, may="change")
    form = CharterEditForm(request.POST or None, initial={"body": found.body, "note": found.note})
    if carries_out(form, partial(actions.edit_charter, actor=request.user, charter=found)):
        messages.success(request, _("Saved."))
        return redirect(found)
    return _form(request, form, _("Change the draft"), _("Save"))


@get_or_post
@officer_page
def charter_agree(request: MemberRequest, number: int) -> HttpResponse:
    """Set down that a draft was agreed."""
    found = charter_for(request.member, number, may="change")

    def act(*, decision: int | None, **values: object) -> None:
        actions.agree_charter(actor=request.user, charter=found, decision_number=decision, **values)  # type: ignore[arg-type]

    form = CharterAgreeForm(request.POST or None, member=request.member)
    if carries_out(form, act):
        messages.success(request, _("It is set down. From now on these words stay as they are."))
        return redirect(found)
    return _form(request, form, _("Agreed: version %(number)s") % {"number": number}, _("Set it down"))


@require_POST
@officer_page
def charter_show(request: MemberRequest, number: int) -> HttpResponse:
    """Let the public read a version, or no longer."""
    found = charter_for(request.member, number, may="change")
    is_public = request.POST.get("is_public") == "on"
    actions.show_charter(actor=request.user, charter=found, is_public=is_public)
    messages.success(request, _("The public reads this version.") if is_public else _("Only the group reads it now."))
    return redirect(found)


def _form(request: MemberRequest, form: object, heading: str, submit: str) -> HttpResponse:
    group: Group = request.member.group
    back = reverse("groups:charter-list", args=[group.slug])
    context = {"form": form, "heading": heading, "submit": submit, "back": back, "keep": f"charter-{group.pk}"}
    return render(request, "groups/charter_form.html", context, status=422 if getattr(form, "errors", None) else 200)
