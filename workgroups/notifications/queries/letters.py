"""The letters of deliveries that a sender has claimed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse

from workgroups.core import clock
from workgroups.notifications.adapters.letter import Letter, domain
from workgroups.notifications.models import Delivery, Preference
from workgroups.notifications.queries.digests import Digest, by_tongue, digests_for, urgent_for
from workgroups.notifications.registry import letters

DIGEST = "notifications/mail/digest"
SOON = "notifications/mail/soon"
STREAMS = {DIGEST: "digest", SOON: "mentions"}
UNSUBSCRIBE_SALT = "notifications.unsubscribe"


@dataclass(frozen=True)
class Contents:
    """A letter ready to be rendered, and what has been told once it is sent."""

    letter: Letter
    notice_ids: tuple[int, ...] = ()
    marks: list[str] | None = None


def contents_of(batch: Sequence[Delivery]) -> dict[int, Contents]:
    """Return the letters of a batch by delivery id, without those that have nothing to say or nobody to reach."""
    shut = Preference.objects.filter(person_id__in=[one.person_id for one in batch]).exclude(refused_at=None)
    refusing = set(shut.values_list("person_id", flat=True))
    reached = [one for one in batch if address_of(one)]
    streams = [one for one in reached if one.template in STREAMS and one.person_id not in refusing]
    told = digests_for([one for one in streams if one.template == DIGEST])
    told |= urgent_for([one for one in streams if one.template == SOON])
    plain = [one for one in reached if one.template not in STREAMS and one.template not in letters]
    found = {one.pk: Contents(_letter(one, one.context)) for one in plain} | _written(reached)
    return found | {one.pk: _told(one, told[one.pk]) for one in streams if one.pk in told}


def _written(reached: Sequence[Delivery]) -> dict[int, Contents]:
    """Return the letters whose words their domain makes now, for readers of one language and zone at a time."""
    found: dict[int, Contents] = {}
    for template, write in letters.items():
        for own in by_tongue([one for one in reached if one.template == template]):
            said = write(own)
            found |= {
                one.pk: Contents(_letter(one, said[one.pk].context), said[one.pk].notice_ids)
                for one in own
                if one.pk in said
            }
    return found


def address_of(delivery: Delivery) -> str:
    """Return where a delivery goes; empty when its reader has left or has no address yet.

    Whoever is leaving hears of their account alone.
    """
    person = delivery.person
    if person is None:
        return delivery.address
    is_reached = person.is_active and (person.leaves_at is None or delivery.template.startswith("accounts/"))
    return (person.email or "") if is_reached else ""


def unsubscribe_url(person_id: int, stream: str) -> str:
    """Return the address that ends one stream of one person's mail; it needs no sign-in and does not run out."""
    token = signing.Signer(salt=UNSUBSCRIBE_SALT).sign_object({"p": person_id, "s": stream}, compress=True)
    return f"{settings.BASE_URL}{reverse('notifications:unsubscribe', args=[token])}"


def unsubscribing(token: str) -> tuple[int, str] | None:
    """Return whose stream a token ends, None when it is not ours."""
    try:
        said = signing.Signer(salt=UNSUBSCRIBE_SALT).unsign_object(token)
    except (signing.BadSignature, ValueError):
        return None
    return int(said["p"]), str(said["s"])


def _told(delivery: Delivery, digest: Digest) -> Contents:
    context = {"digest": digest, "person": delivery.person, "today": clock.now()}
    marks = digest.marks if delivery.template == DIGEST else None
    return Contents(_letter(delivery, context), tuple(digest.notice_ids), marks)


def _letter(delivery: Delivery, context: dict[str, Any]) -> Letter:
    person, stream = delivery.person, STREAMS.get(delivery.template, "")
    return Letter(
        address=address_of(delivery),
        template=delivery.template,
        context=context,
        message_id=f"<{delivery.uid}@{domain()}>",
        language=person.language if person else str(delivery.context.get("language", "en")),
        time_zone=person.time_zone if person else "UTC",
        list_name=stream,
        unsubscribe=unsubscribe_url(person.pk, stream) if person and stream else "",
    )
