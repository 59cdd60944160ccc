"""Put a picture that was brought to a draft into its text."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from pycrdt import Doc

from workgroups.core import text
from workgroups.core.errors import Refused
from workgroups.drafts import queries
from workgroups.drafts.actions.updates import change_document
from workgroups.drafts.adapters import ydoc
from workgroups.drafts.logic import blocks, schema
from workgroups.drafts.models import Draft
from workgroups.drafts.permissions import can_edit
from workgroups.events.actions import emit
from workgroups.groups.permissions import Member, require


@transaction.atomic
def add_figure(
    *,
    actor: Member,
    draft: Draft,
    file: str,
    size: tuple[int, int],
    alternative: str = "",
    decorative: bool = False,
    caption: str = "",
) -> None:
    """Set a figure at the end of the text; `file` is the id of a picture brought to this draft, `size` in pixels."""
    require(can_edit(actor, draft))
    alternative = text.single_line(alternative)
    if not alternative and not decorative:
        raise Refused(_("Say in words what the picture shows, for those who cannot see it."), field="alternative")
    if not queries.pictures_of(draft, {file}):
        raise Refused(_("This picture was not brought to this draft."), field="file")
    words = text.single_line(caption)
    node: schema.Node = {
        "type": "figure",
        "attrs": {"file": file, "alt": alternative, "decorative": int(decorative), "width": size[0], "height": size[1]},
        "content": [{"type": "text", "text": words}] if words else [],
    }

    def put(doc: Doc[Any], _content: schema.Node) -> None:
        ydoc.write(doc, blocks.with_ids([schema.normal(node, 1)]))

    emit(change_document(draft=draft, person_id=actor.person.pk, change=put))
