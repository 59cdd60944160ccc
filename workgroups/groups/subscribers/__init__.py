"""What follows on the events of groups: mail, timers, notices."""

from workgroups.groups.subscribers import invitations, leaving, tenure

__all__ = ["invitations", "leaving", "tenure"]
