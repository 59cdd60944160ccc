"""Posting, editing, removing, reading posts."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from workgroups.core.errors import Refused
from workgroups.groups.http import MemberRequest, group_page
from workgroups.threads import actions
from workgroups.threads.forms import CloseForm, EditForm, PostForm, SpanForm
from workgroups.threads.http import edited_versions, frame_context, page_context, post_address, preview
from workgroups.threads.models import Thread
from workgroups.threads.permissions import post_for, thread_for
from workgroups.threads.queries import page_of
from workgroups.threads.views.brought import bring


@require_GET
@group_page
def post_list(request: MemberRequest, number: int) -> HttpResponse:
    """The live part of a thread's page: the posts from one number on."""
    thread = thread_for(request.member, number)
    seq = request.GET.get("post", "")
    first = int(seq) if seq.isascii() and seq.isdigit() and len(seq) < 10 else 1
    return render(request, "threads/_posts.html", page_context(request.member, thread, first))


@require_POST
@group_page
def post_add(request: MemberRequest, number: int) -> HttpResponse:
    """Take an answer; what was typed and brought comes back with a refusal or a preview."""
    thread = thread_for(request.member, number, may="post")
    form = PostForm(request.POST)
    files = bring(request, form)
    extra: dict[str, Any] = {"form": form, "files": files}
    if not form.is_valid():
        return _answer(request, thread, extra, status=422)
    if "preview" in request.POST:
        return _answer(request, thread, extra | {"preview": preview(form.typed)}, status=200)
    try:
        post = actions.add_post(
            actor=request.member,
            thread=thread,
            body=form.cleaned_data["body"],
            file_ids=[file.pk for file in files],
            uid=form.key(),
        )
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return _answer(request, thread, extra, status=refusal.status)
    return _posted(request, number, post.seq)


def _answer(request: MemberRequest, thread: Thread, extra: dict[str, Any], *, status: int) -> HttpResponse:
    """Show the form again: alone to a script, else on its page."""
    context = page_context(request.member, thread, thread.last_seq) | extra
    if _is_script(request):
        return render(request, "threads/_composer.html", context, status=status)
    context |= frame_context(request.member, thread) | {"close_form": CloseForm()}
    return render(request, "threads/thread_page.html", context, status=status)


def _posted(request: MemberRequest, number: int, seq: int) -> HttpResponse:
    """Go to the new post; a script that shows its page gets the post and an empty form instead."""
    thread = thread_for(request.member, number)
    address = post_address(thread, seq)
    shown = request.POST.get("shown", "")
    if not _is_script(request):
        return redirect(address.replace("?", "?posted&"))
    if shown != str(page_of(seq, thread.last_seq)):
        return HttpResponseClientRedirect(address.replace("?", "?posted&"))
    context = page_context(request.member, thread, seq)
    return render(request, "threads/_posted.html", context | {"form": PostForm(), "new_seq": seq})


@require_http_methods(["GET", "POST"])
@group_page
def post_edit(request: MemberRequest, number: int, seq: int) -> HttpResponse:
    """Write one's own post anew."""
    post = post_for(request.member, number, seq, may="edit")
    if request.method != "POST":
        form = EditForm(initial={"body": post.body, "edits": post.edits})
        return render(request, "threads/post_edit.html", {"post": post, "form": form})
    form = EditForm(request.POST)
    context: dict[str, Any] = {"post": post, "form": form}
    if form.is_valid() and "preview" in request.POST:
        return render(request, "threads/post_edit.html", context | {"preview": preview(form.typed)})
    status = 422
    if form.is_valid():
        try:
            actions.edit_post(actor=request.member, post=post, **form.change())
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
            context |= {"conflict": post if refusal.status == 409 else None}
            status = refusal.status
        else:
            return redirect(post_address(post.thread, seq).replace("?", "?edited&"))
    return render(request, "threads/post_edit.html", context, status=status)


@require_GET
@group_page
def post_history(request: MemberRequest, number: int, seq: int) -> HttpResponse:
    """Show how a post read before each edit, with what was changed."""
    post = post_for(request.member, number, seq)
    return render(request, "threads/post_history.html", {"post": post, "versions": edited_versions(post)})


@require_POST
@group_page
def post_remove(request: MemberRequest, number: int, seq: int) -> HttpResponse:
    """Take a post away; whoever did it can undo it for ten minutes, at its place."""
    post = post_for(request.member, number, seq, may="remove")
    actions.remove_post(actor=request.member, post=post)
    return redirect(post_address(post.thread, seq))


@require_POST
@group_page
def post_restore(request: MemberRequest, number: int, seq: int) -> HttpResponse:
    """Undo a removal in time."""
    post = post_for(request.member, number, seq, may="restore")
    actions.restore_post(actor=request.member, post=post)
    return redirect(post_address(post.thread, seq))


@require_POST
@group_page
def posts_read(request: MemberRequest, number: int) -> HttpResponse:
    """Note which posts were seen on the screen."""
    thread = thread_for(request.member, number)
    form = SpanForm(request.POST)
    if form.is_valid():
        actions.mark_read(actor=request.member, thread=thread, **form.cleaned_data)
    return HttpResponse(status=204 if form.is_valid() else 422)


def _is_script(request: MemberRequest) -> bool:
    return request.headers.get("HX-Request") == "true"
