"""Doors of files. The apps whose files these are add a row each, with a case, in their own modules."""

from base64 import b64encode

from tests.cast import EVERYONE, Cast
from tests.doors.door import IN, MEMBERS_ONLY, MISSING, NOBODY, SIGN_IN, Door, Values, but
from workgroups.files.actions import open_upload, store_bytes


def unclaimed(cast: Cast) -> Values:
    """A file of a kind that no app has said who may read."""
    kept = store_bytes(owner=cast.chair, group_id=cast.group.pk, name="note.txt", data=b"A note.", kind="unclaimed")
    return {"uid": kept.uid, "name": kept.name}


def unclaimed_uid(cast: Cast) -> Values:
    """Its first page."""
    return {"uid": unclaimed(cast)["uid"]}


def begun(cast: Cast) -> Values:
    """An upload that the delegate has begun."""
    opened = open_upload(owner=cast.delegate, group_id=cast.group.pk, kind="threads.post", name="film.mov", length=9)
    return {"uid": opened.uid}


def tus(cast: Cast) -> dict[str, str]:
    """What opens an upload of a file for a post of the group."""
    given = {"filename": "film.mov", "kind": "threads.post", "group": str(cast.group.pk)}
    pairs = ",".join(f"{key} {b64encode(value.encode()).decode()}" for key, value in given.items())
    return {"Tus-Resumable": "1.0.0", "Upload-Length": "9", "Upload-Metadata": pairs}


OWN = {who: IN if who == "delegate" else MISSING for who in EVERYONE} | {"anonymous": SIGN_IN}

# Bytes come in by PATCH through an ASGI application of its own: who may is asked in tests/files/test_uploads.py.
ROWS = [
    Door("files:file", case="of a kind nobody reads", args=unclaimed, get=but(NOBODY, anonymous=SIGN_IN)),
    Door("files:preview", case="of a kind nobody reads", args=unclaimed_uid, get=but(NOBODY, anonymous=SIGN_IN)),
    Door("files:upload-open", post=MEMBERS_ONLY, headers=tus),
    Door("files:upload", args=begun, get=OWN, delete=OWN),
]
