"""Where a programme's editors decide on readers' comments. An address is shown to nobody, here neither."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from workgroups.core import slots
from workgroups.groups.http import EditorRequest, editor_page, offer_undo
from workgroups.groups.models import Programme
from workgroups.groups.queries import NavEntry
from workgroups.news import actions
from workgroups.news.permissions import comment_of
from workgroups.news.queries import comments_decided, comments_waiting, waiting_by_programme

PAGE = 30


@slots.fill("groups.programme_nav", order=60)
def comments_entry(request: HttpRequest, programme: Programme) -> NavEntry:
    """Lead to the comments, with how many wait."""
    url = reverse("news:comment-list", args=[programme.slug])
    waiting = waiting_by_programme([programme.pk]).get(programme.pk, 0)
    return NavEntry(_("Comments"), url, request.path.startswith(url), waiting)


@require_GET
@editor_page
def comment_list(request: EditorRequest) -> HttpResponse:
    """Show what waits, oldest first, and below it what was decided."""
    decided = list(comments_decided(request.programme, request.GET.get("before", ""))[: PAGE + 1])
    found = {
        "waiting": list(comments_waiting(request.programme)[:PAGE]),
        "decided": decided[:PAGE],
        "earlier_url": f"?before={decided[PAGE - 1].pk}" if len(decided) > PAGE else "",
    }
    return render(request, "news/comment_list.html", found)


@require_POST
@editor_page
def comment_publish(request: EditorRequest, number: int) -> HttpResponse:
    """Show a comment under its article; one press takes that back."""
    comment = comment_of(request.programme, number)
    actions.publish_comment(actor=request.user, comment=comment)
    return _decided(request, number, _("The comment of %(name)s is published.") % {"name": comment.name})


@require_POST
@editor_page
def comment_reject(request: EditorRequest, number: int) -> HttpResponse:
    """Do not show a comment, and say why; one press takes that back."""
    comment = comment_of(request.programme, number)
    actions.reject_comment(actor=request.user, comment=comment, reason=request.POST.get("reason", ""))
    return _decided(request, number, _("The comment of %(name)s is not published.") % {"name": comment.name})


@require_POST
@editor_page
def comment_reopen(request: EditorRequest, number: int) -> HttpResponse:
    """Let a comment wait again."""
    comment = comment_of(request.programme, number)
    actions.reopen_comment(actor=request.user, comment=comment)
    messages.success(request, _("The comment of %(name)s waits again.") % {"name": comment.name})
    return redirect("news:comment-list", request.programme.slug)


def _decided(request: EditorRequest, number: int, message: str) -> HttpResponse:
    slug = request.programme.slug
    offer_undo(request, message, reverse("news:comment-reopen", args=[slug, number]), {})
    return redirect("news:comment-list", slug)
