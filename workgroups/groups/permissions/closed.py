"""Where the work has ended everything can be read and nothing is written: one rule, asked before every event."""

from django.utils.translation import gettext as _

from workgroups.core.errors import Refused
from workgroups.events.events import Event
from workgroups.events.subscribe import before_emit
from workgroups.groups.models import Group

OPEN_STATES = {Group.State.ACTIVE, Group.State.PROPOSED}


@before_emit
def refuse_when_closed(event: Event) -> None:
    """Refuse what would change a concluded or archived group, whichever door it came by; one query an event."""
    place = event.stream()
    if event.when_closed or place.kind != "group":
        return
    state = Group.objects.filter(pk=place.ref_id).values_list("state", flat=True).first()
    if state is not None and state not in OPEN_STATES:
        raise Refused(closed_words())


def closed_words() -> str:
    """Return why nothing can be written, and what helps."""
    return _(
        "The work of this group has ended: everything stays to be read, nothing can be written or changed."
        " Its officers can take the work up again."
    )
