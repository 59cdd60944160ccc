"""Say how a group works: its kind and profile, and who may know of it."""

from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.actions.epoch import open_epoch
from workgroups.groups.events import GroupSettled
from workgroups.groups.models import Group
from workgroups.groups.permissions import require_officer


@transaction.atomic
def settle_group(*, actor: Person, group: Group, kind: str, profile: str, is_public: bool, is_listed: bool) -> None:
    """Choose kind and profile, whether the group has a public face and whether its programme lists it."""
    require_officer(actor, group)
    values: dict[str, object] = {"kind": kind, "profile": profile, "is_public": is_public, "is_listed": is_listed}
    changes = {name: value for name, value in values.items() if getattr(group, name) != value}
    if not changes:
        raise Refused(_("Nothing is different from how it stands."))
    Group.objects.filter(pk=group.pk).update(**changes)
    open_epoch(group)
    told = " ".join(f"{name}={value}" for name, value in changes.items())
    emit(GroupSettled(group_id=group.pk, changes=told, actor_id=actor.pk))
