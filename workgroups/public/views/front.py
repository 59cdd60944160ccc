"""The front of the whole place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from workgroups.news.queries import articles_published
from workgroups.public.http import public_page
from workgroups.public.queries import newest, public_groups

LATEST, NEWS = 5, 3


@public_page
def front(request: HttpRequest) -> HttpResponse:
    """Say what this place is, show the newest reports, the groups and the news."""
    context = {
        "reports": newest(LATEST),
        "groups": list(public_groups()[:LATEST]),
        "articles": list(articles_published()[:NEWS]),
    }
    return render(request, "public/front.html", context)
