"""Doors of drafts."""

from tests.cast import Cast
from tests.doors.door import MEMBERS_ONLY, OFFICERS_ONLY, PARTICIPANTS, Door, Values, group
from workgroups.drafts.actions import create_draft, name_version
from workgroups.drafts.logic.blocks import fingerprint
from workgroups.drafts.models import Draft
from workgroups.drafts.queries import document_of


def draft(cast: Cast) -> Values:
    made = create_draft(actor=cast.member("chair"), title="Issues paper", words="One paragraph.")
    return {"slug": cast.group.slug, "number": made.number}


def version(cast: Cast) -> Values:
    values = draft(cast)
    made = Draft.objects.get(group=cast.group, number=values["number"])
    return values | {"version": name_version(actor=cast.member("chair"), draft=made, label="First").number}


def block(cast: Cast) -> Values:
    values = draft(cast)
    return values | {"block": _first(cast)["attrs"]["id"]}


def edit(cast: Cast) -> Values:
    return {"words": "Other words.", "base": fingerprint(_first(cast))}


def _first(cast: Cast) -> dict:
    return document_of(Draft.objects.filter(group=cast.group).latest("pk"))["content"][0]


def new_draft(cast: Cast) -> Values:
    return {"title": "Another", "language": "en", "words": ""}


def label(cast: Cast) -> Values:
    return {"label": "Sent out"}


def restricted(cast: Cast) -> Values:
    return {"marking": "restricted"}


ROWS = [
    Door("drafts:draft-list", args=group, get=MEMBERS_ONLY),
    Door("drafts:draft-add", args=group, get=PARTICIPANTS, post=PARTICIPANTS, data=new_draft),
    Door("drafts:draft-page", args=draft, get=MEMBERS_ONLY),
    Door("drafts:draft-text", args=draft, get=MEMBERS_ONLY),
    Door("drafts:block-edit", args=block, get=PARTICIPANTS, post=PARTICIPANTS, data=edit),
    Door("drafts:draft-marking", args=draft, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=restricted),
    Door("drafts:version-list", args=draft, get=MEMBERS_ONLY),
    Door("drafts:version-add", args=draft, get=PARTICIPANTS, post=PARTICIPANTS, data=label),
    Door("drafts:version-page", args=version, get=MEMBERS_ONLY),
    Door("drafts:version-compare", args=draft, get=MEMBERS_ONLY),
]
