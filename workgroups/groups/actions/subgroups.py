"""Make groups under a group, put them under another one, let an office cover them."""

from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core import clock, text
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.actions.epoch import open_epoch
from workgroups.groups.events import GroupPlaced, OfficeReached, SubgroupAdded
from workgroups.groups.models import Group, Office
from workgroups.groups.permissions import require, require_officer


@transaction.atomic
def create_subgroup(*, actor: Person, parent: Group, slug: str, name: str, purpose: str = "") -> Group:
    """Make a group under a group, with seats of its own and no public face yet; its maker becomes its secretariat."""
    require_officer(actor, parent)
    if Group.objects.filter(slug=slug).exists():
        raise Refused(_("There is a group at this address already; choose another."), field="slug")
    child = Group.objects.create(
        programme=parent.programme,
        parent=parent,
        slug=slug,
        name=text.single_line(name),
        purpose=purpose.strip(),
        profile=parent.profile,
        is_demonstration=parent.is_demonstration,
        is_public=False,
    )
    Office.objects.create(group=child, person=actor, role=Office.Role.SECRETARIAT, since=clock.now().date())
    _reach(parent)
    emit(SubgroupAdded(group_id=parent.pk, child_id=child.pk, actor_id=actor.pk))
    return child


@transaction.atomic
def place_group(*, actor: Person, group: Group, parent: Group | None) -> None:
    """Put a group under another one of its programme, or under none; never under itself or one of its own."""
    require(actor.is_operator, _("The officers of the installation put groups under one another."))
    rows = {row.pk: row for row in Group.objects.select_for_update(no_key=True).filter(programme=group.programme_id)}
    if parent is not None and parent.pk not in rows:
        raise Refused(_("A group stands under a group of its own programme."), field="parent")
    above: int | None = parent.pk if parent else None
    while above is not None:
        if above == group.pk:
            raise Refused(_("This would put the group under itself."), field="parent")
        above = rows[above].parent_id
    Office.objects.filter(group=group).exclude(through=None).delete()
    Group.objects.filter(pk=group.pk).update(parent=parent)
    if parent is not None:
        _reach(parent)
    open_epoch(group)
    emit(GroupPlaced(group_id=group.pk, parent_id=parent.pk if parent else 0, actor_id=actor.pk))


@transaction.atomic
def reach_subgroups(*, actor: Person, office: Office, covers: bool) -> None:
    """Let an office count in the groups directly under this one too, or no longer; reading alone never inherits."""
    group = office.group
    require_officer(actor, group)
    if office.through_id is not None:
        raise Refused(_("This office comes from the group above: it is changed there."))
    Office.objects.filter(pk=office.pk).update(covers_children=covers)
    _reach(group)
    open_epoch(group)
    emit(OfficeReached(group_id=group.pk, office_id=office.pk, covers=covers, actor_id=actor.pk))


def _reach(parent: Group) -> None:
    """Let each covering office have its row in every group below; whether it holds is asked of the office above."""
    offices = Office.objects.filter(group=parent, covers_children=True)
    children = Group.objects.filter(parent=parent)
    known = set(Office.objects.filter(through__in=offices).values_list("through_id", "group_id"))
    Office.objects.bulk_create(
        Office(
            group=child,
            person_id=office.person_id,
            role=office.role,
            acting_for_id=office.acting_for_id,
            since=office.since,
            through=office,
        )
        for office in offices
        for child in children
        if (office.pk, child.pk) not in known
    )
    for child in children:
        open_epoch(child)
