"""Doors: what every page shares, and how a refusal reaches a person."""

from collections.abc import Callable
from hmac import compare_digest

from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from redis.exceptions import RedisError as BrokerError

from workgroups.core.addresses import alternates
from workgroups.core.errors import Missing, NotAllowed, Refused
from workgroups.core.languages import direction

Handler = Callable[[HttpRequest], HttpResponse]


def product(request: HttpRequest) -> dict[str, object]:
    """Give every template what all pages share: the product's name, the languages, whether this is a demonstration."""
    tag = get_language() or "en"
    return {
        "product_name": settings.PRODUCT_NAME,
        "demo": settings.DEMO,
        "language": tag,
        "direction": direction(tag),
        "alternates": SimpleLazyObject(lambda: alternates(request)),
    }


def answer_refusals(get_response: Handler) -> Handler:
    """Turn a refusal that no view caught into its page: 403, 404, 409 or 422."""
    return _Refusals(get_response)


class _Refusals:
    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Missing):
            return render(request, "404.html", status=404)
        if isinstance(error, NotAllowed):
            return render(request, "403.html", {"reason": str(error)}, status=403)
        if isinstance(error, Refused):
            return keep_posted(request, str(error), status=error.status)
        if isinstance(error, BrokerError):
            # the guard against guessing counts there: without it nobody is let in, but everybody is told
            message = _("A part of this place is not answering, so nothing was done. Try again in a minute.")
            return keep_posted(request, message, status=503)
        return None


def keep_posted(request: HttpRequest, message: str, *, status: int, sign_in: bool = False) -> HttpResponse:
    """Show why a post did not go through, with everything that was typed ready to be sent again."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and "password" not in name
        for value in values
    ]
    context = {"message": message, "fields": fields, "target": request.get_full_path(), "sign_in": sign_in}
    return render(request, "core/refused.html", context, status=status)


def carries_out(form: BaseForm, act: Callable[..., object]) -> bool:
    """Call `act` with a valid form's values and return whether it was done; a refusal becomes the field's error."""
    if not form.is_valid():
        return False
    try:
        act(**form.cleaned_data)
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    return True


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose safety token is out of date: the text is kept, one press sends it again."""
    message = _("This page was open for a long time or you signed in again meanwhile, so the form was not sent.")
    return keep_posted(request, message, status=403)


def may_scrape(request: HttpRequest) -> bool:
    """Let a scraper in that knows METRICS_TOKEN, or, where none is set, one on this machine that no proxy brought."""
    if token := settings.METRICS_TOKEN:
        return compare_digest(request.headers.get("Authorization", ""), f"Bearer {token}")
    return request.META.get("REMOTE_ADDR") in {"127.0.0.1", "::1"} and "X-Forwarded-For" not in request.headers
