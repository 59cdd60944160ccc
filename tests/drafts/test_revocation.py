"""What ends or is raised closes an open draft, whatever did it: in state, the socket is closed and says why."""

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from asgiref.sync import sync_to_async

from tests.drafts.conftest import Join, Room, Web
from tests.drafts.test_lane import line_of, paragraph
from workgroups.accounts.actions import choose_rules
from workgroups.accounts.models import Person
from workgroups.drafts.actions import mark_draft, move_draft
from workgroups.events.actions import catch_up
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


def officers_need_factor(room: Room) -> None:
    operator = Person.objects.create_user(email="operator@test.example", name="Operator", is_operator=True)
    Authenticator.objects.create(user=operator, type=Authenticator.Type.TOTP, data={"secret": "x"})
    choose_rules(actor=operator, officers_need_factor=True)
    catch_up()


async def test_an_officer_without_the_second_factor_that_the_rule_asks_for_reads_and_types_no_more(
    join: Join, shared: Room
) -> None:
    """As pages have it: a post is refused there too, whatever is open, while a delegate goes on."""
    chair, ben = await join(shared, "chair"), await join(shared, "ben")
    await sync_to_async(officers_need_factor)(shared)
    await chair.until(lambda: chair.closed, PATIENCE)
    assert chair.closed == (4403, "your rights here changed")
    reading = await join(shared, "chair")
    assert reading.text == "First\nSome words."
    await reading.type("x")
    await reading.until(lambda: reading.closed, PATIENCE)
    assert reading.closed[0] == 4403
    await ben.type("y")
    await ben.saved()


@pytest.mark.parametrize("editing", ["settled", "review"])
async def test_a_draft_that_moves_on_lets_delegates_write_no_more_by_socket_nor_by_line(
    join: Join, shared: Room, web: Web, editing: str
) -> None:
    """Those who read stay; who wrote comes back as a reader, and a change of theirs ends it either way.

    By reasoning, not run, this fails without the draft's state in the stamp that rights rest on (`rooms.admission`).
    """
    ana, reader, line = await join(shared, "ana"), await join(shared, "observer"), await line_of(web, shared, "ben")
    assert (await line.say(paragraph("By the line."))).acknowledged()
    await sync_to_async(lambda: move_draft(actor=shared.member("chair"), draft=shared.draft, state=editing))()
    await ana.until(lambda: ana.closed, PATIENCE)
    assert ana.closed == (4403, "your rights here changed")
    assert (await line.say(paragraph("Too late."))).close == 4403
    reading = await join(shared, "ana")
    await reading.type("x")
    await reading.until(lambda: reading.closed, PATIENCE)
    assert reading.closed[0] == 4403
    assert reader.closed is None
    assert reader.text == "First\nSome words.\nBy the line."
