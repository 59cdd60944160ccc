"""Doors of home: desk, search, the follow-up board."""

from tests.cast import DELEGATES
from tests.doors.door import FORBIDDEN, SIGNED_IN, Door, but, refused

# Officers of any open group: the cast's outsider chairs another one.
OFFICERS_ANYWHERE = but(SIGNED_IN, **dict.fromkeys((*DELEGATES, "observer", "former"), FORBIDDEN))

ROWS = [
    Door("home:desk", get=SIGNED_IN),
    Door("home:search", get=SIGNED_IN, query={"q": "cloud"}),
    Door("home:follow-up", get=OFFICERS_ANYWHERE),
    Door("home:follow-up-export", get=OFFICERS_ANYWHERE),
    Door("home:follow-up-chase", post=refused(OFFICERS_ANYWHERE)),
]
