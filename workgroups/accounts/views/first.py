"""The five things that make the place somebody's own, asked once after they joined; all are set already."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from workgroups.accounts.actions import change_hours, change_profile
from workgroups.accounts.forms import FirstStepsForm
from workgroups.accounts.http import PersonRequest, signed_in
from workgroups.core.http import carries_out
from workgroups.notifications.actions import choose
from workgroups.notifications.queries import preference_of

OF_HOURS = ("language", "time_zone", "day_begins", "day_ends", "working_days")


@signed_in
@require_http_methods(["GET", "POST"])
def first_steps(request: PersonRequest) -> HttpResponse:
    """Show name, language, zone, hours and how I am told, as they are set; save them, or go on without."""
    person, told = request.user, preference_of(request.user)
    known = {name: getattr(person, name) for name in ("name", "latin_name", *OF_HOURS)} | {"digest": told.digest}
    form = FirstStepsForm(request.POST or None, initial=known)

    def act(*, name: str, latin_name: str, digest: str, **of_hours: Any) -> None:
        change_profile(person=person, name=name, latin_name=latin_name)
        change_hours(person=person, **of_hours)
        if digest != told.digest:
            choose(person=person, digest=digest, hour=told.hour, mentions=told.mentions)

    onward = _onward(request)
    if carries_out(form, act):
        return redirect(onward)
    context = {"form": form, "onward": onward}
    return render(request, "accounts/first_steps.html", context, status=422 if form.errors else 200)


def _onward(request: PersonRequest) -> str:
    """The page that somebody came for: only one of our own."""
    asked = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_ours else str(settings.LOGIN_REDIRECT_URL)
