"""Doors of files. The apps whose files these are add a row each, with a case, in their own modules."""

from tests.cast import Cast
from tests.doors.door import NOBODY, SIGN_IN, Door, Values, but
from workgroups.files.actions import store_bytes


def unclaimed(cast: Cast) -> Values:
    """A file of a kind that no app has said who may read."""
    kept = store_bytes(owner=cast.chair, group_id=cast.group.pk, name="note.txt", data=b"A note.", kind="unclaimed")
    return {"uid": kept.uid, "name": kept.name}


ROWS = [Door("files:file", case="of a kind nobody reads", args=unclaimed, get=but(NOBODY, anonymous=SIGN_IN))]
