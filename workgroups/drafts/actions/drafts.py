"""Begin a draft and mark it."""

from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.core import text
from workgroups.core.errors import Refused
from workgroups.drafts.actions.moments import keep_moment
from workgroups.drafts.actions.updates import Batch, append_updates, bind_clients
from workgroups.drafts.adapters import ydoc
from workgroups.drafts.adapters.edits import nodes_of
from workgroups.drafts.events import DraftCreated, DraftMarked
from workgroups.drafts.logic import blocks, schema
from workgroups.drafts.models import Draft
from workgroups.drafts.permissions import can_create_draft
from workgroups.events.actions import emit
from workgroups.groups.actions import next_number, tell_guests
from workgroups.groups.models import GuestPass
from workgroups.groups.permissions import Member, first_marking, require, require_marking, require_remarking

SEED_CLIENT = 1
"""Writes a draft's first text, always under the same id: seeding twice could not double it."""


@transaction.atomic
def create_draft(
    *,
    actor: Member,
    title: str,
    language: str = "en",
    words: str = "",
    content: list[schema.Node] | None = None,
    marking: str = "",
) -> Draft:
    """Begin a draft with a first text (Markdown, or checked blocks as `content`).

    It is seeded here, in this transaction, and never again.
    """
    require(can_create_draft(actor))
    marking = marking or first_marking(actor)
    require_marking(actor, marking)
    title = text.single_line(title)
    if not title:
        raise Refused(_("Give the draft a title."), field="title")
    draft = Draft.objects.create(
        group=actor.group,
        number=next_number(group=actor.group, kind="draft", marking=marking),
        marking=marking,
        title=title,
        language=language,
        schema_version=schema.VERSION,
        created_by=actor.person,
    )
    doc = ydoc.new(SEED_CLIENT)
    ydoc.write(doc, blocks.with_ids(content or nodes_of(words) or [{"type": "paragraph"}]))
    bind_clients(draft_id=draft.pk, client_ids=[SEED_CLIENT], person_id=actor.person.pk)
    append_updates(batches=[Batch(draft.pk, ((actor.person.pk, ydoc.encode(doc)),))])
    Draft.objects.filter(pk=draft.pk).update(announced_seq=1)
    keep_moment(draft_id=draft.pk)
    draft.refresh_from_db()
    emit(DraftCreated(group_id=actor.group.pk, draft_id=draft.pk, actor_id=actor.person.pk, marking=marking))
    return draft


@transaction.atomic
def mark_draft(*, actor: Member, draft: Draft, marking: str) -> None:
    """Give a draft another marking; open editors of those who may no longer know of it close within a second."""
    held = Draft.objects.select_for_update(no_key=True).get(pk=draft.pk)
    require_remarking(actor, held.marking, marking)
    Draft.objects.filter(pk=held.pk).update(marking=marking)
    tell_guests(group_id=held.group_id, kind=GuestPass.Kind.DRAFT, number=held.number)
    emit(
        DraftMarked(
            group_id=held.group_id,
            draft_id=held.pk,
            actor_id=actor.person.pk,
            marking=marking,
            before=held.marking,
        )
    )
