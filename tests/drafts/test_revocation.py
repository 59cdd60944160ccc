"""What ends or is raised closes an open draft, whatever did it: in state, the socket is closed and says why."""

from collections.abc import Callable

import pytest
from asgiref.sync import sync_to_async

from tests.drafts.conftest import Join, Room
from workgroups.accounts.models import Person
from workgroups.drafts.actions import mark_draft
from workgroups.groups.actions import end_seat
from workgroups.groups.models import Delegation, Seat

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 20  # seconds; it takes less than one


def seat_ends(room: Room) -> None:
    end_seat(actor=room.people["chair"], seat=Seat.objects.get(person=room.people["ben"]))


def account_ends(room: Room) -> None:
    Person.objects.filter(pk=room.people["ben"].pk).update(is_active=False)


def password_changes(room: Room) -> None:
    person = Person.objects.get(pk=room.people["ben"].pk)
    person.set_password("another one entirely")
    person.save()


def delegation_only_observes(room: Room) -> None:
    """Its draft is restricted: for those who observe there is none."""
    from workgroups.groups.actions.epoch import open_epoch

    mark_draft(actor=room.member("chair"), draft=room.draft, marking="restricted")
    Delegation.objects.filter(seats__person=room.people["ben"]).update(standing=Delegation.Standing.OBSERVING)
    open_epoch(room.group)


def marking_rises(room: Room) -> None:
    mark_draft(actor=room.member("chair"), draft=room.draft, marking="restricted")


@pytest.mark.parametrize(
    ("who", "ends", "code"),
    [
        ("ben", seat_ends, 4403),
        ("ben", account_ends, 4401),
        ("ben", password_changes, 4401),
        ("ben", delegation_only_observes, 4403),
        ("observer", marking_rises, 4403),
    ],
)
async def test_an_open_draft_closes_for_them_and_stays_open_for_others(
    join: Join, shared: Room, who: str, ends: Callable[[Room], None], code: int
) -> None:
    """Tried: without `auth_keys` in the hub's look, a changed password leaves the draft open."""
    chair, leaver = await join(shared, "chair"), await join(shared, who)
    await sync_to_async(ends)(shared)
    await leaver.until(lambda: leaver.closed, PATIENCE)
    assert leaver.closed[0] == code
    await chair.type("x")
    await chair.saved()
    assert leaver.text == "First\nSome words.", "not a letter after it"
