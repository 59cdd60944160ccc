"""Links that nobody signed, and things of another group."""

import pytest

from tests.cast import Cast
from workgroups.core.errors import Missing
from workgroups.groups.models import Invitation, Office, Seat
from workgroups.groups.permissions import invitation_by_token, invitation_for, office_for, seat_for, token_of


def test_the_mailed_token_finds_its_invitation(offered: Invitation) -> None:
    assert invitation_by_token(token_of(offered)) == offered


def test_no_other_token_does(offered: Invitation) -> None:
    token = token_of(offered)
    forged = [token[:-1], token.swapcase(), str(offered.uid), f"{offered.uid}.", "", "x" * 5000, token + "\n"]
    for one in forged:
        with pytest.raises(Missing):
            invitation_by_token(one)


def test_officers_reach_only_their_own_groups_things(cast: Cast, offered: Invitation) -> None:
    member = cast.member("chair")
    elsewhere = Office.objects.get(group=cast.elsewhere, person=cast.outsider)
    former = Seat.objects.get(person=cast.former)
    Invitation.objects.filter(pk=offered.pk).update(group=cast.elsewhere)
    for load, pk in ((office_for, elsewhere.pk), (seat_for, former.pk), (invitation_for, offered.pk)):
        with pytest.raises(Missing):
            load(member, pk)
