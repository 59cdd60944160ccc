"""News as visitors read them."""

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from workgroups.core import languages
from workgroups.core.addresses import permanent
from workgroups.core.text import single_line
from workgroups.groups.permissions import programme_for
from workgroups.news.models import LONGEST_COMMENT, Article
from workgroups.news.permissions import article_for
from workgroups.news.queries import articles_published, comments_on, editions_of, parts_of
from workgroups.public.http import absolute, public_page
from workgroups.public.logic.articles import json_ld
from workgroups.public.logic.xml import clean

MOST = 60


@public_page
def article_list(request: HttpRequest) -> HttpResponse:
    """The newest articles of all programmes."""
    return render(request, "public/article_list.html", {"articles": list(articles_published()[:MOST])})


@public_page
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """An article: its text, authors, pictures, other languages, and what readers say to it."""
    found = article_for(slug)
    authors = list(found.authors.all())
    address = absolute(permanent("public:article", found.slug))
    context = {
        "article": found,
        "authors": authors,
        "parts": parts_of(found),
        "editions": [(one, _address_of(one)) for one in editions_of(found)],
        "corrections": list(found.corrections.all()),
        "comments": list(comments_on(found)),
        "most": LONGEST_COMMENT,
        "canonical": address,
        "linked": json_ld(found, authors, address),
    }
    return render(request, "public/article.html", context)


@public_page
def news_feed(request: HttpRequest) -> HttpResponse:
    """The newest articles of all programmes, for programs that fetch them."""
    title = _("News of %(place)s") % {"place": settings.PRODUCT_NAME}
    return _atom(request, title, reverse("public:article-list"), articles_published()[:MOST])


@public_page
def programme_news_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest articles of a programme, for programs that fetch them."""
    found = programme_for(slug)
    page = reverse("public:programme-news", args=[slug])
    articles = articles_published().filter(programme=found)[:MOST]
    return _atom(request, _("News of %(place)s") % {"place": found.name}, page, articles)


def _atom(request: HttpRequest, title: str, page: str, articles: Iterable[Article]) -> HttpResponse:
    address = absolute(request.path)
    made = Atom1Feed(
        title=single_line(title),
        link=absolute(page),
        description="",
        language=get_language(),
        feed_url=address,
        feed_guid=address,
    )
    for one in articles:
        made.add_item(
            title=single_line(one.title),
            link=absolute(one.get_absolute_url()),
            unique_id=absolute(permanent("public:article", one.slug)),
            description=clean(one.standfirst),
            author_name=single_line(", ".join(who.name or who.organisation for who in one.authors.all())),
            pubdate=one.published_at,
            updateddate=one.changed_at,
        )
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _address_of(edition: Article) -> str:
    """Return an edition's address with the interface in its own language, where there is one."""
    tag = edition.language if edition.language in languages.OFFERED else get_language()
    with translation.override(tag):
        return edition.get_absolute_url()
