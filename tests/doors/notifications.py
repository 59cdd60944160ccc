"""Doors of notifications: how I am told, signed links that need no sign-in, the demonstration's mailbox."""

from django.conf import settings
from django.core import signing

from tests.cast import Cast
from tests.doors.door import FORBIDDEN, MISSING, PUBLIC, SIGN_IN, SIGNED_IN, Door, Profile, Values, but, everyone
from workgroups.notifications.models import Mailed
from workgroups.notifications.queries.letters import unsubscribe_url

MAILBOX: Profile = SIGNED_IN if settings.DEMO else but(everyone(MISSING), anonymous=SIGN_IN)
NOBODYS: Profile = but(everyone(MISSING), anonymous=SIGN_IN)
OWN_MAIL: Profile = but(NOBODYS, delegate=SIGNED_IN["delegate"]) if settings.DEMO else NOBODYS


def last_of(url: str) -> Values:
    """The token of a signed address."""
    return {"token": url.rstrip("/").rpartition("/")[2]}


def digest(cast: Cast) -> Values:
    """The link that ends the delegate's digest."""
    return last_of(unsubscribe_url(cast.delegate.pk, "digest"))


def forged(cast: Cast) -> Values:
    """A link that we never signed."""
    return {"token": signing.Signer(salt="elsewhere").sign_object({"p": cast.delegate.pk, "s": "digest"})}


def mail(cast: Cast) -> Values:
    """A mail to the delegate."""
    return {"number": Mailed.objects.create(address=cast.delegate.email, sender="us", subject="Digest").pk}


ROWS = [
    Door("notifications:preferences", get=SIGNED_IN, post=SIGNED_IN, data=lambda cast: {"digest": "daily", "hour": 7}),
    Door("notifications:preferences-moved", get=PUBLIC),
    Door("notifications:unsubscribe", args=digest, get=PUBLIC, post=PUBLIC),
    Door("notifications:unsubscribe", args=forged, get=everyone(MISSING), post=everyone(MISSING), case="forged"),
    Door("notifications:act", args=forged, get=everyone(FORBIDDEN), post=everyone(FORBIDDEN), case="forged"),
    Door("notifications:mailbox", get=MAILBOX),
    Door("notifications:mail", args=mail, get=OWN_MAIL),
    Door("notifications:mail-page", args=mail, get=OWN_MAIL),
]
