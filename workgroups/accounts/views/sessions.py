"""Doors: where I am signed in, and how to end it; open pages of an ended session close within a second."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from workgroups.accounts.actions import end_other_sessions, end_session
from workgroups.accounts.http import PersonRequest, signed_in
from workgroups.accounts.permissions import session_for
from workgroups.accounts.queries import sessions_of
from workgroups.accounts.registry import SettingsEntry
from workgroups.core import slots


@signed_in
@require_http_methods(["GET", "POST"])
def session_list(request: PersonRequest) -> HttpResponse:
    """Show where I am signed in; end it everywhere else."""
    key = request.session.session_key or ""
    if request.method == "POST":
        ended = end_other_sessions(person=request.user, kept=key)
        words = ngettext("Signed out in one other place.", "Signed out in %(count)s other places.", ended)
        messages.success(request, words % {"count": ended} if ended else _("You were signed in nowhere else."))
        return redirect("accounts:session-list")
    return render(request, "accounts/session_list.html", {"sessions": sessions_of(request.user, key)})


@signed_in
@require_POST
def session_end(request: PersonRequest, number: int) -> HttpResponse:
    """End one of my sessions."""
    end_session(session=session_for(request.user, number))
    messages.success(request, _("Signed out there. Open pages of it close now."))
    return redirect("accounts:session-list")


@slots.fill("accounts.settings", order=50)
def sessions_section(request: HttpRequest) -> SettingsEntry:
    """Where I am signed in."""
    return SettingsEntry(
        _("Sessions"), reverse("accounts:session-list"), _("Where you are signed in, and how to end it.")
    )
