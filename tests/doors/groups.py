"""Doors of groups: the front, members, an officer's pages, invitations, and the installation's officers."""

from datetime import timedelta

from tests.cast import Cast
from tests.doors.door import (
    FORBIDDEN,
    IN,
    MEMBERS_ONLY,
    OFFICERS_ONLY,
    PUBLIC,
    SIGN_IN,
    Door,
    Values,
    but,
    everyone,
    group,
)
from workgroups.core import clock
from workgroups.groups.models import Delegation, Group, Invitation, Office, Seat
from workgroups.groups.permissions import token_of

SOMEBODY_ELSE = but(everyone(FORBIDDEN), anonymous=IN)  # signed in with another address than the invited one
OPERATORS_ONLY = but(everyone(FORBIDDEN), anonymous=SIGN_IN)  # the cast's operator is not asked


def seat(cast: Cast) -> Values:
    return {**group(cast), "seat_id": Seat.objects.get(person=cast.delegate2).pk}


def office(cast: Cast) -> Values:
    return {**group(cast), "office_id": Office.objects.get(person=cast.secretariat).pk}


def invitation(cast: Cast) -> Values:
    return {**group(cast), "invitation_id": _invitation(cast, "somebody@new.example").pk}


def link(cast: Cast) -> Values:
    return {"token": token_of(_invitation(cast, "somebody@new.example"))}


def link_to_outsider(cast: Cast) -> Values:
    return {"token": token_of(_invitation(cast, cast.outsider.email or ""))}


def about(cast: Cast) -> Values:
    return {"name": "Cloud and more", "purpose": "", "state": Group.State.ACTIVE}


def body(cast: Cast) -> Values:
    return {"body_name": "Eastland", "kind": "state", "standing": "participating"}


def another_seat(cast: Cast) -> Values:
    delegation = Delegation.objects.get(group=cast.group, body__name="Northland")
    return {"person": cast.delegate.pk, "delegation": delegation.pk, "seat_role": Seat.Role.ALTERNATE}


def another_office(cast: Cast) -> Values:
    return {"person": cast.delegate.pk, "role": Office.Role.COCHAIR}


def guest(cast: Cast) -> Values:
    delegation = Delegation.objects.get(group=cast.group, body__name="Northland")
    return {"name": "New", "email": "new@new.example", "delegation": delegation.pk, "seat_role": Seat.Role.EXPERT}


def newcomer(cast: Cast) -> Values:
    return {"name": "New Person", "password": "green bottles stand", "time_zone": "UTC"}


def _invitation(cast: Cast, email: str) -> Invitation:
    return Invitation.objects.create(
        group=cast.group,
        office_role=Office.Role.COCHAIR,
        email=email,
        name="Somebody",
        invited_by=cast.chair,
        expires_at=clock.now() + timedelta(days=1),
    )


ROWS = [
    # Members see their overview, everybody else the public face.
    Door("groups:group-front", args=group, get=PUBLIC),
    Door("groups:member-list", args=group, get=MEMBERS_ONLY),
    # An officer's pages.
    Door("groups:manage", args=group, get=OFFICERS_ONLY),
    Door("groups:group-change", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=about),
    Door("groups:delegation-add", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=body),
    Door("groups:seat-add", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=another_seat),
    Door("groups:seat-end", args=seat, get=OFFICERS_ONLY, post=OFFICERS_ONLY),
    Door("groups:office-add", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=another_office),
    Door("groups:office-end", args=office, get=OFFICERS_ONLY, post=OFFICERS_ONLY),
    Door("groups:invitation-add", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=guest),
    Door("groups:invitation-withdraw", args=invitation, post=OFFICERS_ONLY),
    Door("groups:invitation-send", args=invitation, post=OFFICERS_ONLY),
    # The link in an invitation's mail: for whoever holds it, unless they are signed in as somebody else.
    Door("groups:invitation", args=link, get=SOMEBODY_ELSE, post=SOMEBODY_ELSE, data=newcomer),
    Door(
        "groups:invitation",
        case="sent to the outsider",
        args=link_to_outsider,
        get=but(SOMEBODY_ELSE, outsider=IN),
        post=but(SOMEBODY_ELSE, outsider=IN),
    ),
    # The installation's officers.
    Door("groups:site", get=OPERATORS_ONLY),
    Door("groups:programme-add", get=OPERATORS_ONLY, post=OPERATORS_ONLY),
    Door("groups:group-add", get=OPERATORS_ONLY, post=OPERATORS_ONLY),
]
