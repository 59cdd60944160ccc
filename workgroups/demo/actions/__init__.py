"""Build the demonstration record through the actions of the other apps."""

from workgroups.demo.actions.publishing import publish_build
from workgroups.demo.actions.record import build_record, keep_password
from workgroups.demo.actions.stage import Step

__all__ = ["Step", "build_record", "keep_password", "publish_build"]
