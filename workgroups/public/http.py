"""How public pages leave: without cookie, packed, with an ETag, so that a second look costs 304 and hardly a query."""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from workgroups.core import clock
from workgroups.core.addresses import as_addressed
from workgroups.public.adapters.edition import edition
from workgroups.public.adapters.packing import packed

P = ParamSpec("P")
FRESH = 60  # seconds for which a public page may be shown without asking
PACKED = ("text/", "application/atom+xml", "application/ld+json", "application/json", "application/xml")


def public_page(view: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer reading only, in the address's language, cacheable by everybody for a minute, then checked by ETag."""

    @require_safe
    @wraps(view)
    def door(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        with as_addressed(request) as tag:
            response = view(request, *args, **kwargs)
        response["Content-Language"] = tag
        return cacheable(request, response) if response.status_code in {200, 304} else response

    return door


def etag_of(*parts: object) -> str:
    """Return the ETag of a page that shows `parts` (ids, numbers, hashes, instants) and nothing else that changes.

    The year is among what changes: a day is written without its year only while that lasts.
    """
    around = (edition(), get_language(), settings.BASE_URL, settings.DEMO, clock.now().year)
    return f'W/"{sha256(repr((*parts, *around)).encode()).hexdigest()[:32]}"'


def unchanged(request: HttpRequest, etag: str) -> HttpResponse | None:
    """Return the answer 304 when the reader has this page already, before anything is made for it."""
    found = get_conditional_response(request, etag=etag)
    if not isinstance(found, HttpResponse):
        return None
    found["ETag"] = etag
    return found


def cacheable(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give a public answer its age and its ETag (from its words when it has none yet), pack it, or make it a 304."""
    if not response.has_header("ETag"):
        response["ETag"] = f'W/"{sha256(response.content).hexdigest()[:32]}"'
    if not response.has_header("Cache-Control"):
        patch_cache_control(response, public=True, max_age=FRESH)
    patch_vary_headers(response, ["Accept-Encoding"])
    found = get_conditional_response(request, etag=response["ETag"], response=response)
    if not isinstance(found, HttpResponse) or found.status_code != 200:
        return found if isinstance(found, HttpResponse) else response
    if found.get("Content-Type", "").startswith(PACKED):
        found.content, coding = packed(found.content, request.headers.get("Accept-Encoding", ""))
        if coding:
            found["Content-Encoding"] = coding
    return found


def absolute(path: str) -> str:
    """Return the address under which the world knows a page here, whatever name this request came by."""
    return f"{settings.BASE_URL}{path}"
