"""Doors of home: desk, what waits, search, the follow-up board."""

from datetime import time, timedelta

from tests.cast import DELEGATES, Cast
from tests.doors.door import FORBIDDEN, IN, MISSING, SIGN_IN, SIGNED_IN, Door, Profile, Values, but, everyone, refused
from workgroups.core import clock
from workgroups.meetings.actions import plan_meeting, set_task
from workgroups.notifications.registry import duty_key

# What a delegation owes waits for its two delegates; for everybody else there is no such thing.
OWING: Profile = but(everyone(MISSING), delegate=IN, delegate2=IN, anonymous=SIGN_IN)

# Officers of any open group: the cast's outsider chairs another one.
OFFICERS_ANYWHERE = but(SIGNED_IN, **dict.fromkeys((*DELEGATES, "observer", "former", "guest"), FORBIDDEN))


def owed(cast: Cast) -> Values:
    chair, day = cast.member("chair"), clock.now().date() - timedelta(days=3)
    held = plan_meeting(actor=chair, title="Call", day=day, wall_time=time(9), zone="UTC")
    west = cast.member("delegate").delegation
    task = set_task(actor=chair, meeting=held, title="Send the survey", delegation=west)
    return {"key": duty_key("meetings.task", task.pk, west.pk if west else None)}


ROWS = [
    Door("home:desk", get=SIGNED_IN),
    Door("home:duty-list", get=SIGNED_IN),
    Door("home:duty-page", args=owed, get=OWING, post=OWING, data=lambda cast: {"act": "snooze", "until": "monday"}),
    Door(
        "home:duty-page",
        case="passed to an outsider",
        args=owed,
        post=refused(OWING),
        data=lambda cast: {"act": "pass", "to": cast.outsider.pk},
    ),
    Door("home:duty-act", args=owed, post=OWING, data=lambda cast: {"act": "done"}),
    Door("home:search", get=SIGNED_IN, query={"q": "cloud"}),
    Door("home:awaited", get=OFFICERS_ANYWHERE),
    Door("home:follow-up", get=OFFICERS_ANYWHERE),
    Door("home:follow-up-export", get=OFFICERS_ANYWHERE),
    Door("home:follow-up-chase", post=refused(OFFICERS_ANYWHERE)),
]
