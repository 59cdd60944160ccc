"""Doors of accounts: signing in and a person's own settings, allauth's pages among them.

The cast has no passwords and no second factor, came in a while ago, and no step of a longer way (a code, a reset) was
begun: what guards an account asks each of them once more who they are.
"""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from tests.cast import Cast
from tests.doors.door import (
    IN,
    MISSING,
    NOBODY,
    PROVE,
    PROVEN,
    PUBLIC,
    SIGN_IN,
    SIGNED_IN,
    Door,
    Profile,
    Values,
    but,
    everyone,
)
from workgroups.accounts.models import DataCopy
from workgroups.accounts.permissions import COPIES
from workgroups.core import clock
from workgroups.files.actions import store_bytes

NO_SECOND_FACTOR: Profile = but(everyone(MISSING), anonymous=SIGN_IN)


def myself(cast: Cast) -> Values:
    return {"email": cast.chair.email}


def profile(cast: Cast) -> Values:
    return {"name": "New Name", "latin_name": "", "language": "en", "time_zone": "UTC"}


def hours(cast: Cast) -> Values:
    return {"language": "en", "time_zone": "UTC", "day_begins": 8, "day_ends": 17, "working_days": [0, 1, 2]}


OWN_SESSION: Profile = but(everyone(MISSING), delegate=IN, anonymous=SIGN_IN)


def session(cast: Cast) -> Values:
    made = UserSession.objects.create(user=cast.delegate, ip="10.0.0.1", user_agent="", session_key="of-the-delegate")
    return {"number": made.pk}


def ready_copy(cast: Cast) -> Values:
    """A copy of the delegate's data, as a worker leaves it."""
    file = store_bytes(owner=cast.delegate, group_id=None, name="my-data.zip", data=b"PK", kind=COPIES)
    in_days = clock.now() + timedelta(days=3)
    DataCopy.objects.create(person=cast.delegate, state=DataCopy.State.READY, file=file, expires_at=in_days)
    return {}


def five(cast: Cast) -> Values:
    return {**hours(cast), "name": "New Name", "digest": "daily"}


def second_address(cast: Cast) -> Values:
    return {"action_add": "", "email": "mine@second.example"}


def passkey(cast: Cast) -> Values:
    """A passkey of somebody who is not asked."""
    kept = Authenticator.objects.create(user=cast.operator, type=Authenticator.Type.WEBAUTHN, data={"name": "Key"})
    return {"pk": kept.pk}


ROWS = [
    Door("accounts:look-list", get=SIGNED_IN),
    Door("accounts:my-data", get=SIGNED_IN),
    Door("accounts:copy-ask", post=SIGNED_IN),
    Door("accounts:copy-remove", post=SIGNED_IN),
    Door("accounts:copy-file", case="mine alone", args=ready_copy, get=but(OWN_SESSION, delegate=PROVE)),
    Door("accounts:copy-file", case="proved", args=ready_copy, get=OWN_SESSION, proved=True),
    Door("accounts:prove", get=SIGNED_IN, post=PROVEN, data=lambda cast: {"send": "1"}),  # sent, and shown again
    Door("accounts:set-password", get=SIGNED_IN, post=PROVEN),
    # A press leads to the proof first; what stands in the way is said after it (`tests/accounts/test_leaving.py`).
    Door("accounts:leaving", get=SIGNED_IN, post=PROVEN),
    Door("accounts:first-steps", get=SIGNED_IN, post=SIGNED_IN, data=five),
    # Signing in and up; whoever is signed in already is sent on.
    Door("account_login", get=PUBLIC, post=PUBLIC),
    Door("account_logout", get=PUBLIC, post=PUBLIC),
    Door("account_signup", get=PUBLIC, post=PUBLIC),
    Door("account_inactive", get=PUBLIC),
    Door("account_request_login_code", get=PUBLIC, post=PUBLIC),
    Door("account_confirm_login_code", get=SIGNED_IN, post=SIGNED_IN),
    Door("account_email_verification_sent", get=SIGNED_IN, post=SIGNED_IN),
    Door("account_reset_password", get=PUBLIC, post=PUBLIC),
    Door("account_confirm_password_reset_code", get=everyone(SIGN_IN), post=everyone(SIGN_IN)),
    Door("account_complete_password_reset", get=PUBLIC, post=PUBLIC),
    Door("account_password_reset_completed", get=PUBLIC),
    Door("accounts:demonstration-sign-in", case="somebody who is not in it", post=NOBODY, data=myself),
    # The first run is over once anybody is here.
    Door("accounts:welcome", get=NOBODY, post=NOBODY),
    # A person's own settings.
    Door("accounts:settings", get=SIGNED_IN, post=SIGNED_IN, data=profile),
    Door("accounts:settings-page", get=SIGNED_IN),
    Door("accounts:hours", get=SIGNED_IN, post=SIGNED_IN, data=hours),
    Door("accounts:session-list", get=SIGNED_IN, post=SIGNED_IN),
    Door("accounts:session-end", args=session, post=OWN_SESSION),
    Door("accounts:signing-in", get=SIGNED_IN),
    Door("accounts:card", get=SIGNED_IN, post=SIGNED_IN),
    Door("account_email", get=SIGNED_IN, post=PROVEN, data=second_address),
    Door("account_change_password", get=SIGNED_IN, post=SIGNED_IN),
    Door("account_set_password", get=SIGNED_IN, post=PROVEN),
    Door("account_reauthenticate", get=PROVEN, post=PROVEN),
    Door("usersessions_list", get=SIGNED_IN, post=SIGNED_IN),
    # The second factor.
    Door("mfa_index", get=SIGNED_IN),
    Door("mfa_authenticate", get=SIGNED_IN, post=SIGNED_IN),
    Door("mfa_reauthenticate", get=PROVEN, post=PROVEN),
    Door("mfa_activate_totp", get=PROVEN, post=PROVEN),
    Door("mfa_activate_totp", case="proved", get=SIGNED_IN, post=SIGNED_IN, proved=True),
    Door("mfa_deactivate_totp", get=NO_SECOND_FACTOR, post=NO_SECOND_FACTOR),
    Door("mfa_list_webauthn", get=SIGNED_IN),
    Door("mfa_add_webauthn", get=PROVEN, post=PROVEN),
    Door("mfa_add_webauthn", case="proved", get=SIGNED_IN, post=SIGNED_IN, proved=True),
    Door("mfa_edit_webauthn", args=passkey, get=PROVEN, post=PROVEN),
    Door("mfa_edit_webauthn", case="another's", args=passkey, get=NO_SECOND_FACTOR, post=NO_SECOND_FACTOR, proved=True),
    Door("mfa_remove_webauthn", args=passkey, get=PROVEN, post=PROVEN),
    Door(
        "mfa_remove_webauthn", case="another's", args=passkey, get=NO_SECOND_FACTOR, post=NO_SECOND_FACTOR, proved=True
    ),
    Door("mfa_reauthenticate_webauthn", get=PROVEN, post=PROVEN),
    Door("mfa_login_webauthn", get=SIGNED_IN, post=SIGNED_IN),  # a visitor is led back to the sign-in page
    Door("mfa_generate_recovery_codes", get=PROVEN, post=PROVEN),
    Door("mfa_generate_recovery_codes", case="proved", get=SIGNED_IN, post=SIGNED_IN, proved=True),
    Door("mfa_view_recovery_codes", get=NO_SECOND_FACTOR),
    Door("mfa_download_recovery_codes", get=NO_SECOND_FACTOR, post=NO_SECOND_FACTOR),
]
