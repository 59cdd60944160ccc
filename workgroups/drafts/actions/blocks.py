"""Change blocks of a draft as new operations on its document."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from pycrdt import Doc

from workgroups.core.errors import Conflict
from workgroups.drafts.actions.updates import change_document
from workgroups.drafts.adapters.edits import edited, put_block
from workgroups.drafts.logic import blocks, schema
from workgroups.drafts.models import Draft
from workgroups.drafts.permissions import can_edit
from workgroups.events.actions import emit
from workgroups.groups.permissions import Member, require


@transaction.atomic
def edit_block(*, actor: Member, draft: Draft, block_id: str, base: str, words: str) -> None:
    """Give one block new words (Markdown) as new operations on the document.

    `base` is the fingerprint of the block that the writer saw. Raises Conflict when it is another one by now, or gone.
    """
    require(can_edit(actor, draft))

    def put(doc: Doc[Any], content: schema.Node) -> None:
        here = blocks.block_by_id(content, block_id)
        if here is None or blocks.fingerprint(here[1]) != base:
            raise Conflict(_("Somebody changed this block while you were writing."))
        nothing_else = len(content["content"]) == 1
        put_block(doc, *here, edited(here[1], words) or ([{"type": "paragraph"}] if nothing_else else []))

    emit(change_document(draft=draft, person_id=actor.person.pk, change=put))
