"""Doors: the first run, and the demonstration's one-click sign-in."""

from allauth.account.utils import get_next_redirect_url
from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from workgroups.accounts.actions import make_first_officer
from workgroups.accounts.forms import WelcomeForm
from workgroups.accounts.http import sign_in
from workgroups.accounts.queries import cast_person, nobody_is_here, person_with_email, setup_key
from workgroups.core.errors import Missing
from workgroups.core.http import carries_out


@never_cache
@require_http_methods(["GET", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    """Let the first officer of an empty installation begin; gone for ever after that."""
    if settings.DEMO or not nobody_is_here():
        raise Missing
    form = WelcomeForm(request.POST or None, asks_key=bool(setup_key()))
    if request.method == "POST" and not ratelimit.consume(request, action="login"):
        return render(request, "429.html", status=429)
    if carries_out(form, make_first_officer):
        officer = person_with_email(form.cleaned_data["email"])
        assert officer  # noqa: S101  (just made)
        return sign_in(request, officer, go_to=settings.LOGIN_REDIRECT_URL)
    return render(request, "accounts/welcome.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def demonstration_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as somebody of the demonstration; there is no such address outside of one."""
    person = cast_person(request.POST.get("email", ""))
    if person is None:
        raise Missing
    return sign_in(request, person, go_to=get_next_redirect_url(request) or settings.LOGIN_REDIRECT_URL)
