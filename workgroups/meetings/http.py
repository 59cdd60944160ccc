"""How a calendar file leaves: byte-stable, so that 304 is the usual answer."""

from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control


def calendar_response(request: HttpRequest, content: bytes) -> HttpResponse:
    """Answer with a calendar, or 304 when the reader has these very bytes."""
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8; method=PUBLISH")
    response["ETag"] = f'"{sha256(content).hexdigest()}"'
    response["Content-Disposition"] = 'inline; filename="calendar.ics"'
    response["Vary"] = "Cookie"
    patch_cache_control(response, private=True, max_age=300)
    found = get_conditional_response(request, etag=response["ETag"], response=response)
    return found if isinstance(found, HttpResponse) else response
