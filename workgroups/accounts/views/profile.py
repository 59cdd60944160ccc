"""Doors: the start page of the settings, who I am, my language and hours, how I sign in."""

from functools import partial

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from workgroups.accounts.actions import change_hours, change_profile
from workgroups.accounts.forms import HoursForm, ProfileForm
from workgroups.accounts.http import PersonRequest, signed_in
from workgroups.accounts.registry import SettingsEntry
from workgroups.core import slots
from workgroups.core.http import carries_out


@signed_in
@require_safe
def settings_page(request: PersonRequest) -> HttpResponse:
    """Show the sections of my settings, each with what it is for."""
    return render(request, "accounts/settings.html")


@signed_in
@require_http_methods(["GET", "POST"])
def profile(request: PersonRequest) -> HttpResponse:
    """Show and change how I am written."""
    known = {name: getattr(request.user, name) for name in ("name", "latin_name")}
    form = ProfileForm(request.POST or None, initial=known)
    if carries_out(form, partial(change_profile, person=request.user)):
        messages.success(request, _("Your profile is saved."))
        return redirect("accounts:settings")
    return render(request, "accounts/profile.html", {"form": form}, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "POST"])
def hours(request: PersonRequest) -> HttpResponse:
    """Show and change which language I read, in which zone I live and when I work."""
    fields = ("language", "time_zone", "day_begins", "day_ends", "working_days")
    form = HoursForm(request.POST or None, initial={name: getattr(request.user, name) for name in fields})
    if carries_out(form, partial(change_hours, person=request.user)):
        messages.success(request, _("Saved. Times are shown in your hours from now on."))
        return redirect("accounts:hours")
    return render(request, "accounts/hours.html", {"form": form}, status=422 if form.errors else 200)


@signed_in
@require_safe
def signing_in(request: PersonRequest) -> HttpResponse:
    """Show how I prove who I am, each way with its own page."""
    factors = set(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
    context = {"factors": factors, "has_password": request.user.has_usable_password()}
    return render(request, "accounts/signing_in.html", context)


@slots.fill("accounts.settings", order=10)
def you(request: HttpRequest) -> SettingsEntry:
    """Who I am to the others."""
    return SettingsEntry(_("You"), reverse("accounts:settings"), _("How your name is written."))


@slots.fill("accounts.settings", order=20)
def language_and_time(request: HttpRequest) -> SettingsEntry:
    """Language, zone, working hours."""
    words = _("The language of pages, your time zone and when you work.")
    return SettingsEntry(_("Language and time"), reverse("accounts:hours"), words)


@slots.fill("accounts.settings", order=30)
def told(request: HttpRequest) -> SettingsEntry:
    """Mail; the pages are those of notifications, which stands below."""
    words = _("Which mail comes, when, and of which group.")
    return SettingsEntry(_("How I am told"), reverse("notifications:preferences"), words)


@slots.fill("accounts.settings", order=40)
def ways_in(request: HttpRequest) -> SettingsEntry:
    """Password, addresses, second factor."""
    words = _("Password, addresses, second factor, recovery codes.")
    return SettingsEntry(_("Signing in"), reverse("accounts:signing-in"), words)
