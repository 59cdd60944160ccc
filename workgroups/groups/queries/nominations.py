"""Read calls for nominations and requests: what was asked of whom, what waits, and for whom (`duty_rows`)."""

from django.db.models import Count, Prefetch, Q, QuerySet

from workgroups.groups.models import Group, JoinRequest, NominationAsked, NominationCall, Nominee
from workgroups.groups.queries.order import SEAT_ORDER, in_order

WAITING_NAMES = Q(delegations_asked__nominees__state=Nominee.State.WAITING)


def nomination_calls(group: Group) -> QuerySet[NominationCall]:
    """Return a group's calls, newest first, each with how many were asked, have answered, and wait to be decided."""
    return group.nomination_calls.annotate(
        asked_count=Count("delegations_asked", distinct=True),
        answered_count=Count(
            "delegations_asked", filter=Q(delegations_asked__answered_at__isnull=False), distinct=True
        ),
        waiting_count=Count("delegations_asked__nominees", filter=WAITING_NAMES, distinct=True),
    ).order_by("-number")


def names_waiting(group: Group) -> int:
    """Return how many people were named and are neither accepted nor declined."""
    return Nominee.objects.filter(asked__call__group=group, state=Nominee.State.WAITING).count()


def asked_in(call: NominationCall) -> QuerySet[NominationAsked]:
    """Return the delegations that a call asks, with the people they named; two queries."""
    named = Nominee.objects.order_by(in_order("role", SEAT_ORDER), "pk").select_related("nominated_by")
    found = call.delegations_asked.select_related("delegation__body", "answered_by")
    return found.prefetch_related(Prefetch("nominees", named)).order_by("delegation__body__sort_key")


def requests_to(group: Group) -> QuerySet[JoinRequest]:
    """Return the requests to join a group whose address is proved, those that wait first, newest first."""
    found = group.join_requests.exclude(state=JoinRequest.State.UNVERIFIED).select_related("decided_by")
    return found.order_by(in_order("state", (JoinRequest.State.WAITING,)), "-at")


def groups_open_to_requests() -> QuerySet[Group]:
    """Return the groups that the public sees and that anybody may ask to join, by name."""
    open_states = (Group.State.ACTIVE, Group.State.PROPOSED)
    found = Group.objects.filter(joining=Group.Joining.REQUEST, is_public=True, state__in=open_states)
    return found.select_related("programme").order_by("name")


# Heads (rank 0) and alternates (rank 1) of a delegation that was asked and has not answered.
NAMES_DUE = """
SELECT seat.person_id, asked.id, asked.delegation_id, seat.group_id, call.due, NULL::text,
  jsonb_build_object('title', call.title, 'number', call.number)
FROM groups_nominationasked asked
JOIN groups_nominationcall call ON call.id = asked.call_id AND call.closed_at IS NULL
JOIN seat ON seat.delegation_id = asked.delegation_id AND seat.rank <= 1
JOIN place ON place.id = seat.group_id AND place.state IN ('active', 'proposed')
WHERE asked.answered_at IS NULL
"""

NOMINEES_DUE = """
SELECT DISTINCT office.person_id, call.id, NULL::bigint, office.group_id, NULL::timestamptz, NULL::text,
  jsonb_build_object('title', call.title, 'number', call.number)
FROM groups_nominee nominee
JOIN groups_nominationasked asked ON asked.id = nominee.asked_id
JOIN groups_nominationcall call ON call.id = asked.call_id
JOIN office ON office.group_id = call.group_id
WHERE nominee.state = 'waiting'
"""

REQUESTS_DUE = """
SELECT DISTINCT office.person_id, request.id, NULL::bigint, office.group_id, NULL::timestamptz, NULL::text,
  jsonb_build_object('name', request.name)
FROM groups_joinrequest request
JOIN office ON office.group_id = request.group_id
WHERE request.state = 'waiting'
"""
