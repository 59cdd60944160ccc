"""Doors: leave the installation, with what happens then said before."""

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from workgroups.accounts.actions import ask_to_leave
from workgroups.accounts.http import PersonRequest, signed_in
from workgroups.accounts.queries import obstacles_of
from workgroups.accounts.registry import SettingsEntry
from workgroups.core import slots


@signed_in
@require_http_methods(["GET", "POST"])
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]  # allauth brings no types
def leaving(request: PersonRequest) -> HttpResponse:
    """Say what happens and what stands in the way; leave, once I have proved again who I am, and be signed out."""
    person = request.user
    if request.method == "POST":
        ask_to_leave(person=person)
        logout(request)
        return render(request, "accounts/leaving_asked.html", {"leaves_at": person.leaves_at})
    return render(request, "accounts/leaving.html", {"obstacles": obstacles_of(person)})


@slots.fill("accounts.settings", order=70)
def leaving_entry(request: HttpRequest) -> SettingsEntry:
    """The last section of the settings."""
    words = _("What is deleted, what stays, and seven days to come back.")
    return SettingsEntry(_("Leaving"), reverse("accounts:leaving"), words)
