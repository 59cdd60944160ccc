"""Doors of files that are brought to drafts: a part of those of drafts."""

from django.core.files.base import ContentFile

from tests.cast import EVERYONE, Cast
from tests.doors.door import IN, MEMBERS_ONLY, MISSING, PARTICIPANTS, SIGN_IN, Door, Values, group
from workgroups.drafts.actions import bring_file, create_draft
from workgroups.drafts.models import Draft
from workgroups.drafts.tasks import read_arrival
from workgroups.files.actions import store_bytes


def draft(cast: Cast) -> Values:
    made = create_draft(actor=cast.member("chair"), title="Issues paper", words="One paragraph.")
    return {"slug": cast.group.slug, "number": made.number}


def a_file(cast: Cast) -> Values:
    return {"file": ContentFile(b"A text.", "paper.md")}


def a_table(cast: Cast) -> Values:
    return {"file": ContentFile(b"Place,Comment\nblock 1,Why?\n", "filled.csv")}


def arrived(cast: Cast) -> Values:
    """A file of the delegate that has been read."""
    who = cast.member("delegate")
    kept = store_bytes(owner=who.person, group_id=who.group.pk, name="paper.md", data=b"A text.", kind="drafts.arrival")
    brought = bring_file(actor=who, file_id=kept.pk, name=kept.name)
    read_arrival(brought.pk)
    return {"slug": cast.group.slug, "arrival": brought.pk}


def begun(cast: Cast) -> Values:
    return {"title": "Another", "language": "en", "marking": "group"}


def filled(cast: Cast) -> Values:
    """A filled matrix of the delegate that has been read."""
    made, who = draft(cast), cast.member("delegate")
    given = {"name": "filled.csv", "data": b"Place,Comment\nblock 1,Why?\n", "kind": "drafts.arrival"}
    kept = store_bytes(owner=who.person, group_id=who.group.pk, **given)
    target = Draft.objects.select_related("group").get(number=made["number"], group=who.group)
    brought = bring_file(actor=who, file_id=kept.pk, name=kept.name, draft=target)
    read_arrival(brought.pk)
    return {"slug": cast.group.slug, "arrival": brought.pk}


OWN = {**dict.fromkeys(EVERYONE, MISSING), "delegate": IN, "anonymous": SIGN_IN}


ROWS = [
    Door("drafts:matrix-return", args=draft, get=MEMBERS_ONLY, post=MEMBERS_ONLY, data=a_table),
    Door("drafts:arrival-add", args=group, get=PARTICIPANTS, post=PARTICIPANTS, data=a_file),
    Door("drafts:draft-return", args=draft, get=MEMBERS_ONLY, post=MEMBERS_ONLY, data=a_file),
    Door("drafts:arrival-page", args=arrived, get=OWN, post=OWN, data=begun),
    Door("drafts:arrival-page", args=filled, get=OWN, post=OWN, case="of a filled matrix"),
]
