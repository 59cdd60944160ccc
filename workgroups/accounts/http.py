"""The typed request of a signed-in person, and their language and zone on every page."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast
from zoneinfo import ZoneInfo

from allauth.account.app_settings import AppSettings
from allauth.account.utils import perform_login
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.accounts.queries import lacks_factor, nobody_is_here
from workgroups.core import slots
from workgroups.core.addresses import as_addressed, preferred
from workgroups.core.http import Handler, keep_posted

P = ParamSpec("P")
R = TypeVar("R", bound="PersonRequest")


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


def with_factor(view: Callable[Concatenate[R, P], HttpResponse]) -> Callable[Concatenate[R, P], HttpResponse]:
    """Lead an officer without the second factor that the installation asks for to set one up; keep what was typed."""

    @wraps(view)
    def door(request: R, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return ask_for_factor(request) if lacks_factor(request.user) else view(request, *args, **kwargs)

    return door


def ask_for_factor(request: HttpRequest) -> HttpResponse:
    """Say that the second factor is missing and where it is set up; a post is given back to be sent again."""
    if request.method == "POST":
        message = _("Set up your second factor first, in a new tab under “Signing in”; then send this again.")
        return keep_posted(request, message, status=403)
    return render(request, "accounts/factor_needed.html", status=403)


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send a reader to the sign-in page; keep what a writer typed."""
    if request.method == "POST":
        message = _("You were signed out. Nothing is lost: sign in again, then send it once more.")
        return keep_posted(request, message, status=401, sign_in=True)
    with translation.override(preferred(request)):
        return redirect_to_login(request.get_full_path())


def settings_frame(request: HttpRequest) -> dict[str, object]:
    """Give a person's own settings their sections; nothing is asked until a page shows them."""
    return {"settings_entries": SimpleLazyObject(lambda: slots.gather("accounts.settings", request))}


NOTED_EVERY = 60.0  # seconds
_noted: dict[str, float] = {}


def note_session(get_response: Handler) -> Handler:
    """Keep where and when each session was last seen: once a minute and process, not with every request."""

    def middleware(request: HttpRequest) -> HttpResponse:
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        if key and time.monotonic() - _noted.get(key, -NOTED_EVERY) >= NOTED_EVERY and request.user.is_authenticated:
            UserSession.objects.create_from_request(request)
            if len(_noted) > 10_000:
                _noted.clear()
            _noted[key] = time.monotonic()
        return get_response(request)

    return middleware


def is_visitor(request: HttpRequest) -> bool:
    """Whether somebody comes without a session; asking so leaves public pages free of cookies and of `Vary`."""
    return settings.SESSION_COOKIE_NAME not in request.COOKIES


def localise(get_response: Handler) -> Handler:
    """Speak the person's language and show times in their zone; to a visitor, speak that of the address."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if is_visitor(request) or not (person := request.user).is_authenticated:
            with as_addressed(request) as tag:
                response = get_response(request)
            response.headers.setdefault("Content-Language", tag)
            return response
        with translation.override(person.language), timezone.override(ZoneInfo(person.time_zone)):
            response = get_response(request)
        response.headers.setdefault("Content-Language", person.language)
        return response

    return middleware


def sign_in(request: HttpRequest, person: Person, *, go_to: str) -> HttpResponse:
    """Sign somebody in whose address the door has proved; a second factor is still asked for."""
    none = AppSettings.EmailVerificationMethod.NONE
    response: HttpResponse = perform_login(request, person, email_verification=none, redirect_url=go_to)
    return response


def first_steps_to(address: str) -> str:
    """Return the page that asks a newcomer the five first things, and then leads to an address of ours."""
    return f"{reverse('accounts:first-steps')}?{urlencode({'next': address})}"


ALWAYS_OPEN = ("/static/", "/health/", "/metrics", "/offline/", "/worker.js")


def first_run(get_response: Handler) -> Handler:
    """Lead every page of an empty installation to the one where its first officer begins."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not settings.DEMO and is_visitor(request):
            welcome = reverse("accounts:welcome")
            is_page = not request.path.startswith((welcome, *ALWAYS_OPEN))
            if is_page and nobody_is_here():
                return HttpResponseRedirect(welcome)
        return get_response(request)

    return middleware
