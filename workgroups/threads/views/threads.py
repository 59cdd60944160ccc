"""The list of threads, a thread's page, and starting one."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from workgroups.core.errors import Refused
from workgroups.groups.http import MemberRequest, group_page
from workgroups.groups.permissions import require
from workgroups.threads import actions
from workgroups.threads.forms import CloseForm, PostForm, ThreadForm
from workgroups.threads.http import frame_context, page_context, preview, quotation, why
from workgroups.threads.permissions import can_start, post_for, thread_for
from workgroups.threads.queries import PAGE, after, names_in
from workgroups.threads.queries import thread_list as threads_of
from workgroups.threads.views.brought import bring

FILTERS = ("all", "unread", "mine")


@require_GET
@group_page
def thread_list(request: MemberRequest) -> HttpResponse:
    """List the group's threads: all, those with something unread, or one's own."""
    return render(request, "threads/thread_list.html", _list_context(request))


@require_GET
@group_page
def thread_rows(request: MemberRequest) -> HttpResponse:
    """The live part of the list."""
    return render(request, "threads/_threads.html", _list_context(request))


def _list_context(request: MemberRequest) -> dict[str, Any]:
    which = request.GET.get("show", "all")
    which = which if which in FILTERS else "all"
    key = request.GET.get("after", "")
    found = list(after(threads_of(request.member, which), key)[: PAGE + 1])
    return {
        "threads": [(thread, why(thread)) for thread in found[:PAGE]],
        "later": found[PAGE - 1].number if len(found) > PAGE else None,
        "which": which,
        "after": key,
        "may_start": can_start(request.member),
    }


@require_GET
@group_page
def thread_page(request: MemberRequest, number: int) -> HttpResponse:
    """Show a page of a thread and note that it was read; `?quote=12` begins an answer to post 12."""
    thread = thread_for(request.member, number)
    context = page_context(request.member, thread, _number(request, "post"))
    context |= frame_context(request.member, thread)
    quoted = _number(request, "quote")
    initial = {"body": quotation(post_for(request.member, number, quoted))} if quoted else None
    context |= {"form": PostForm(initial=initial), "close_form": CloseForm()}
    page = render(request, "threads/thread_page.html", context)
    if context["has_new"] and "prefetch" not in request.headers.get("Sec-Purpose", ""):
        actions.mark_read(actor=request.member, thread=thread, first=context["first"], last=context["last"])
    return page


@require_http_methods(["GET", "POST"])
@group_page
def thread_start(request: MemberRequest) -> HttpResponse:
    """Start a thread."""
    require(can_start(request.member))
    if request.method != "POST":
        return render(
            request, "threads/thread_start.html", {"form": ThreadForm(request.member, initial=_own_language())}
        )
    form = ThreadForm(request.member, request.POST)
    files = bring(request, form)
    context = {"form": form, "files": files}
    if form.is_valid() and "preview" in request.POST:
        return render(request, "threads/thread_start.html", context | {"preview": preview(form.typed)})
    status = 422
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("title", "body", "language", "marking")}
        try:
            thread = actions.start_thread(
                actor=request.member, uid=form.key(), file_ids=[file.pk for file in files], **given
            )
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
            status = refusal.status
        else:
            return redirect(f"{thread.get_absolute_url()}?started")
    return render(request, "threads/thread_start.html", context, status=status)


@require_GET
@group_page
def name_list(request: MemberRequest) -> JsonResponse:
    """Give the editor those who can be mentioned."""
    return JsonResponse({"names": [{"name": one.name} for one in names_in(request.member.group)]})


def _number(request: HttpRequest, name: str) -> int | None:
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None


def _own_language() -> dict[str, str | None]:
    return {"language": get_language()}
