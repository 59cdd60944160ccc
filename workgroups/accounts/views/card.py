"""Door: what others may know of me, and to whom each field is shown."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from workgroups.accounts.actions import change_card
from workgroups.accounts.forms import CardForm
from workgroups.accounts.http import PersonRequest, signed_in
from workgroups.accounts.queries import card_of
from workgroups.accounts.registry import SettingsEntry
from workgroups.core import slots
from workgroups.core.errors import Refused
from workgroups.events.events import StreamRef
from workgroups.files.actions import store_picture
from workgroups.live.http import follow


@slots.fill("accounts.settings", order=15)
def card_entry(request: HttpRequest) -> SettingsEntry:
    """Contact card."""
    return SettingsEntry(_("Contact card"), reverse("accounts:card"), _("How you can be reached, and who sees what."))


@signed_in
@require_http_methods(["GET", "POST"])
def card(request: PersonRequest) -> HttpResponse:
    """Show and change my card; a refused form keeps what was typed."""
    own = card_of(request.user)
    known = {name: getattr(own, name) for name in ("title", "organisation", "telephone", "languages")}
    form = CardForm(request.POST or None, request.FILES or None, initial=known, card=own)
    if request.method == "POST" and form.is_valid() and _keep(request, form):
        messages.success(request, _("Your card is saved."))
        return redirect("accounts:card")
    follow(request, StreamRef.person(request.user.pk))
    shown = {"form": form, "card": own, "who_sees": form.who_sees(own)}
    return render(request, "accounts/card.html", shown, status=422 if form.errors else 200)


def _keep(request: PersonRequest, form: CardForm) -> bool:
    try:
        change_card(person=request.user, picture_id=_stored(request, form), **form.values())
    except Refused as refusal:
        field = "picture" if refusal.field == "file" else refusal.field
        form.add_error(field if field in form.fields else None, str(refusal))
        return False
    return True


def _stored(request: PersonRequest, form: CardForm) -> int | None:
    brought = form.cleaned_data.get("picture")
    if not brought:
        return None
    return store_picture(owner=request.user, name=brought.name, content=brought, kind="accounts.picture")[0].pk
