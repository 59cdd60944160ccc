"""Door: what is stored about me, by kind, why and how long."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from workgroups.accounts.http import PersonRequest, signed_in
from workgroups.accounts.queries import copy_of, kept_about
from workgroups.accounts.registry import Kept, SettingsEntry
from workgroups.core import slots
from workgroups.events.events import StreamRef
from workgroups.live.http import follow


@require_safe
@signed_in
def my_data(request: PersonRequest) -> HttpResponse:
    """List what is kept about me, with how many of each kind; a copy of it all, as far as it is made."""
    follow(request, StreamRef.person(request.user.pk))
    kept = [(kind, number) for kind, number in kept_about(request.user) if number]
    return render(request, "accounts/my_data.html", {"kept": kept, "copy": copy_of(request.user)})


@slots.fill("accounts.settings", order=55)
def my_data_entry(request: HttpRequest) -> SettingsEntry:
    """The section of the settings that says what is stored."""
    words = _("What is stored about you, why and how long; a copy of it to take along.")
    return SettingsEntry(_("My data"), reverse("accounts:my-data"), words)


@slots.fill("accounts.kept", order=10)
def of_the_account() -> list[Kept]:
    """What the account itself is made of; the engines below say nothing themselves."""
    as_long = _("As long as your account; you change or remove it yourself.")
    ways = ("account.EmailAddress.user", "mfa.Authenticator.user")
    contact = Kept(
        _("Contact card"),
        ("accounts.Card.person",),
        _("So that those whom you choose can reach you."),
        as_long,
        reverse("accounts:card"),
        goes=("accounts.Card.person",),
    )
    signs = Kept(
        _("Addresses and second factors"),
        ways,
        _("So that you and nobody else gets in."),
        as_long,
        reverse("accounts:signing-in"),
        omits=("mfa.Authenticator.data",),
        goes=ways,
        called={"account.EmailAddress": _("E-mail addresses"), "mfa.Authenticator": _("Second factors and passkeys")},
    )
    copies = Kept(
        _("The copy of your data"),
        ("accounts.DataCopy.person",),
        _("You asked for it."),
        _("Three days, or until you take it away."),
        goes=("accounts.DataCopy.person",),
    )
    return [contact, signs, _sessions(), *_told(), copies]


def _sessions() -> Kept:
    return Kept(
        _("Sessions"),
        ("usersessions.UserSession.user",),
        _("So that you see where you are signed in and can end it: browser, network, first and last visit."),
        _("Until you sign out, two weeks after the last visit at most."),
        reverse("accounts:session-list"),
        omits=("usersessions.UserSession.session_key", "usersessions.UserSession.data"),
        goes=("usersessions.UserSession.user",),
    )


def _told() -> list[Kept]:
    names = ("Notice.person", "Delivery.person", "Preference.person", "GroupPreference.person")
    told = Kept(
        _("What you were told, and how you want to be told"),
        tuple(f"notifications.{name}" for name in names),
        _("So that nothing is mailed twice and a lost mail is found."),
        _("As long as your account."),
        reverse("notifications:preferences"),
        omits=("notifications.Delivery.context",),  # codes and signed addresses among them
        goes=tuple(f"notifications.{name}" for name in names),
        called={
            "notifications.Notice": _("Notices"),
            "notifications.Delivery": _("Mails"),
            "notifications.GroupPreference": _("How you want to be told, by group"),
        },
    )
    return [told, *_done_and_brought()]


def _done_and_brought() -> list[Kept]:
    handled = Kept(
        _("What you put off, passed on or called done on your desk"),
        ("notifications.Handling.person", "notifications.Handling.to"),
        _("So that it comes back when you said."),
        _("As long as your account."),
        goes=("notifications.Handling.person", "notifications.Handling.to"),
    )
    files = Kept(
        _("Files you brought"),
        ("files.File.owner", "files.Upload.owner"),
        _("They belong to what you posted, filed or answered."),
        _("As long as what they belong to; what nothing took goes after days."),
        goes=("files.Upload.owner",),
        called={"files.File": _("Files"), "files.Upload": _("On their way")},
    )
    return [handled, files]
