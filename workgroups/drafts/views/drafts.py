"""The list, a new draft, the text with its editor."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from workgroups.accounts.registry import Kept
from workgroups.core import slots
from workgroups.core.errors import Refused
from workgroups.drafts import actions, queries
from workgroups.drafts.forms import CommentForm, DraftForm
from workgroups.drafts.logic.faults import faults
from workgroups.drafts.models import Draft
from workgroups.drafts.permissions import (
    can_create_draft,
    draft_for,
)
from workgroups.drafts.views.commented import comments_context
from workgroups.drafts.views.page import page_context, post_or_get
from workgroups.groups.http import MemberRequest, group_page, marking_page, nav_entry
from workgroups.groups.permissions import Member, require
from workgroups.groups.queries import NavEntry, guests_of


@require_GET
@group_page
def draft_list(request: MemberRequest) -> HttpResponse:
    """What the group writes, last changed first."""
    drafts = list(queries.drafts_in(request.member))
    context = {"drafts": drafts, "may_create": can_create_draft(request.member)}
    return render(request, "drafts/draft_list.html", context)


@post_or_get
@group_page
def draft_add(request: MemberRequest) -> HttpResponse:
    """Begin a draft."""
    require(can_create_draft(request.member))
    form = DraftForm(request.member, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            draft = actions.create_draft(actor=request.member, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            return redirect(draft)
    return render(request, "drafts/draft_add.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@group_page
def draft_page(request: MemberRequest, number: int) -> HttpResponse:
    """The text, readable as it is; with script the editor takes its place."""
    draft = draft_for(request.member, number)
    context = page_context(request.member, draft)
    context |= comments_context(request.member, draft, context["document"])
    context |= {"beside": True, "form": CommentForm(auto_id="comment-new-%s")}
    return render(request, "drafts/draft_page.html", context)


@require_GET
@group_page
def draft_text(request: MemberRequest, number: int) -> HttpResponse:
    """The text alone, with a way to edit each block: for pages that have no editor."""
    draft = draft_for(request.member, number)
    return render(request, "drafts/_text.html", page_context(request.member, draft))


@require_GET
@group_page
def fault_list(request: MemberRequest, number: int) -> HttpResponse:
    """What is to mend in the text, as the rail of its page shows it to who writes."""
    draft = draft_for(request.member, number, may="edit")
    shown = queries.shown_of(draft, queries.document_of(draft))
    return render(request, "drafts/_rail_faults.html", {"draft": draft, "faults": faults(shown)})


@post_or_get
@group_page
def draft_marking(request: MemberRequest, number: int) -> HttpResponse:
    """Give a draft another marking."""
    draft = draft_for(request.member, number)
    act = partial(_mark, request.member, draft)
    return marking_page(request, draft, act, guests_of(request.member.group, "draft", number))


def _mark(member: Member, draft: Draft, marking: str) -> None:
    actions.mark_draft(actor=member, draft=draft, marking=marking)


@slots.fill("groups.nav", order=40)
def nav(request: HttpRequest, member: Member) -> NavEntry:
    """Drafts in the group's navigation."""
    return nav_entry(request, _("Drafts"), reverse("drafts:draft-list", args=[member.group.slug]), shortcut="g w")


@slots.fill("groups.overview", order=60)
def overview(request: HttpRequest, member: Member) -> SafeString | None:
    """The drafts last worked on."""
    drafts = list(queries.drafts_in(member)[:3])
    if not drafts:
        return None
    return render_to_string("drafts/_latest.html", {"drafts": drafts, "group": member.group}, request)


def _called() -> dict[str, str]:
    return {
        "drafts.Draft": _("Drafts begun"),
        "drafts.DraftUpdate": _("When you wrote in which draft"),
        "drafts.DraftVersion": _("Versions named"),
        "drafts.DraftClient": _("Pages of drafts that you opened"),
        "drafts.Reference": _("Sources added"),
    }


@slots.fill("accounts.kept", order=40)
def kept_of_a_person() -> list[Kept]:
    """What is kept here about a person."""
    return [
        Kept(
            _("Drafts, versions and changes to them, works they cite"),
            (
                "drafts.Draft.created_by",
                "drafts.DraftUpdate.person",
                "drafts.DraftVersion.by",
                "drafts.DraftClient.person",
                "drafts.Reference.added_by",
            ),
            _("So that a text shows who wrote what."),
            _("Part of the record of the group; stays with it."),
            omits=("drafts.DraftVersion.pm_json", "drafts.DraftVersion.text_sha256"),
            called=_called(),
        ),
        Kept(
            _("Copies of drafts and files that you brought to begin one"),
            ("drafts.Copy.person", "drafts.Arrival.person"),
            _("So that you find them again."),
            _("A file that was read goes after a week; a copy goes with its draft."),
            goes=("drafts.Copy.person", "drafts.Arrival.person"),
            called={"drafts.Copy": _("Copies"), "drafts.Arrival": _("Files brought")},
        ),
    ]
