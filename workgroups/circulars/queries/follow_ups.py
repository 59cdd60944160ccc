"""What officers wait for because of circulars: acknowledgements, and pages that nobody of a delegation opened."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from workgroups.circulars.models import Circular, Recipient
from workgroups.circulars.queries.circulars import key_of, subject_in, waiting_recipients
from workgroups.core import clock
from workgroups.groups.queries import Scope
from workgroups.notifications.registry import FollowUp, follow_ups

UNREAD_AFTER, UNREAD_FOR = timedelta(days=3), timedelta(days=60)


@follow_ups(order=30)
def unacknowledged(scope: Scope) -> Iterator[FollowUp]:
    """Delegations (or persons) that have not acknowledged a circular; two queries."""
    asked: dict[tuple[int, int], list[Recipient]] = defaultdict(list)
    for one in waiting_recipients(Q(circular__group__in=scope.groups)):
        by_delegation = one.circular.acknowledge == Circular.Acknowledge.DELEGATION
        asked[one.circular_id, (one.delegation_id or 0) if by_delegation else -one.person_id].append(one)
    for own in asked.values():
        yield _row(scope, own, "circulars.acknowledge", _("Circular not acknowledged"))


@follow_ups(order=32)
def unread(scope: Scope) -> Iterator[FollowUp]:
    """Circulars that nobody of a delegation has opened here after three days; never shown by person; two queries."""
    now = clock.now()
    rows = Recipient.objects.filter(
        circular__group__in=scope.groups,
        circular__state=Circular.State.SENT,
        circular__acknowledge=Circular.Acknowledge.NOBODY,
        circular__sent_at__range=(now - UNREAD_FOR, now - UNREAD_AFTER),
        delegation__in=scope.delegations,
    )
    by_delegation: dict[tuple[int, int], list[Recipient]] = defaultdict(list)
    found = rows.select_related("circular__group", "person").prefetch_related("circular__texts")
    for one in found.order_by("circular__sent_at", "circular__pk", "pk"):
        by_delegation[one.circular_id, one.delegation_id or 0].append(one)
    for own in by_delegation.values():
        if not any(one.opened_at for one in own):
            yield _row(scope, own, "circulars.unread", _("Circular not opened"))


def _row(scope: Scope, own: list[Recipient], kind: str, label: str) -> FollowUp:
    first = own[0]
    circular, delegation = first.circular, scope.delegations.get(first.delegation_id or 0)
    circular.group = scope.groups[circular.group_id]
    alone = circular.acknowledge == Circular.Acknowledge.PERSON or delegation is None
    subject = _("Circular %(number)s: %(subject)s") % {
        "number": circular.shown_number,
        "subject": subject_in(circular, get_language() or "en"),
    }
    return FollowUp(
        kind=kind,
        label=label,
        key=key_of(circular),
        what=subject,
        url=circular.get_absolute_url(),
        group_id=circular.group_id,
        who=first.person.name if alone or delegation is None else delegation.body.shown,
        people=tuple(one.person_id for one in own),
        delegation_id=delegation.pk if delegation else None,
        since=circular.sent_at,
        due=circular.deadline,
    )
