"""Keep the list of works that a group's drafts cite."""

from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.core import clock, text
from workgroups.core.errors import Refused
from workgroups.drafts.events import ReferenceChanged
from workgroups.drafts.logic import blocks, schema
from workgroups.drafts.models import Reference
from workgroups.drafts.permissions import can_keep_references
from workgroups.events.actions import emit
from workgroups.groups.permissions import Member, require


@transaction.atomic
def add_reference(*, actor: Member, title: str, **fields: str) -> Reference:
    """Put a work into the group's list; `fields` as in the model: kind, authors, year, container and so on."""
    require(can_keep_references(actor))
    known = _checked(title=title, **fields)
    made = Reference.objects.create(group=actor.group, key=blocks.new_id(), added_by=actor.person, **known)
    emit(ReferenceChanged(group_id=actor.group.pk, reference_id=made.pk, actor_id=actor.person.pk))
    return made


@transaction.atomic
def edit_reference(*, actor: Member, reference: Reference, title: str, **fields: str) -> None:
    """Set a work's fields anew; what cites it shows them at once."""
    require(can_keep_references(actor))
    Reference.objects.filter(pk=reference.pk).update(**_checked(title=title, **fields))
    emit(ReferenceChanged(group_id=actor.group.pk, reference_id=reference.pk, actor_id=actor.person.pk))


@transaction.atomic
def remove_reference(*, actor: Member, reference: Reference) -> None:
    """Offer a work no more; what cites it goes on to name it."""
    require(can_keep_references(actor))
    Reference.objects.filter(pk=reference.pk).update(removed_at=clock.now())
    emit(ReferenceChanged(group_id=actor.group.pk, reference_id=reference.pk, actor_id=actor.person.pk))


@transaction.atomic
def restore_reference(*, actor: Member, reference: Reference) -> None:
    """Offer a removed work again."""
    require(can_keep_references(actor))
    Reference.objects.filter(pk=reference.pk).update(removed_at=None)
    emit(ReferenceChanged(group_id=actor.group.pk, reference_id=reference.pk, actor_id=actor.person.pk))


def _checked(*, authors: str = "", **fields: str) -> dict[str, str]:
    """The fields, each on one line, authors one a line; raises Refused."""
    known = {name: text.single_line(value) for name, value in fields.items()}
    if not known["title"]:
        raise Refused(_("Give the title of the work."), field="title")
    if known.get("url") and not schema.is_href(known["url"]):
        raise Refused(_("Give the address as it stands in a browser: https://…"), field="url")
    lines = (text.single_line(line) for line in authors.splitlines())
    return {**known, "authors": "\n".join(line for line in lines if line)}
