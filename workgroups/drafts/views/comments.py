"""Comments on a draft: beside the text, on a page of their own, answered and resolved with and without script."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from workgroups.accounts.registry import Kept
from workgroups.core import slots
from workgroups.core.errors import Missing, Refused
from workgroups.drafts import actions, queries
from workgroups.drafts.forms import CommentEditForm, CommentForm, CommentingForm
from workgroups.drafts.logic import anchors, html
from workgroups.drafts.models import Comment, CommentPost, Draft
from workgroups.drafts.permissions import (
    can_choose_commenting,
    can_comment,
    comment_for,
    comment_post_for,
    draft_for,
)
from workgroups.drafts.views.commented import answer_form, comments_context, one_comment
from workgroups.drafts.views.page import draft_context, post_or_get
from workgroups.groups.http import MemberRequest, group_page
from workgroups.groups.permissions import require
from workgroups.threads.http import versions_of

NEW_IDS = "comment-new-%s"


@require_GET
@group_page
def comment_list(request: MemberRequest, number: int) -> HttpResponse:
    """All comments with the words they stand on, and the text with a way to comment on each block."""
    draft = draft_for(request.member, number)
    document = queries.document_of(draft)
    context = comments_context(request.member, draft, document, request.GET.get("show", ""), most=None)
    shown = queries.shown_of(draft, document)["content"]
    parts = [(node.get("attrs", {}).get("id", ""), html.block(node)) for node in shown]
    return render(request, "drafts/comment_list.html", draft_context(draft) | context | {"parts": parts})


@require_GET
@group_page
def comment_rail(request: MemberRequest, number: int) -> HttpResponse:
    """The comments beside the text."""
    draft = draft_for(request.member, number)
    shown = request.GET.get("show", "")
    context = comments_context(request.member, draft, queries.document_of(draft), shown)
    return render(request, "drafts/_comments.html", context | {"beside": True})


@post_or_get
@group_page
def comment_add(request: MemberRequest, number: int) -> HttpResponse:
    """Comment on words (beside the text) or on a block (a form of its own)."""
    draft = draft_for(request.member, number)
    require(can_comment(request.member, draft))
    if request.method != "POST":
        block = request.GET.get("block", "")
        form = CommentForm(initial={"anchor": json.dumps({"block": block})})
        return _comment_form(request, draft, form, status=200)
    form = CommentForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            post = actions.add_comment(
                actor=request.member, draft=draft, anchor=given["anchor"], body=given["body"], uid=form.key()
            )
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            return _added(request, draft, post)
    return _comment_form(request, draft, form, status=422)


@require_GET
@group_page
def comment_page(request: MemberRequest, number: int, comment: int) -> HttpResponse:
    """One comment, its answers, and the block on which it stands."""
    return _one(request, comment_for(request.member, number, comment))


@require_POST
@group_page
def comment_answer(request: MemberRequest, number: int, comment: int) -> HttpResponse:
    """Answer; what was typed comes back with a refusal."""
    found = comment_for(request.member, number, comment, may="answer")
    form = answer_form(found, request.POST)
    if form.is_valid():
        try:
            actions.answer_comment(actor=request.member, comment=found, body=form.cleaned_data["body"], uid=form.key())
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            return _changed(request, number, comment, answered=True)
    return _one(request, comment_for(request.member, number, comment), form)


@require_POST
@group_page
def comment_resolve(request: MemberRequest, number: int, comment: int) -> HttpResponse:
    """Say that it is dealt with."""
    found = comment_for(request.member, number, comment, may="resolve")
    actions.resolve_comment(actor=request.member, comment=found)
    return _changed(request, number, comment)


@require_POST
@group_page
def comment_reopen(request: MemberRequest, number: int, comment: int) -> HttpResponse:
    """Open it again."""
    found = comment_for(request.member, number, comment, may="resolve")
    actions.reopen_comment(actor=request.member, comment=found)
    return _changed(request, number, comment)


@post_or_get
@group_page
def comment_edit(request: MemberRequest, number: int, comment: int, seq: int) -> HttpResponse:
    """Write one's own words anew."""
    post = comment_post_for(request.member, number, comment, seq, may="edit")
    form = CommentEditForm(request.POST or None, initial={"body": post.body, "edits": post.edits})
    context: dict[str, Any] = draft_context(post.comment.draft) | {"post": post, "form": form}
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_comment(actor=request.member, post=post, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
            context["now"] = post if refusal.status == 409 else None
            status = refusal.status
        else:
            return redirect(post)
    return render(request, "drafts/comment_edit.html", context, status=422 if form.errors and status == 200 else status)


@require_GET
@group_page
def comment_history(request: MemberRequest, number: int, comment: int, seq: int) -> HttpResponse:
    """How it read before each edit, with what was changed."""
    post = comment_post_for(request.member, number, comment, seq)
    texts = [(old.written_at, old.body) for old in queries.posts_revised(post)]
    versions = versions_of([*texts, (post.edited_at or post.posted_at, post.body)])
    context = draft_context(post.comment.draft) | {"post": post, "versions": versions}
    return render(request, "drafts/comment_history.html", context)


@require_POST
@group_page
def comment_remove(request: MemberRequest, number: int, comment: int, seq: int) -> HttpResponse:
    """Take words away; whoever did it can undo it for ten minutes, at their place."""
    post = comment_post_for(request.member, number, comment, seq, may="remove")
    actions.remove_comment(actor=request.member, post=post)
    return _changed(request, number, comment)


@require_POST
@group_page
def comment_restore(request: MemberRequest, number: int, comment: int, seq: int) -> HttpResponse:
    """Undo a removal in time."""
    post = comment_post_for(request.member, number, comment, seq, may="restore")
    actions.restore_comment(actor=request.member, post=post)
    return _changed(request, number, comment)


@post_or_get
@group_page
def commenting_choose(request: MemberRequest, number: int) -> HttpResponse:
    """Officers say who may comment."""
    draft = draft_for(request.member, number)
    require(can_choose_commenting(request.member, draft))
    form = CommentingForm(request.POST or None, initial={"commenting": draft.commenting})
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose_commenting(actor=request.member, draft=draft, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("So it holds from now on."))
            return redirect("drafts:comment-list", request.member.group.slug, number)
    context = draft_context(draft) | {"form": form}
    return render(request, "drafts/commenting_choose.html", context, status=422 if form.errors else 200)


@slots.fill("accounts.kept", order=41)
def kept_of_comments() -> list[Kept]:
    """What comments and sections keep about a person."""
    return [
        Kept(
            _("Comments on drafts"),
            (
                "drafts.Comment.resolved_by",
                "drafts.CommentPost.author",
                "drafts.CommentPost.removed_by",
                "drafts.CommentCall.person",
            ),
            _("So that a disagreement about a text can be followed and answered."),
            _("Part of the record of the group; what is removed loses its words after ten minutes."),
        ),
    ]


def _comment_form(request: MemberRequest, draft: Draft, form: CommentForm, *, status: int) -> HttpResponse:
    """The form again: alone to a script beside the text, else on a page with the block that it is about."""
    context = draft_context(draft) | {"form": form, "may_comment": True}
    if _is_script(request):
        form.auto_id = NEW_IDS
        return render(request, "drafts/_comment_new.html", context, status=status)
    try:
        anchor = anchors.anchor_from(str(form["anchor"].value() or ""))
    except anchors.Unreadable:
        raise Missing from None
    known = anchors.places(queries.document_of(draft)).get(anchor.block)
    if known is None and status == 200:
        raise Missing
    block = html.block(queries.shown_block(draft, known[1])) if known else None
    return render(request, "drafts/comment_add.html", context | {"stands_on": block, "anchor": anchor}, status=status)


def _added(request: MemberRequest, draft: Draft, post: CommentPost) -> HttpResponse:
    if not _is_script(request):
        messages.success(request, _("Your comment stands beside the text."))
        return redirect(post)
    context = draft_context(draft) | {
        "form": CommentForm(auto_id=NEW_IDS),
        "may_comment": True,
        "added": post.comment.number,
    }
    return render(request, "drafts/_comment_new.html", context)


def _one(request: MemberRequest, comment: Comment, form: CommentForm | None = None) -> HttpResponse:
    """One comment: alone to a script, else on its page."""
    row = one_comment(request.member, comment, form)
    status = 422 if form is not None and form.errors else 200
    context = draft_context(comment.draft) | {"row": row, "beside": _is_script(request)}
    if _is_script(request):
        return render(request, "drafts/_comment.html", context, status=status)
    node = anchors.places(queries.document_of(comment.draft)).get(comment.block)
    block = html.block(queries.shown_block(comment.draft, node[1])) if node else None
    return render(request, "drafts/comment_page.html", context | {"stands_on": block}, status=status)


def _changed(request: MemberRequest, number: int, comment: int, *, answered: bool = False) -> HttpResponse:
    """The comment as it is now: alone to a script, else on its page."""
    found = comment_for(request.member, number, comment)
    if not _is_script(request):
        return redirect(found)
    context = draft_context(found.draft) | {"row": one_comment(request.member, found), "beside": True}
    return render(request, "drafts/_comment.html", context | {"answered": answered, "refreshed": True})


def _is_script(request: MemberRequest) -> bool:
    return request.headers.get("HX-Request") == "true" and "X-Live" not in request.headers
