"""The front of the whole place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from workgroups.public.http import public_page
from workgroups.public.queries import newest, public_groups

LATEST = 5


@public_page
def front(request: HttpRequest) -> HttpResponse:
    """Say what this place is, show the newest reports and the groups."""
    context = {"reports": newest(LATEST), "groups": list(public_groups()[:LATEST])}
    return render(request, "public/front.html", context)
