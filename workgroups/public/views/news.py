"""News as visitors read them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from workgroups.news.models import LONGEST_COMMENT
from workgroups.news.permissions import article_for
from workgroups.news.queries import articles_published, comments_on, editions_of, parts_of
from workgroups.public.http import public_page
from workgroups.public.logic.articles import json_ld

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
    address = request.build_absolute_uri(found.get_absolute_url())
    context = {
        "article": found,
        "authors": authors,
        "parts": parts_of(found),
        "editions": editions_of(found),
        "corrections": list(found.corrections.all()),
        "comments": list(comments_on(found)),
        "most": LONGEST_COMMENT,
        "canonical": address,
        "linked": json_ld(found, authors, address),
    }
    return render(request, "public/article.html", context)
