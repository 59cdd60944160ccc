"""Say which markings a group uses."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.events import MarkingsChosen
from workgroups.groups.models import Group, Marking
from workgroups.groups.permissions import require_officer


@transaction.atomic
def choose_markings(*, actor: Person, group: Group, markings: Collection[str], default: str) -> None:
    """Say which markings a group offers and which comes first; what is marked already keeps its marking."""
    require_officer(actor, group)
    used = [str(marking) for marking in Marking if marking in {*markings, Marking.GROUP}]
    if default not in used or default == Marking.PUBLIC:
        raise Refused(_("The first marking is one of those in use; nothing becomes public by itself."), field="default")
    Group.objects.filter(pk=group.pk).update(markings=used, default_marking=default)
    emit(MarkingsChosen(group_id=group.pk, actor_id=actor.pk))
