"""Doors of meetings, tasks and calendars."""

from datetime import date, time, timedelta

from tests.cast import Cast
from tests.doors.door import (
    FORBIDDEN,
    MEMBERS_ONLY,
    MISSING,
    OFFICERS_ONLY,
    PUBLIC,
    SIGNED_IN,
    Door,
    Profile,
    Values,
    but,
    everyone,
    group,
)
from workgroups.core import clock
from workgroups.meetings.actions import plan_meeting, renew_feed, set_task
from workgroups.meetings.models import Meeting

DOERS: Profile = but(MEMBERS_ONLY, observer=FORBIDDEN)


def next_week() -> date:
    return clock.now().date() + timedelta(days=7)


def planned(cast: Cast) -> Meeting:
    return plan_meeting(
        actor=cast.member("chair"), title="Costs", day=next_week(), wall_time=time(9), zone="UTC", minutes=60
    )


def meeting(cast: Cast) -> Values:
    return {"slug": cast.group.slug, "number": planned(cast).number}


def held(cast: Cast) -> Values:
    past = clock.now().date() - timedelta(days=7)
    made = plan_meeting(
        actor=cast.member("chair"), title="Held", day=past, wall_time=time(12), zone="Europe/London", minutes=60
    )
    return {"slug": cast.group.slug, "number": made.number}


def task(cast: Cast) -> Values:
    """A task of the delegation in which delegate and delegate2 sit."""
    owing = cast.member("delegate").delegation
    assert owing
    made = set_task(actor=cast.member("chair"), meeting=planned(cast), title="A paper", delegation=owing, due_on=None)
    return {"slug": cast.group.slug, "number": made.number}


def feed(cast: Cast) -> Values:
    return {"token": renew_feed(person=cast.delegate)}


def shape(cast: Cast) -> Values:
    return {"title": "Rules", "day": next_week(), "wall_time": "10:00", "zone": "UTC", "minutes": 60}


def series(cast: Cast) -> Values:
    first = {"title": "Every other week", "first_day": next_week(), "every_weeks": 2, "minutes": 60}
    return first | {"wall_time_1": "09:00", "zone_1": "UTC", "wall_time_2": "", "zone_2": ""}


def agenda(cast: Cast) -> Values:
    item = {"form-0-title": "Welcome", "form-0-minutes": 5, "form-0-presenter": ""}
    return {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 0} | item


def new_task(cast: Cast) -> Values:
    delegation = cast.member("delegate").delegation
    return {"title": "A paper", "delegation": delegation.pk if delegation else "", "due_on": next_week()}


ROWS = [
    Door("meetings:meeting-list", args=group, get=MEMBERS_ONLY),
    Door("meetings:meeting-page", args=meeting, get=MEMBERS_ONLY),
    Door("meetings:meeting-file", args=meeting, get=MEMBERS_ONLY),
    Door("meetings:meeting-attendance", args=meeting, get=MEMBERS_ONLY),
    Door("meetings:meeting-tasks", args=meeting, get=MEMBERS_ONLY),
    Door("meetings:meeting-answer", args=meeting, post=MEMBERS_ONLY, data=lambda cast: {"answer": "yes"}),
    Door("meetings:meeting-add", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=shape),
    Door("meetings:series-add", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=series),
    Door("meetings:meeting-edit", args=meeting, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=shape),
    Door("meetings:meeting-cancel", args=meeting, post=OFFICERS_ONLY),
    Door("meetings:agenda-edit", args=meeting, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=agenda),
    Door("meetings:minutes-open", args=held, post=OFFICERS_ONLY),
    Door("meetings:task-add", args=meeting, post=OFFICERS_ONLY, data=new_task),
    Door("meetings:task-finish", args=task, post=DOERS),
    # Calendars: a group's own without joining details for the public; a person's by the key in its address.
    Door("meetings:group-feed", args=group, get=PUBLIC),
    Door("meetings:person-feed", args=feed, get=PUBLIC),
    Door("meetings:person-feed", case="wrong key", args=lambda cast: {"token": "wrong"}, get=everyone(MISSING)),
    Door("meetings:feed-settings", get=SIGNED_IN, post=SIGNED_IN),
]
