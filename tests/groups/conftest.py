"""Invitations of the cast's group."""

import pytest

from tests.cast import Cast
from workgroups.groups.actions import invite_member
from workgroups.groups.models import Delegation, Invitation, Seat


@pytest.fixture
def offered(cast: Cast) -> Invitation:
    """A seat for somebody who has no account yet."""
    return invite_member(
        actor=cast.secretariat,
        group=cast.group,
        name="Kim Newcomer",
        email="Kim@seoul.example",
        delegation=Delegation.objects.get(group=cast.group, body__name="Westland"),
        seat_role=Seat.Role.EXPERT,
    )
