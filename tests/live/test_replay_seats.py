"""Members pages and an officer's page of people follow every change of seats and offices."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client

from tests.cast import Cast
from tests.live.replay import replay
from workgroups.core import clock
from workgroups.groups import actions
from workgroups.groups.models import Handover, Office, Seat

pytestmark = pytest.mark.django_db


def seat(cast: Cast) -> Seat:
    return Seat.objects.get(person=cast.delegate2)


def office(cast: Cast) -> Office:
    return Office.objects.get(person=cast.secretariat)


def turned(cast: Cast) -> None:
    actions.change_role(actor=cast.chair, seat=seat(cast), role=Seat.Role.ALTERNATE)


def dated(cast: Cast) -> None:
    actions.change_seat_dates(
        actor=cast.chair, seat=seat(cast), since=seat(cast).since, until=day(90), reason="Only this term"
    )


def office_dated(cast: Cast) -> None:
    held = office(cast)
    actions.change_office_dates(actor=cast.chair, office=held, since=held.since, until=day(90), reason="This term")


def acting(cast: Cast) -> None:
    actions.take_office(
        actor=cast.chair, group=cast.group, person=cast.delegate, role="chair", acting_for=cast.chair, until=day(9)
    )


def handed_over(cast: Cast) -> None:
    actions.hand_over(actor=cast.member("chair"), held=office(cast), successor=cast.delegate, day=day(0))


def left(cast: Cast) -> None:
    actions.leave_group(actor=cast.member("delegate2"))


def day(ahead: int) -> date:
    return clock.now().date() + timedelta(days=ahead)


@pytest.mark.parametrize("act", [turned, dated, office_dated, acting, handed_over, left], ids=lambda one: one.__name__)
def test_page_of_people_follows(cast: Cast, client: Client, act: Callable[[Cast], None]) -> None:
    client.force_login(cast.cochair)
    with replay(client, cast.group) as page:
        page.shows("members group", f"/groups/{cast.group.slug}/manage/people/")
        act(cast)


def test_page_of_people_follows_a_planned_hand_over_and_its_withdrawal(cast: Cast, client: Client) -> None:
    client.force_login(cast.cochair)
    people = f"/groups/{cast.group.slug}/manage/people/"
    with replay(client, cast.group) as page:
        page.shows("members group", people)
        actions.hand_over(actor=cast.member("chair"), held=office(cast), successor=cast.delegate, day=day(3))
    with replay(client, cast.group) as page:
        page.shows("members group", people)
        actions.withdraw_handover(actor=cast.member("chair"), handover=Handover.objects.get())


@pytest.mark.parametrize("kind", ["seat", "office"])
def test_members_page_follows_days_that_come_by_themselves(cast: Cast, client: Client, kind: str) -> None:
    """The last instant of a last day, and the first instant after it."""
    client.force_login(cast.cochair)
    last = day(5)
    held: type[Seat | Office] = Seat if kind == "seat" else Office
    row = seat(cast) if kind == "seat" else office(cast)
    held.objects.filter(pk=row.pk).update(until=last)
    row.refresh_from_db()
    over = datetime.combine(last + timedelta(days=1), time(), UTC)
    with clock.at(over - timedelta(seconds=1)), replay(client, cast.group) as page:
        page.shows("members group", f"/groups/{cast.group.slug}/members/")
        with clock.at(over):
            if isinstance(row, Seat):
                actions.run_out_seat(seat=row)
            else:
                actions.run_out_office(office=row)
            fresh = page.fetch(f"/groups/{cast.group.slug}/members/")
        assert fresh != page.parts["members group", f"/groups/{cast.group.slug}/members/"]
        page.parts.clear()


def test_note_leaves_its_page_when_it_was_read(cast: Cast, client: Client) -> None:
    made = actions.hand_over(
        actor=cast.member("chair"), held=office(cast), successor=cast.delegate, day=day(0), note="Good luck"
    )
    client.force_login(cast.delegate)
    with replay(client, cast.group) as page:
        page.shows("members", made.get_absolute_url())
        actions.put_note_away(actor=cast.member("delegate"), handover=made)
