"""A reader's comment: written, then confirmed by the link in a mail. No account, no cookie, no script."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from workgroups.core.errors import Refused
from workgroups.core.http import carries_out
from workgroups.news import actions
from workgroups.news.forms import CommentForm
from workgroups.news.http import form_token, require_fresh_form, require_pace
from workgroups.news.models import LONGEST_COMMENT, Article, Comment
from workgroups.news.permissions import article_for, comment_by_token

get_or_post = require_http_methods(["GET", "POST"])


@csrf_exempt  # nobody is signed in by it and no cookie gives it any right: the form's own signed token stands in
@never_cache
@get_or_post
def comment_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a comment in from anybody; what is wrong is said above it, and every word is kept."""
    article = article_for(slug)
    form = CommentForm(request.POST if request.method == "POST" else None)

    def act(*, website: str, token: str, **said: Any) -> None:
        if website:
            return  # a machine filled in what people do not see: it is thanked like everybody
        require_fresh_form(article, token)
        require_pace(request)
        actions.add_comment(article=article, language=get_language() or "en", **said)

    if not article.takes_comments:
        return render(request, "news/comment_closed.html", {"article": article}, status=404)
    if carries_out(form, act):
        return render(request, "news/comment_sent.html", {"article": article})
    return _form(request, article, form)


def _form(request: HttpRequest, article: Article, form: CommentForm) -> HttpResponse:
    typed = request.POST.get("text", "").replace("\r\n", "\n").strip()
    found = {
        "article": article,
        "form": form,
        "token": form_token(article),
        "most": LONGEST_COMMENT,
        "left": LONGEST_COMMENT - len(typed),
    }
    return render(request, "news/comment_add.html", found, status=422 if form.errors else 200)


@csrf_exempt  # the signed link is the proof; a mail program's browser may keep no cookies
@never_cache
@get_or_post
def comment_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show a comment to whoever holds the link in the mail about it; one press confirms the address."""
    comment = comment_by_token(token)
    problem = ""
    if request.method == "POST":
        try:
            actions.verify_comment(comment=comment)
        except Refused as refusal:
            problem = str(refusal)
        comment.refresh_from_db()
    waits = comment.state == Comment.State.UNVERIFIED
    found = {"comment": comment, "article": comment.article, "waits": waits, "problem": problem}
    return render(request, "news/comment_confirm.html", found, status=422 if problem else 200)
