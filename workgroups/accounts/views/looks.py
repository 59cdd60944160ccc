"""Door: who looked at what is kept about me."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from workgroups.accounts.http import PersonRequest, signed_in
from workgroups.accounts.queries import names_of
from workgroups.accounts.registry import SettingsEntry
from workgroups.audit.queries import looks_at
from workgroups.core import slots

A_PAGE = 50


@require_safe
@signed_in
def look_list(request: PersonRequest) -> HttpResponse:
    """List who looked, at what and when, the newest first."""
    looks = list(looks_at(request.user.pk)[:A_PAGE])
    names = names_of(look.actor_id for look in looks)
    return render(
        request, "accounts/look_list.html", {"rows": [(look, names.get(look.actor_id, "")) for look in looks]}
    )


@slots.fill("accounts.settings", order=60)
def looks_entry(request: HttpRequest) -> SettingsEntry:
    """The section of the settings that says who looked."""
    words = _("Which officers and operators looked at what is kept about you.")
    return SettingsEntry(_("Who looked"), reverse("accounts:look-list"), words)
