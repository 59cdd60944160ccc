"""What follows on the events of groups: mail, timers, notices."""

from workgroups.groups.subscribers import invitations, tenure

__all__ = ["invitations", "tenure"]
