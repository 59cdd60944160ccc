"""What comes to a draft with a form: pictures."""

from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.core.errors import Refused
from workgroups.drafts.adapters.pictures import KINDS, size_of
from workgroups.drafts.models import Draft
from workgroups.drafts.permissions import can_edit
from workgroups.drafts.queries import FIGURES
from workgroups.files.actions import store
from workgroups.files.models import File
from workgroups.files.queries import bytes_of
from workgroups.groups.permissions import Member, require


@dataclass(frozen=True)
class Brought:
    """A picture that the store has written anew; width and height in pixels."""

    file: File
    width: int
    height: int


@transaction.atomic
def bring_picture(member: Member, draft: Draft, content: "UploadedFile[Any]") -> Brought:
    """Store a picture for a draft; only this draft shows it. Raises Refused."""
    require(can_edit(member, draft))
    name = content.name or "picture"
    ids = {"group_id": draft.group_id, "subject_id": draft.pk}
    file = store(owner=member.person, name=name, content=content, kind=FIGURES, **ids)
    if file.blob.type not in KINDS:
        raise Refused(_("“%(name)s” is not a picture that every output can show: bring PNG or JPEG.") % {"name": name})
    width, height = size_of(bytes_of(file))
    return Brought(file, min(width, 20_000), min(height, 20_000))
