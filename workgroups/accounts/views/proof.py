"""Doors: prove again who I am by a code from my mail, for those who have neither password nor second factor."""

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.forms import ConfirmLoginCodeForm
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows, resume_request
from allauth.account.models import EmailAddress
from allauth.account.views import password_set
from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from workgroups.accounts.http import PersonRequest, signed_in

STATE = "account_proof"

# A first password would be the way around the code: it is asked for before one is chosen, too.
set_password = reauthentication_required(allow_get=True)(password_set)


class Proof(AbstractCodeVerificationProcess):  # type: ignore[misc]  # allauth brings no types
    """A code on its way to somebody who is signed in; its state is in their session."""

    def __init__(self, request: PersonRequest, state: dict[str, object]) -> None:
        self.request = request
        most, lasts = app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS, app_settings.LOGIN_BY_CODE_TIMEOUT
        super().__init__(max_attempts=most, timeout=lasts, state=state, user=request.user)

    @classmethod
    def waiting(cls, request: PersonRequest) -> "Proof | None":
        """The code that was sent, while it works."""
        state = request.session.get(STATE)
        found = cls(request, state) if state and state.get("user_id") == str(request.user.pk) else None
        return found.abort_if_invalid() if found else None

    def send(self) -> None:
        """Mail a code, which takes the place of one that was sent before."""
        self.state["code"] = get_adapter().generate_login_code()
        get_adapter().send_mail("account/email/proof_code", self.state["email"], {"code": self.state["code"]})
        self.persist()

    def persist(self) -> None:
        self.request.session[STATE] = self.state

    def abort(self) -> None:
        self.request.session.pop(STATE, None)

    def finish(self) -> None:
        """It was typed: for some minutes nothing more is asked."""
        self.abort()
        record_authentication(
            self.request, self.request.user, method="code", email=self.state["email"], reauthenticated=True
        )


@signed_in
@require_http_methods(["GET", "POST"])
def prove(request: PersonRequest) -> HttpResponse:
    """Send me a code and take it, then go on to what I was about to do."""
    if get_reauthentication_flows(request.user):
        return redirect("account_reauthenticate")
    address = EmailAddress.objects.get_primary_email(request.user)
    if request.method == "POST" and "send" in request.POST and address:
        return _send(request, address)
    proof = Proof.waiting(request)
    form = ConfirmLoginCodeForm(request.POST or None, code=proof.code) if proof else None
    if proof and form and form.is_bound and form.is_valid():
        proof.finish()
        return resume_request(request) or redirect("accounts:settings-page")
    if proof and form and form.is_bound and not proof.record_invalid_attempt():
        messages.error(request, _("That was wrong too often: ask for a new code."))
        return redirect(request.get_full_path())
    status = 422 if form and form.is_bound else 200
    return render(request, "accounts/prove.html", {"form": form, "address": address}, status=status)


def _send(request: PersonRequest, address: str) -> HttpResponse:
    if ratelimit.consume(request, action="reauthenticate", user=request.user):
        Proof(request, {**Proof.initial_state(request.user, email=address)}).send()
    else:
        messages.error(request, _("You asked for many codes. Wait a few minutes, then ask for another."))
    return redirect(request.get_full_path())
