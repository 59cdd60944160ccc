"""Doors of seats, offices, hand-overs and contacts; a part of those of groups."""

from datetime import date, timedelta

from tests.cast import Cast
from tests.doors.door import (
    FORBIDDEN,
    IN,
    MEMBERS_ONLY,
    MISSING,
    OFFICERS,
    OFFICERS_ONLY,
    SIGN_IN,
    Door,
    Values,
    but,
    everyone,
    group,
)
from workgroups.core import clock
from workgroups.groups.models import Delegation, Handover, Office, Seat


def seat(cast: Cast) -> Values:
    return {**group(cast), "seat_id": Seat.objects.get(person=cast.delegate2).pk}


def office(cast: Cast) -> Values:
    return {**group(cast), "office_id": Office.objects.get(person=cast.secretariat).pk}


def chairs_office(cast: Cast) -> Values:
    return {**group(cast), "office_id": Office.objects.get(person=cast.chair).pk}


def delegation(cast: Cast) -> Values:
    return {**group(cast), "delegation_id": Delegation.objects.get(group=cast.group, body__name="Westland").pk}


def somebody(cast: Cast) -> Values:
    return {**group(cast), "person_id": cast.delegate2.pk}


def somebody_former(cast: Cast) -> Values:
    return {**group(cast), "person_id": cast.former.pk}


def seat_that_ends(cast: Cast) -> Values:
    Seat.objects.filter(person=cast.delegate2, delegation__group=cast.group).update(until=_in(20))
    return seat(cast)


def delegation_that_ends(cast: Cast) -> Values:
    seat_that_ends(cast)
    return delegation(cast)


def heads_seat(cast: Cast) -> Values:
    return {**group(cast), "seat_id": Seat.objects.get(person=cast.delegate).pk}


def new_role(cast: Cast) -> Values:
    return {"role": Seat.Role.ALTERNATE}


def new_days(cast: Cast) -> Values:
    return {"since": "2020-01-01", "until": _in(90), "reason": "Entered wrongly"}


def acting(cast: Cast) -> Values:
    return {"office": Office.objects.get(person=cast.chair).pk, "person": cast.delegate.pk, "until": _in(9)}


def later(cast: Cast) -> Values:
    return {"until": _in(400)}


def all_later(cast: Cast) -> Values:
    return {**later(cast), "seats": [Seat.objects.get(person=cast.delegate2).pk]}


def heir(cast: Cast) -> Values:
    return {"successor": cast.delegate2.pk, "day": _in(5), "note": "Good luck"}


def handed_over(cast: Cast) -> Values:
    made = Handover.objects.create(
        group=cast.group,
        office=Office.objects.get(person=cast.secretariat),
        leaver=cast.secretariat,
        successor=cast.delegate,
        made_by=cast.chair,
        day=_in(5),
        note="Good luck",
    )
    return {**group(cast), "handover_id": made.pk}


def _in(days: int) -> date:
    return clock.now().date() + timedelta(days=days)


# The head of the delegation renews the others' seats; everybody else of the members is told that it is not theirs.
NOT_HERE = but(everyone(MISSING), anonymous=SIGN_IN)
RENEWERS = but(OFFICERS_ONLY, delegate=IN)
# A hand-over is known to officers, to whoever leaves and to whoever comes.
INVOLVED = but(OFFICERS_ONLY, delegate=IN, delegate2=MISSING, observer=MISSING)

TENURE = [
    Door("groups:office-history", args=group, get=MEMBERS_ONLY),
    Door("groups:delegation-history", args=delegation, get=MEMBERS_ONLY),
    Door("groups:person-history", args=somebody, get=MEMBERS_ONLY),
    Door("groups:person-history", case="somebody who has left", args=somebody_former, get=MEMBERS_ONLY),
    Door("groups:seat-role", args=seat, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=new_role),
    Door("groups:seat-dates", args=seat, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=new_days),
    Door("groups:office-dates", args=office, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=new_days),
    Door("groups:acting-add", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=acting),
    Door("groups:seat-renew", args=seat_that_ends, get=RENEWERS, post=RENEWERS, data=later),
    Door("groups:delegation-renew", args=delegation_that_ends, get=RENEWERS, post=RENEWERS, data=all_later),
    Door("groups:leave", args=group, get=MEMBERS_ONLY, post=MEMBERS_ONLY),
    Door("groups:office-hand-over", args=chairs_office, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=heir),
    Door("groups:seat-hand-over", args=heads_seat, get=RENEWERS, post=RENEWERS, data=heir),
    Door("groups:handover", args=handed_over, get=INVOLVED),
    Door("groups:handover-withdraw", args=handed_over, post=but(INVOLVED, delegate=FORBIDDEN)),
    Door("groups:handover-note", args=handed_over, post=but(INVOLVED, **dict.fromkeys(OFFICERS, FORBIDDEN))),
]

CONTACTS = [
    Door("groups:contact-list", args=group, get=MEMBERS_ONLY),
    Door("groups:contact-addresses", args=group, get=MEMBERS_ONLY),
    Door("groups:contact-csv", args=group, get=MEMBERS_ONLY),
    Door("groups:contact-vcards", args=group, get=MEMBERS_ONLY),
    Door("groups:contact-page", args=somebody, get=MEMBERS_ONLY),
    Door("groups:contact-page", case="somebody who has left", args=somebody_former, get=NOT_HERE),
    Door("groups:contact-vcard", args=somebody, get=MEMBERS_ONLY),
]
