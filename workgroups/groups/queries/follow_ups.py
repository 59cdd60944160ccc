"""What officers wait for among the people of their groups: invitations, first visits, addresses, seats."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.groups.models import Delegation, Group, Invitation, NominationAsked, Office, Seat
from workgroups.groups.queries.order import SEAT_ORDER, in_order
from workgroups.notifications.registry import FollowUp, follow_ups

EXPIRING = timedelta(days=60)


@dataclass(frozen=True)
class Scope:
    """Some groups with their delegations, seats (heads first) and offices of today; three queries."""

    groups: dict[int, Group]
    delegations: dict[int, Delegation]
    seats: tuple[Seat, ...]
    offices: tuple[Office, ...]

    @cached_property
    def seats_by_delegation(self) -> dict[int, list[Seat]]:
        found: dict[int, list[Seat]] = defaultdict(list)
        for seat in self.seats:
            found[seat.delegation_id].append(seat)
        return found

    def writes_to(self, delegation_id: int) -> tuple[int, ...]:
        """Return to whom a letter to a delegation goes: its heads, or everybody where it has none."""
        seats = self.seats_by_delegation.get(delegation_id, [])
        heads = [seat.person_id for seat in seats if seat.role == Seat.Role.HEAD]
        return tuple(heads or [seat.person_id for seat in seats])

    def participating(self, group_id: int) -> list[Delegation]:
        """Return a group's participating delegations by name."""
        wanted = Delegation.Standing.PARTICIPATING
        return [one for one in self.delegations.values() if one.group_id == group_id and one.standing == wanted]


def scope_of(groups: Iterable[Group]) -> Scope:
    """Return the scope of these groups; three queries."""
    by_id, today = {group.pk: group for group in groups}, clock.now().date()
    held = Delegation.objects.filter(group__in=by_id, since__lte=today).exclude(until__lt=today)
    delegations = {one.pk: one for one in held.select_related("body").order_by("body__sort_key", "pk")}
    for one in delegations.values():
        one.group = by_id[one.group_id]
    seats = (
        Seat.objects.on(today)
        .filter(delegation__in=delegations, person__is_active=True)
        .select_related("person__preference")
    )
    sitting = list(seats.order_by(in_order("role", SEAT_ORDER), "person__sort_key", "pk"))
    for seat in sitting:
        seat.delegation = delegations[seat.delegation_id]
    offices = Office.objects.on(today).filter(group__in=by_id, person__is_active=True)
    offices = offices.select_related("person__preference")
    return Scope(by_id, delegations, tuple(sitting), tuple(offices.order_by("pk")))


@follow_ups(order=70)
def invited_and_not_here(scope: Scope) -> Iterator[FollowUp]:
    """Who was invited and has not come; they have no account, so the invitation itself is sent again."""
    waiting = Invitation.objects.filter(group__in=scope.groups, accepted_at=None, withdrawn_at=None)
    for invitation in waiting.order_by("invited_at", "pk"):
        group = scope.groups[invitation.group_id]
        yield FollowUp(
            kind="groups.invited",
            label=_("Invited, not here yet"),
            key=f"groups.invitation:{invitation.pk}",
            what=_("Invitation to the group"),
            url=reverse("groups:manage", args=[group.slug]),
            group_id=group.pk,
            who=f"{invitation.name} <{invitation.email}>",
            delegation_id=invitation.delegation_id,
            since=invitation.invited_at,
            due=invitation.expires_at,
        )


@follow_ups(order=15)
def not_nominated(scope: Scope) -> Iterator[FollowUp]:
    """Delegations that were asked to name people and have not."""
    waiting = NominationAsked.objects.filter(
        call__group__in=scope.groups, call__closed_at=None, answered_at=None, delegation__in=scope.delegations
    )
    for asked in waiting.select_related("call").order_by("call__due", "call__pk", "pk"):
        delegation, group = scope.delegations[asked.delegation_id], scope.groups[asked.call.group_id]
        yield FollowUp(
            kind="groups.nomination",
            label=_("Nomination not made"),
            key=f"groups.nomination:{asked.call_id}",
            what=asked.call.title,
            url=reverse("groups:manage", args=[group.slug]),
            group_id=group.pk,
            who=delegation.body.shown,
            people=scope.writes_to(delegation.pk),
            delegation_id=delegation.pk,
            since=asked.call.opened_at,
            due=asked.call.due,
        )


@follow_ups(order=72)
def never_here(scope: Scope) -> Iterator[FollowUp]:
    """Who holds a seat or an office and has never signed in."""
    for group, delegation, person in _people(scope):
        if person.last_login is None:
            yield FollowUp(
                kind="groups.never_signed_in",
                label=_("Never signed in"),
                key=f"groups.first_visit:{group.pk}",
                what=_("First visit"),
                url=reverse("groups:member-list", args=[group.slug]),
                group_id=group.pk,
                who=person.name,
                people=(person.pk,) if person.email else (),
                delegation_id=delegation.pk if delegation else None,
                since=person.joined_at,
            )


@follow_ups(order=74)
def unreachable(scope: Scope) -> Iterator[FollowUp]:
    """Whose address takes no mail, or who has none; no letter reaches them."""
    for group, delegation, person in _people(scope):
        refused_at = person.preference.refused_at if hasattr(person, "preference") else None
        if refused_at or not person.email:
            what = _("The address %(address)s takes no mail") % {"address": person.email or ""}
            yield FollowUp(
                kind="groups.unreachable",
                label=_("Not reached by mail"),
                key=f"groups.address:{person.pk}",
                what=what if person.email else _("No address is known"),
                url=reverse("groups:member-list", args=[group.slug]),
                group_id=group.pk,
                who=person.name,
                delegation_id=delegation.pk if delegation else None,
                since=refused_at,
            )


@follow_ups(order=76)
def vacant(scope: Scope) -> Iterator[FollowUp]:
    """Delegations in which nobody sits, or nobody as head."""
    for delegation in scope.delegations.values():
        seats = scope.seats_by_delegation.get(delegation.pk, [])
        if any(seat.role == Seat.Role.HEAD for seat in seats):
            continue
        yield FollowUp(
            kind="groups.vacant",
            label=_("Vacant seats"),
            key=f"groups.vacant:{delegation.pk}",
            what=_("No head of delegation") if seats else _("Nobody sits for it"),
            url=reverse("groups:manage", args=[delegation.group.slug]),
            group_id=delegation.group_id,
            who=delegation.body.shown,
            people=scope.writes_to(delegation.pk),
            delegation_id=delegation.pk,
        )


@follow_ups(order=78)
def expiring(scope: Scope) -> Iterator[FollowUp]:
    """Seats that end within two months."""
    last = clock.now().date() + EXPIRING
    for seat in scope.seats:
        if seat.until and seat.until <= last:
            yield FollowUp(
                kind="groups.expiring",
                label=_("Seats that end soon"),
                key=f"groups.seat:{seat.pk}",
                what=_("Seat as %(role)s") % {"role": seat.get_role_display()},
                url=reverse("groups:manage", args=[seat.delegation.group.slug]),
                group_id=seat.delegation.group_id,
                who=seat.person.name,
                people=(seat.person_id,),
                delegation_id=seat.delegation_id,
                due=datetime.combine(seat.until, time.max, UTC),
            )


def _people(scope: Scope) -> Iterator[tuple[Group, Delegation | None, Person]]:
    seen: set[tuple[int, int]] = set()
    for seat in scope.seats:
        if (key := (seat.delegation.group_id, seat.person_id)) not in seen:
            seen.add(key)
            yield scope.groups[key[0]], seat.delegation, seat.person
    for office in scope.offices:
        if (key := (office.group_id, office.person_id)) not in seen:
            seen.add(key)
            yield scope.groups[key[0]], None, office.person
