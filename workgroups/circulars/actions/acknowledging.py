"""Take note of a circular, and note that its page was opened."""

from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.circulars.events import CircularAcknowledged
from workgroups.circulars.models import Acknowledgement, Circular, Recipient
from workgroups.circulars.permissions import can_acknowledge
from workgroups.circulars.queries import recipient_of
from workgroups.core import clock
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.permissions import Member, require


@transaction.atomic
def acknowledge_circular(*, actor: Member, circular: Circular) -> None:
    """Acknowledge a circular for one's delegation or oneself; refused when it was done already."""
    recipient = recipient_of(circular, actor.person)
    require(can_acknowledge(actor, circular, recipient))
    alone = circular.acknowledge == Circular.Acknowledge.PERSON
    delegation = recipient.delegation if recipient and not alone else None
    person = {"delegation": None, "person": actor.person}
    whose = {"delegation": delegation} if delegation else person
    fields = {"person": actor.person, "at": clock.now()}
    found, is_new = Acknowledgement.objects.get_or_create(circular=circular, **whose, defaults=fields)
    if not is_new:
        if found.person_id == actor.person.pk:
            raise Refused(_("You have acknowledged this circular already."))
        raise Refused(_("%(name)s has acknowledged it for your delegation.") % {"name": found.person.name})
    emit(
        CircularAcknowledged(
            group_id=circular.group_id,
            circular_id=circular.pk,
            actor_id=actor.person.pk,
            is_restricted=circular.is_restricted,
        )
    )


@transaction.atomic
def open_circular(*, actor: Member, circular: Circular) -> None:
    """Note that somebody to whom it went has opened its page for the first time."""
    own = Recipient.objects.filter(circular=circular, person=actor.person, opened_at=None)
    own.update(opened_at=clock.now())
