"""Assemble a report, build it, sign the build, publish it; record and correct what is published."""

from workgroups.deliverables.actions.assembling import (
    add_source,
    change_deliverable,
    create_deliverable,
    move_source,
    remove_source,
)
from workgroups.deliverables.actions.builds import (
    LEASE,
    MAX_ATTEMPTS,
    fail_build,
    finish_build,
    request_build,
    retry_build,
    sign_off,
    step_build,
    take_build,
)
from workgroups.deliverables.actions.publishing import correct_report, publish, record_report
from workgroups.deliverables.actions.yearly import draft_year
from workgroups.deliverables.actions.years import Chosen, choose_downloads

__all__ = [
    "LEASE",
    "MAX_ATTEMPTS",
    "Chosen",
    "add_source",
    "change_deliverable",
    "choose_downloads",
    "correct_report",
    "create_deliverable",
    "draft_year",
    "fail_build",
    "finish_build",
    "move_source",
    "publish",
    "record_report",
    "remove_source",
    "request_build",
    "retry_build",
    "sign_off",
    "step_build",
    "take_build",
]
