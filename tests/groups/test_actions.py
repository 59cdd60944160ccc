"""Offices, seats, delegations and invitations change hands at once, and only through those who may."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from tests.cast import Cast, build_cast
from workgroups.accounts.actions import join
from workgroups.core import clock
from workgroups.core.errors import Missing, NotAllowed, Refused
from workgroups.groups import actions
from workgroups.groups.models import Delegation, Group, Invitation, Office, Seat
from workgroups.groups.permissions import member_for

PASSWORD = "three green bottles"


def kim(offered: Invitation):
    return join(name="Kim", email=offered.email, password=PASSWORD)


def test_a_seat_that_ends_is_gone_at_once_and_the_epoch_rises(cast: Cast) -> None:
    before = cast.group.epoch
    actions.end_seat(actor=cast.secretariat, seat=Seat.objects.get(person=cast.delegate2))
    with pytest.raises(Missing):
        member_for(cast.delegate2, cast.group.slug)
    cast.group.refresh_from_db()
    assert cast.group.epoch == before + 1


def test_the_last_officer_stays(cast: Cast) -> None:
    for person in (cast.chair, cast.cochair):
        actions.end_office(actor=cast.secretariat, office=Office.objects.get(group=cast.group, person=person))
    with pytest.raises(Refused):
        actions.end_office(actor=cast.secretariat, office=Office.objects.get(person=cast.secretariat))


@pytest.mark.parametrize(
    "act",
    [
        lambda cast: actions.create_programme(actor=cast.chair, slug="p", name="P"),
        lambda cast: actions.create_group(actor=cast.chair, programme=cast.group.programme, slug="g", name="G"),
        lambda cast: actions.change_group(actor=cast.delegate, group=cast.group, name="N", purpose=""),
        lambda cast: actions.add_delegation(actor=cast.delegate, group=cast.group, body_name="B"),
        lambda cast: actions.end_seat(actor=cast.outsider, seat=Seat.objects.get(person=cast.delegate)),
        lambda cast: actions.take_office(actor=cast.delegate, group=cast.group, person=cast.delegate, role="chair"),
        lambda cast: actions.invite_member(
            actor=cast.observer, group=cast.group, name="N", email="n@n.example", office_role="chair"
        ),
    ],
)
def test_who_may_not_is_turned_away(cast: Cast, act: Callable[[Cast], object]) -> None:
    with pytest.raises(NotAllowed):
        act(cast)


def test_a_body_stands_in_a_group_once(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        actions.add_delegation(actor=cast.chair, group=cast.group, body_name=" Northland\n")
    assert refusal.value.field == "body_name"


def test_change_group_says_what_it_is_for(cast: Cast) -> None:
    actions.change_group(actor=cast.chair, group=cast.group, name="Cloud\nforum", purpose=" To learn. ")
    found = Group.objects.values_list("name", "purpose").get(pk=cast.group.pk)
    assert found == ("Cloud forum", "To learn.")


def test_an_invitation_offers_something(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        actions.invite_member(actor=cast.chair, group=cast.group, name="N", email="n@n.example")
    assert refusal.value.field == "seat_role"


def test_join_by_invitation_makes_the_account_and_the_seat(cast: Cast, offered: Invitation) -> None:
    person = actions.join_by_invitation(invitation=offered, name="Kim", password=PASSWORD, time_zone="Asia/Seoul")
    member = member_for(person, cast.group.slug)
    assert (person.email, str(member.delegation), member.offices) == ("kim@seoul.example", "Westland", frozenset())


def test_an_invitation_works_once(offered: Invitation) -> None:
    person = kim(offered)
    actions.accept_invitation(invitation=offered, person=person)
    with pytest.raises(Refused):
        actions.accept_invitation(invitation=offered, person=person)


@pytest.mark.parametrize("close", ["withdraw", "wait"])
def test_an_invitation_that_is_closed_stays_closed(cast: Cast, offered: Invitation, close: str) -> None:
    person = kim(offered)
    if close == "withdraw":
        actions.withdraw_invitation(actor=cast.chair, invitation=offered)
    later = clock.now() + (actions.INVITATION_LASTS if close == "wait" else timedelta())
    with clock.at(later), pytest.raises(Refused):
        actions.accept_invitation(invitation=offered, person=person)
    assert not Seat.objects.filter(person=person).exists()


def test_a_withdrawal_can_be_undone_for_ten_minutes(cast: Cast, offered: Invitation) -> None:
    actions.withdraw_invitation(actor=cast.chair, invitation=offered)
    with clock.at(clock.now() + clock.UNDO), pytest.raises(Refused):
        actions.restore_invitation(actor=cast.chair, invitation=offered)
    actions.restore_invitation(actor=cast.chair, invitation=offered)
    actions.accept_invitation(invitation=offered, person=kim(offered))
    with pytest.raises(Refused):
        actions.restore_invitation(actor=cast.chair, invitation=offered)


def test_an_invitation_is_for_whoever_holds_the_address(cast: Cast, offered: Invitation) -> None:
    with pytest.raises(NotAllowed):
        actions.accept_invitation(invitation=offered, person=cast.outsider)


def test_sent_again_it_is_open_for_its_full_time_from_then(cast: Cast, offered: Invitation) -> None:
    later = clock.now() + actions.INVITATION_LASTS + timedelta(days=1)
    with clock.at(later):
        actions.send_invitation_again(actor=cast.chair, invitation=offered)
        offered.refresh_from_db()
        assert (offered.is_open, offered.times_sent) == (True, 2)


def test_what_was_taken_up_cannot_be_withdrawn_or_sent_again(cast: Cast, offered: Invitation) -> None:
    actions.accept_invitation(invitation=offered, person=kim(offered))
    for act in (actions.withdraw_invitation, actions.send_invitation_again):
        with pytest.raises(Refused):
            act(actor=cast.chair, invitation=offered)


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_give_one_seat() -> None:
    cast = build_cast()
    offered = actions.invite_member(
        actor=cast.chair,
        group=cast.group,
        name="Kim",
        email="kim@seoul.example",
        delegation=Delegation.objects.get(group=cast.group, body__name="Westland"),
        seat_role=Seat.Role.EXPERT,
    )
    person = kim(offered)

    def press(_: int) -> str:
        try:
            actions.accept_invitation(invitation=offered, person=person)
        except Refused:
            return "refused"
        finally:
            connection.close()
        return "taken"

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(press, range(4))) == ["refused", "refused", "refused", "taken"]
    assert Seat.objects.filter(person=person).count() == 1
