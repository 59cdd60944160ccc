"""On somebody's leaving the installation: what holds them back, who is told, what ends."""

from workgroups.accounts.events import LeavingAsked
from workgroups.accounts.models import Person
from workgroups.accounts.queries import addresses_of
from workgroups.accounts.registry import Obstacle
from workgroups.core import clock, slots
from workgroups.events.subscribe import on
from workgroups.groups.actions import erase_member
from workgroups.groups.queries import groups_of, holding_back, officers_of
from workgroups.notifications.actions import file_notices


@slots.fill("accounts.obstacles")
def what_holds_back(person: Person) -> list[Obstacle]:
    """Offices, and delegations with something open."""
    return holding_back(person)


@slots.fill("accounts.erasing")
def end_membership(person: Person) -> None:
    """In the same transaction: seats end, and what led to their address is forgotten."""
    erase_member(person=person, addresses=addresses_of(person))


@on(LeavingAsked, reader="notifications")
def tell_the_officers(event: LeavingAsked) -> None:
    """Tell the officers of their groups, so that somebody else can be named."""
    person = Person.objects.get(pk=event.person_id)
    if person.leaves_at is None:
        return
    for group in groups_of(person):
        file_notices(
            kind="groups.member_leaving",
            key=f"{person.pk}:{group.pk}:{person.leaves_at:%Y%m%d%H%M}",
            readers=[office.person_id for office in officers_of(group) if office.person_id != person.pk],
            group_id=group.pk,
            subject_id=person.pk,
            at=clock.now(),
        )
