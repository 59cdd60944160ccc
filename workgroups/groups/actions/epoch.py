"""What every change of who may do what ends with."""

from django.db.models import F, Q

from workgroups.groups.models import Group


def open_epoch(group: Group) -> None:
    """Let open pages and sockets notice that somebody's rights have changed; inside the caller's transaction.

    The groups under it notice too: an office above may reach them.
    """
    Group.objects.filter(Q(pk=group.pk) | Q(parent=group)).update(epoch=F("epoch") + 1)
