"""Doors of threads and posts, and of the files attached to them."""

from django.core.files.base import ContentFile

from tests.cast import Cast
from tests.doors.door import (
    IN,
    MEMBERS_ONLY,
    OFFICERS_ONLY,
    Door,
    Profile,
    Values,
    but,
    group,
    only,
    refused,
)
from workgroups.files.actions import store
from workgroups.threads import actions
from workgroups.threads.models import Thread
from workgroups.threads.permissions import FILES

# What the author (here the observer) and the officers may do.
AUTHOR_AND_OFFICERS: Profile = but(OFFICERS_ONLY, observer=IN)


def started(cast: Cast) -> Thread:
    """A thread that the observer has started."""
    return actions.start_thread(actor=cast.member("observer"), title="Costs", body="What does it cost?")


def thread(cast: Cast) -> Values:
    return {"slug": cast.group.slug, "number": started(cast).number}


def closed(cast: Cast) -> Values:
    one = started(cast)
    actions.close_thread(actor=cast.member("chair"), thread=one, outcome="Agreed.")
    return {"slug": cast.group.slug, "number": one.number}


def post(cast: Cast) -> Values:
    return thread(cast) | {"seq": 1}


def removed(cast: Cast) -> Values:
    one = started(cast)
    actions.remove_post(actor=cast.member("chair"), post=one.posts.get())
    return {"slug": cast.group.slug, "number": one.number, "seq": 1}


def attached(cast: Cast) -> Values:
    file = store(owner=cast.observer, group_id=cast.group.pk, name="a.txt", content=ContentFile(b"costs"), kind=FILES)
    actions.start_thread(actor=cast.member("observer"), title="Costs", body="See the file.", file_ids=[file.pk])
    return {"uid": file.uid, "name": file.name}


def loose(cast: Cast) -> Values:
    file = store(owner=cast.observer, group_id=cast.group.pk, name="a.txt", content=ContentFile(b"costs"), kind=FILES)
    return {"uid": file.uid, "name": file.name}


def words(cast: Cast) -> Values:
    return {"title": "Costs", "body": "What does it cost?", "language": "en", "edits": 0}


def to_restricted(cast: Cast) -> Values:
    return {"marking": "restricted"}


ROWS = [
    Door("threads:thread-list", args=group, get=MEMBERS_ONLY),
    Door("threads:thread-rows", args=group, get=MEMBERS_ONLY),
    Door("threads:thread-start", args=group, get=MEMBERS_ONLY, post=MEMBERS_ONLY, data=words),
    Door("threads:name-list", args=group, get=MEMBERS_ONLY),
    Door("threads:all-read", args=group, post=MEMBERS_ONLY),
    Door("threads:thread-page", args=thread, get=MEMBERS_ONLY),
    Door("threads:post-list", args=thread, get=MEMBERS_ONLY),
    Door("threads:post-add", args=thread, post=MEMBERS_ONLY, data=words),
    Door("threads:post-add", case="of a closed thread", args=closed, post=refused(MEMBERS_ONLY), data=words),
    Door("threads:posts-read", args=thread, post=MEMBERS_ONLY, data=lambda cast: {"first": 1, "last": 1}),
    Door("threads:following-choose", args=thread, post=MEMBERS_ONLY, data=lambda cast: {"level": "mute"}),
    Door("threads:thread-close", args=thread, post=AUTHOR_AND_OFFICERS, data=lambda cast: {"outcome": "Agreed."}),
    Door("threads:thread-reopen", args=closed, post=AUTHOR_AND_OFFICERS),
    Door("threads:thread-pin", args=thread, post=OFFICERS_ONLY, data=lambda cast: {"pinned": "1"}),
    Door("threads:thread-marking", args=thread, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=to_restricted),
    Door("threads:post-history", args=post, get=MEMBERS_ONLY),
    Door("threads:post-edit", args=post, get=only("observer"), post=only("observer"), data=words),
    Door("threads:post-remove", args=post, post=AUTHOR_AND_OFFICERS),
    Door("threads:post-restore", args=removed, post=only("chair")),
    # The guest has a pass for the first thread: what is attached to its posts is part of it.
    Door("files:file", case="attached to a post", args=attached, get=but(MEMBERS_ONLY, guest=IN)),
]
