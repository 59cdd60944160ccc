"""The typed request of a signed-in person, and their language and zone on every page."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from zoneinfo import ZoneInfo

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core.http import Handler, keep_posted

P = ParamSpec("P")


class PersonRequest(HttpRequest):
    """A request whose `user` is somebody."""

    user: Person


def signed_in(view: Callable[Concatenate[PersonRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Let only somebody signed in pass; what an expired sign-in posted is kept for them."""

    @wraps(view)
    def door(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return ask_to_sign_in(request)
        response = view(cast("PersonRequest", request), *args, **kwargs)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    return door


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send a reader to the sign-in page; keep what a writer typed."""
    if request.method == "POST":
        message = _("You were signed out. Nothing is lost: sign in again, then send it once more.")
        return keep_posted(request, message, status=401, sign_in=True)
    return redirect_to_login(request.get_full_path())


def localise(get_response: Handler) -> Handler:
    """Speak the person's language and show times in their zone."""

    def middleware(request: HttpRequest) -> HttpResponse:
        person = request.user
        if not person.is_authenticated:
            with translation.override("en"):
                return get_response(request)
        with translation.override(person.language), timezone.override(ZoneInfo(person.time_zone)):
            response = get_response(request)
        response.headers.setdefault("Content-Language", person.language)
        return response

    return middleware
