"""News as visitors read them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from workgroups.news.permissions import article_for
from workgroups.public.http import public_page


@public_page
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """An article: its text, authors, pictures, other languages, and what readers say to it."""
    return render(request, "public/article.html", {"article": article_for(slug)})
