"""What allauth asks of us in its own shape."""

import time
from typing import Any
from uuid import uuid4

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core import context
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from workgroups.accounts.actions import stay
from workgroups.accounts.models import Person
from workgroups.accounts.queries import person_with_email
from workgroups.core.languages import PLAIN
from workgroups.core.text import single_line
from workgroups.notifications.actions import post_mail


def display_name(person: Person) -> str:
    """Return the name that allauth's pages and mails show."""
    return person.name


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth brings no types
    """Passkeys named in our words, after our product."""

    def generate_authenticator_name(self, user: Person, type: str) -> str:  # noqa: A002  (allauth's name)
        """Name a new passkey by its number; its owner may write another name."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Say who asks: our host and product."""
        return {**super().get_public_key_credential_rp_entity(), "name": settings.PRODUCT_NAME}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth brings no types
    """Accounts come by invitation; what allauth has to say by mail goes out with all other mail."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by a public form."""
        return False

    def login(self, request: HttpRequest, user: Person) -> None:
        """Let somebody in; whoever was leaving stays."""
        super().login(request, user)
        if user.leaves_at:
            stay(person=user)
            messages.success(request, _("You stay: your leaving is taken back, and nothing was deleted."))

    def is_reauthentication_required(self, *, app: str, **options: Any) -> bool:
        """Ask those too who have neither password nor second factor, before our own doors and allauth's.

        allauth lets them by; here they have signed in by a code within the same minutes, or prove it by another one.
        """
        request = context.request
        if not get_reauthentication_flows(request.user):
            _count_code_as_proof(request)
        return bool(super().is_reauthentication_required(app=app, **options))

    def get_reauthentication_methods(self, user: Person) -> list[dict[str, Any]]:
        """A password, a second factor; for those who have neither, a code by mail."""
        found: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if found or not user.is_authenticated:
            return found
        return [{"id": "code", "description": _("Use a code from your mail"), "url": reverse("accounts:prove")}]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put the mail in the row of what must go out: an address that is known answers as fast as one that is not."""
        words = {**context, "email": email}
        person = person_with_email(email)
        language = person.language if person else get_language() or PLAIN
        with override(language):
            subject = single_line(render_to_string(f"{template_prefix}_subject.txt", words))
            body = render_to_string(f"{template_prefix}_message.txt", words).strip()
        post_mail(
            key=f"account:{uuid4()}",
            template="accounts/mail/security",
            context={"subject": subject, "body": body, "language": language},
            to_address=email,
        )


def _count_code_as_proof(request: HttpRequest) -> None:
    """Let what was typed to come in stand as the proof for as long as one lasts; ask where there is nothing such.

    The mark stays with the record: whoever then sets up a factor sees their recovery codes without typing once more.
    """
    recent = [one for one in get_authentication_records(request, request.user) if _is_recent(one)]
    if not recent:
        raise ReauthenticationRequired
    if not recent[-1].get("reauthenticated"):
        recent[-1]["reauthenticated"] = True
        request.session.modified = True


def _is_recent(record: dict[str, Any]) -> bool:
    return bool(time.time() - float(record.get("at", 0)) < app_settings.REAUTHENTICATION_TIMEOUT)
