"""Freeze a draft under a name."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from workgroups.core import text
from workgroups.core.errors import Refused
from workgroups.drafts import queries
from workgroups.drafts.actions.moments import keep_moment
from workgroups.drafts.adapters import ydoc
from workgroups.drafts.events import VersionNamed
from workgroups.drafts.logic import blocks, schema
from workgroups.drafts.models import Draft, DraftVersion
from workgroups.drafts.permissions import can_name_version
from workgroups.events.actions import emit
from workgroups.groups.permissions import Member, require


@transaction.atomic
def name_version(*, actor: Member, draft: Draft, label: str) -> DraftVersion:
    """Freeze the draft as it stands in the database under a name."""
    require(can_name_version(actor, draft))
    label = text.single_line(label)
    if not label:
        raise Refused(_("Give the version a name."), field="label")
    version = freeze_version(actor=actor, draft=draft, label=label)
    emit(
        VersionNamed(
            group_id=draft.group_id,
            draft_id=draft.pk,
            version_id=version.pk,
            actor_id=actor.person.pk,
            marking=version.draft.marking,
        )
    )
    return version


@transaction.atomic
def freeze_version(*, actor: Member, draft: Draft, label: str) -> DraftVersion:
    """Keep the text as it stands as a version: a step of its caller's action, which asked and emits."""
    held = Draft.objects.select_for_update(no_key=True).get(pk=draft.pk)
    keep_moment(draft_id=draft.pk)
    found, seq = queries.payloads(draft.pk)
    doc = ydoc.load(found)
    content = schema.normal(ydoc.read(doc))
    return DraftVersion.objects.create(
        draft=held,
        number=1 + (held.versions.aggregate(last=Max("number"))["last"] or 0),
        label=label,
        seq=seq,
        schema_version=schema.version_of(content),
        pm_json=content,
        update=ydoc.encode(doc),
        text_sha256=blocks.fingerprint(content),
        by=actor.person,
    )
