"""Build the demonstration record through the actions of the other apps."""

from workgroups.demo.actions.record import build_record, keep_password

__all__ = ["build_record", "keep_password"]
