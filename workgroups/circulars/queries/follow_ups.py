"""What officers wait for because of circulars: acknowledgements, and pages that nobody of a delegation opened."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Case, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from workgroups.circulars.models import Circular, CircularText, Recipient
from workgroups.circulars.queries.circulars import key_of, still_asked
from workgroups.core import clock
from workgroups.groups.queries import Scope
from workgroups.notifications.registry import FollowUp, follow_ups

UNREAD_AFTER, UNREAD_FOR = timedelta(days=3), timedelta(days=60)


@follow_ups(order=30)
def unacknowledged_and_unread(scope: Scope) -> Iterator[FollowUp]:
    """Who has not acknowledged a circular; delegations of which nobody opened one after three days. One query.

    Whether a page was opened is never said by person.
    """
    by_voice: dict[tuple[int, int], list[Recipient]] = defaultdict(list)
    for one in _recipients(scope):
        alone = one.circular.acknowledge == Circular.Acknowledge.PERSON
        by_voice[one.circular_id, -one.person_id if alone else one.delegation_id or 0].append(one)
    for own in by_voice.values():
        if own[0].circular.acknowledge != Circular.Acknowledge.NOBODY:
            yield _row(scope, own, "circulars.acknowledge", _("Circular not acknowledged"))
        elif not any(one.opened_at for one in own):
            yield _row(scope, own, "circulars.unread", _("Circular not opened"))


def _recipients(scope: Scope) -> list[Recipient]:
    now = clock.now()
    unread = Q(
        circular__acknowledge=Circular.Acknowledge.NOBODY,
        circular__sent_at__range=(now - UNREAD_FOR, now - UNREAD_AFTER),
        delegation__in=scope.delegations,
    )
    rank = Case(
        When(language=get_language() or "en", then=Value(0)),
        When(language=F("circular__language"), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    subjects = CircularText.objects.filter(circular=OuterRef("circular")).order_by(rank, "pk").values("title")
    rows = Recipient.objects.filter(
        still_asked() | unread, circular__group__in=scope.groups, circular__state=Circular.State.SENT
    )
    rows = rows.filter(circular__group__state="active").select_related("circular", "person")
    return list(rows.annotate(subject=Subquery(subjects[:1])).order_by("circular__sent_at", "circular__pk", "pk"))


def _row(scope: Scope, own: list[Recipient], kind: str, label: str) -> FollowUp:
    first = own[0]
    circular, delegation = first.circular, scope.delegations.get(first.delegation_id or 0)
    circular.group = scope.groups[circular.group_id]
    alone = circular.acknowledge == Circular.Acknowledge.PERSON or delegation is None
    what = _("Circular %(number)s: %(subject)s")
    return FollowUp(
        kind=kind,
        label=label,
        key=key_of(circular),
        what=what % {"number": circular.shown_number, "subject": first.subject},  # type: ignore[attr-defined]
        url=circular.get_absolute_url(),
        group_id=circular.group_id,
        who=first.person.name if alone or delegation is None else delegation.body.shown,
        people=tuple(one.person_id for one in own),
        delegation_id=delegation.pk if delegation else None,
        since=circular.sent_at,
        due=circular.deadline,
        is_restricted=circular.is_restricted,
    )
