"""Where a programme's editors write articles and put pictures to them."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from workgroups.core import slots
from workgroups.core.errors import Refused
from workgroups.core.http import carries_out
from workgroups.files.actions import store_picture
from workgroups.groups.http import EditorRequest, editor_page, offer_undo
from workgroups.groups.models import Programme
from workgroups.groups.queries import NavEntry
from workgroups.news import actions
from workgroups.news.forms import ArticleChangeForm, ArticleForm, PictureForm, PictureWordsForm, known_of
from workgroups.news.permissions import PICTURES, article_of, picture_of
from workgroups.news.queries import articles_in

UNDO_SALT = "news.picture_undo"
get_or_post = require_http_methods(["GET", "POST"])


@slots.fill("groups.programme_nav", order=40)
def articles_entry(request: HttpRequest, programme: Programme) -> NavEntry:
    """Lead to the articles."""
    url = reverse("news:article-list", args=[programme.slug])
    return NavEntry(_("Articles"), url, request.path.startswith(url))


@require_GET
@editor_page
def article_list(request: EditorRequest) -> HttpResponse:
    """Show every article, drafts too."""
    return render(request, "news/article_list.html", {"articles": list(articles_in(request.programme))})


@get_or_post
@editor_page
def article_write(request: EditorRequest) -> HttpResponse:
    """Begin an article as a draft."""
    form = ArticleForm(posted(request), programme=request.programme)
    if carries_out(form, partial(actions.write_article, actor=request.user, programme=request.programme)):
        messages.success(request, _("The draft is saved. Publish it when it is ready."))
        return redirect("news:article-list", request.programme.slug)
    return _form(request, form, _("New article"))


@get_or_post
@editor_page
def article_edit(request: EditorRequest, article: str) -> HttpResponse:
    """Write an article anew; its pictures stand beside the form."""
    found = article_of(request.programme, article)
    form = ArticleChangeForm(posted(request), programme=request.programme, initial=known_of(found))
    if carries_out(form, partial(actions.edit_article, actor=request.user, article=found)):
        messages.success(request, _("Saved."))
        return redirect("news:article-edit", request.programme.slug, found.slug)
    pictures = list(found.pictures.select_related("file"))
    return _form(request, form, found.title, article=found, pictures=pictures)


@require_POST
@editor_page
def article_publish(request: EditorRequest, article: str) -> HttpResponse:
    """Show an article to everybody."""
    found = actions.publish_article(actor=request.user, article=article_of(request.programme, article))
    messages.success(request, _("Everybody can read “%(title)s” now.") % {"title": found.title})
    return redirect("news:article-edit", request.programme.slug, found.slug)


@require_POST
@editor_page
def article_withdraw(request: EditorRequest, article: str) -> HttpResponse:
    """Take an article back into a draft; one press publishes it again."""
    found = article_of(request.programme, article)
    actions.withdraw_article(actor=request.user, article=found)
    url = reverse("news:article-publish", args=[request.programme.slug, found.slug])
    offer_undo(request, _("“%(title)s” is a draft again.") % {"title": found.title}, url, {})
    return redirect("news:article-edit", request.programme.slug, found.slug)


@get_or_post
@editor_page
def picture_add(request: EditorRequest, article: str) -> HttpResponse:
    """Put a picture to an article."""
    found = article_of(request.programme, article)
    files = request.FILES if request.method == "POST" else None
    form = PictureForm(posted(request), files)

    def act(*, file: Any, **words: Any) -> None:
        stored, width, height = store_picture(owner=request.user, name=file.name, content=file, kind=PICTURES)
        actions.add_picture(actor=request.user, article=found, file_id=stored.pk, width=width, height=height, **words)

    if carries_out(form, act):
        messages.success(request, _("The picture stands with the article."))
        return redirect("news:article-edit", request.programme.slug, found.slug)
    return _form(request, form, _("New picture"), back=found.slug)


@get_or_post
@editor_page
def picture_edit(request: EditorRequest, article: str, position: int) -> HttpResponse:
    """Write a picture's words anew."""
    found = article_of(request.programme, article)
    picture = picture_of(found, position)
    known = {name: getattr(picture, name) for name in ("alternative", "caption", "credit")}
    form = PictureWordsForm(posted(request), initial=known)
    if carries_out(form, partial(actions.edit_picture, actor=request.user, picture=picture)):
        messages.success(request, _("Saved."))
        return redirect("news:article-edit", request.programme.slug, found.slug)
    return _form(request, form, _("Picture %(number)s") % {"number": position}, back=found.slug)


@require_POST
@editor_page
def picture_remove(request: EditorRequest, article: str, position: int) -> HttpResponse:
    """Take a picture away; one press puts it back, as the last."""
    found = article_of(request.programme, article)
    picture = picture_of(found, position)
    actions.remove_picture(actor=request.user, picture=picture)
    names = ("alternative", "caption", "credit", "file_id", "width", "height")
    known = {"article": found.pk, "picture": {name: getattr(picture, name) for name in names}}
    url = reverse("news:picture-restore", args=[request.programme.slug, found.slug])
    offer_undo(
        request,
        _("Picture %(number)s is removed.") % {"number": position},
        url,
        {"was": signing.dumps(known, salt=UNDO_SALT)},
    )
    return redirect("news:article-edit", request.programme.slug, found.slug)


@require_POST
@editor_page
def picture_restore(request: EditorRequest, article: str) -> HttpResponse:
    """Put a picture back that was taken away: its file is still there."""
    found = article_of(request.programme, article)
    try:
        was = signing.loads(request.POST.get("was", ""), salt=UNDO_SALT)
    except signing.BadSignature:
        was = {}
    if was.get("article") != found.pk:
        raise Refused(_("The picture cannot be put back: add it once more."))
    actions.add_picture(actor=request.user, article=found, **was["picture"])
    return redirect("news:article-edit", request.programme.slug, found.slug)


def posted(request: HttpRequest) -> Any:
    """Return what was posted, None when the form is only asked for."""
    return request.POST if request.method == "POST" else None


def _form(request: EditorRequest, form: Any, heading: str, *, back: str = "", **more: Any) -> HttpResponse:
    slug = request.programme.slug
    address = reverse("news:article-edit", args=[slug, back]) if back else reverse("news:article-list", args=[slug])
    found = {"form": form, "heading": heading, "back": address, **more}
    return render(request, "news/article_form.html", found, status=422 if form.errors else 200)
