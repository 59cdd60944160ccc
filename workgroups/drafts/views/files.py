"""Files that come in: of which a draft is begun, and marked-up copies that come back."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workgroups.core.errors import Refused
from workgroups.drafts import actions, queries
from workgroups.drafts.forms import BeginForm, FileForm, MatrixForm
from workgroups.drafts.logic import html, incoming, proposals
from workgroups.drafts.logic.shown import Sources, pictured, shown
from workgroups.drafts.models import Arrival, Draft, FileState
from workgroups.drafts.permissions import (
    ARRIVALS,
    arrival_for,
    can_bring,
    can_comment,
    can_create_draft,
    can_propose,
    draft_for,
)
from workgroups.drafts.views.filled import filled_page
from workgroups.drafts.views.page import draft_context, post_or_get
from workgroups.files.actions import store
from workgroups.files.http import refused_uploads
from workgroups.groups.http import MemberRequest, group_page
from workgroups.groups.permissions import Member, require

SHOWN = 40
"""Blocks of a file that its page shows."""


@post_or_get
@group_page
def arrival_add(request: MemberRequest) -> HttpResponse:
    """Bring a file of which a draft is to be begun."""
    require(can_create_draft(request.member))
    return _bring(request, None)


@post_or_get
@group_page
def draft_return(request: MemberRequest, number: int) -> HttpResponse:
    """Bring a copy of a draft back in which somebody wrote."""
    draft = draft_for(request.member, number)
    require(can_propose(request.member, draft))
    return _bring(request, draft)


@post_or_get
@group_page
def matrix_return(request: MemberRequest, number: int) -> HttpResponse:
    """Bring the matrix of a draft back after somebody filled it in."""
    draft = draft_for(request.member, number)
    require(can_bring(request.member, draft))
    return _bring(request, draft, MatrixForm)


def _bring(
    request: MemberRequest, draft: Draft | None, made: type[FileForm] | type[MatrixForm] = FileForm
) -> HttpResponse:
    form = made(request.POST or None, request.FILES or None)
    if request.method == "POST":
        for refusal in refused_uploads(request):
            form.add_error("file", str(refusal))
        if form.is_valid() and (brought := _brought(request.member, form, draft)):
            return redirect(brought)
    context = {"form": form, "is_matrix": made is MatrixForm} | (draft_context(draft) if draft else {})
    return render(request, "drafts/arrival_add.html", context, status=422 if form.errors else 200)


def _brought(member: Member, form: FileForm | MatrixForm, draft: Draft | None) -> Arrival | None:
    content = form.cleaned_data["file"]
    try:
        file = store(owner=member.person, group_id=member.group.pk, name=content.name, content=content, kind=ARRIVALS)
        return actions.bring_file(actor=member, file_id=file.pk, name=file.name, draft=draft)
    except Refused as refusal:
        form.add_error("file", str(refusal))
        return None


@post_or_get
@group_page
def arrival_page(request: MemberRequest, arrival: int) -> HttpResponse:
    """What was read of a file, and the press that makes a draft, or proposals to one, of it."""
    found = arrival_for(request.member, arrival)
    if found.is_matrix:
        return filled_page(request, found)
    require(can_propose(request.member, found.draft) if found.draft else can_create_draft(request.member))
    if found.state != FileState.READY or found.used_at:
        return render(request, "drafts/arrival_page.html", {"arrival": found})
    return _return_page(request, found, found.draft) if found.draft else _begin_page(request, found)


def _begin_page(request: MemberRequest, found: Arrival) -> HttpResponse:
    told = _told(found)
    form = _begin_form(request, found, tracked=told["came"] + told["went"] > 0)
    if request.method == "POST" and form.is_valid():
        try:
            draft = actions.begin_from_file(actor=request.member, arrival=found, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("The draft is begun with the text of the file."))
            return redirect(draft)
    context = {"arrival": found, "form": form, **told}
    return render(request, "drafts/arrival_page.html", context, status=422 if form.errors else 200)


def _return_page(request: MemberRequest, found: Arrival, draft: Draft) -> HttpResponse:
    if request.method == "POST":
        count, left = actions.put_back(actor=request.member, arrival=found)
        words = ngettext("%(count)s thing is put forward.", "%(count)s things are put forward.", count)
        messages.success(request, words % {"count": count})
        for why, many in Counter(left).items():
            words = ngettext("%(count)s change is left out. %(why)s", "%(count)s changes are left out. %(why)s", many)
            messages.warning(request, words % {"count": many, "why": why})
        return redirect("drafts:proposal-list", draft.group.slug, draft.number)
    content = queries.document_of(draft)["content"]
    now = {block["attrs"]["id"]: block for block in content}
    own = queries.sources_of(draft, [{"type": "doc", "content": content}])
    sources = Sources({}, {**own.pictures, **queries.arrived_pictures(found)})
    changes = [
        (one, proposals.marked([] if one.kind == "insert" else [now[one.block]], pictured(one.content, sources)))
        for one in incoming.changes(found.found, content)
    ]
    foreign = not found.found["origin"].startswith(f"{draft.uid}:")
    context = {"arrival": found, "changes": changes, "foreign": foreign, **_told(found), **draft_context(draft)}
    context["edited"] = queries.edited_alternatives(found, draft, content)
    context["may_comment"] = can_comment(request.member, draft)
    return render(request, "drafts/arrival_return.html", context)


def _begin_form(request: MemberRequest, found: Arrival, *, tracked: bool) -> BeginForm:
    stem = found.name.rpartition(".")[0] or found.name
    initial = {"title": found.found.get("title") or stem}
    return BeginForm(request.member, request.POST or None, tracked=tracked, initial=initial)


def _told(found: Arrival) -> dict[str, Any]:
    """What the page says of a file: its text, how much is marked in it and by whom, what stays behind."""
    blocks = incoming.text_of(found.found, made=False) or incoming.text_of(found.found, made=True)
    came, went = incoming.words_changed(found.found)
    addresses = queries.arrived_pictures(found)
    figures = incoming.figures(found.found, addresses)
    names = {
        "picture": _("pictures of a kind that a draft cannot show, or damaged: save them as PNG or JPEG"),
        "picture_large": _("pictures of more than 10 MB, or beyond 60 MB in all: make them smaller"),
        "picture_many": _("pictures beyond the first hundred"),
        "picture_linked": _("pictures that the file only points to"),
        "formats": _("tracked changes of form, such as bold or alignment: they are taken as made"),
        "made": _("changes tracked in OpenDocument: they are taken as made; as .docx they can be put forward"),
        "letters": _("underlined, struck out, small or raised letters: the letters stay"),
        "line": _("lines across the page"),
        "raw": _("pieces of code of another program"),
    }
    return {
        "text": html.document(shown({"type": "doc", "content": blocks[:SHOWN]}, Sources({}, addresses))),
        "pictures": len(figures),
        "wordless": sum(not one.get("alt") for one in figures),
        "more": max(len(blocks) - SHOWN, 0),
        "came": came,
        "went": went,
        "authors": incoming.authors(found.found),
        "comments": len(found.found["comments"]),
        "alternatives": sum(bool(one["words"]) for one in found.found.get("asides", [])),
        "left_out": [(names[key], count) for key, count in found.found["left_out"].items() if key in names],
    }
