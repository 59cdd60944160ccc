"""How public pages leave: without cookie, with an ETag, so that a second look costs 304."""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from workgroups.core.addresses import as_addressed

P = ParamSpec("P")


def public_page(view: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer reading only, in the address's language, cacheable by everybody for a minute, then checked by ETag."""

    @require_safe
    @wraps(view)
    def door(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        with as_addressed(request) as tag:
            response = view(request, *args, **kwargs)
        response["Content-Language"] = tag
        return cacheable(request, response) if response.status_code == 200 else response

    return door


def cacheable(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give a public answer its ETag and its age, or turn it into a 304."""
    etag = f'"{sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=60)
    patch_vary_headers(response, ["Accept-Encoding"])
    found = get_conditional_response(request, etag=etag, response=response)
    return found if isinstance(found, HttpResponse) else response
