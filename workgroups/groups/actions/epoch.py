"""What every change of who may do what ends with."""

from django.db.models import F

from workgroups.groups.models import Group


def open_epoch(group: Group) -> None:
    """Let open pages and sockets notice that somebody's rights have changed; inside the caller's transaction."""
    Group.objects.filter(pk=group.pk).update(epoch=F("epoch") + 1)
