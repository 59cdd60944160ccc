"""The guarded ways to a mail of the mailbox and to the act behind a signed link."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.utils.translation import gettext as _

from workgroups.core import clock
from workgroups.core.errors import Missing, NotAllowed
from workgroups.notifications.models import Mailed
from workgroups.notifications.queries import mails_to, waiting_for
from workgroups.notifications.registry import ACT_SALT, Act, Open, acts


@dataclass(frozen=True)
class Signed:
    """Who may do which act, as a link that was mailed to them says."""

    person: Any
    act: Act
    args: dict[str, Any]


def act_for(user: Any, token: str) -> Signed:
    """Return the act behind a signed link; raises NotAllowed for a link that is not whole, not theirs or run out."""
    try:
        said = signing.TimestampSigner(salt=ACT_SALT).unsign_object(token)
    except (signing.BadSignature, ValueError) as error:
        raise NotAllowed(_("This link is not complete. Open it from the mail once more, or sign in.")) from error
    person = get_user_model().objects.filter(pk=said["p"], is_active=True).first()
    if person is None or said["a"] not in acts:
        raise NotAllowed(_("This link no longer leads anywhere."))
    if user.is_authenticated and user.pk != person.pk:
        raise NotAllowed(_("This link was sent to somebody else. Nobody can answer for another person."))
    if said["e"] <= clock.now().timestamp():
        raise NotAllowed(_("This link has run out. Sign in to answer."))
    return Signed(person, acts[said["a"]], said["s"])


def open_for(person: Any, key: str) -> Open:
    """Return what waits for a person under this key, put off or passed on too; raises Missing for everything else."""
    for one in waiting_for(person).everything:
        if one.key == key:
            return one
    raise Missing


def mail_for(person: Any, number: int) -> Mailed:
    """Return a mail of a person's own mailbox; raises Missing for anybody else's, and outside the demonstration."""
    if settings.DEMO and (mail := mails_to(person).filter(pk=number).first()):
        return mail
    raise Missing


def require_mailbox() -> None:
    """Raise Missing outside the demonstration: elsewhere mail is in the reader's own mailbox."""
    if not settings.DEMO:
        raise Missing
