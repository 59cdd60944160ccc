"""File notices, plan digests, send what must go out, keep how a reader wants to be told."""

from workgroups.notifications.actions.digests import choose, mark_planned, plan_digest, stop_stream, unplanned_readers
from workgroups.notifications.actions.handlings import (
    finish_duty,
    pass_duty,
    snooze_duty,
    take_duty_back,
)
from workgroups.notifications.actions.mail import (
    beat,
    forget_mail,
    forget_reader,
    post_letters,
    post_mail,
    retry_mail,
    send_waiting,
)
from workgroups.notifications.actions.notices import file_notices, withdraw

__all__ = [
    "beat",
    "choose",
    "file_notices",
    "finish_duty",
    "forget_mail",
    "forget_reader",
    "mark_planned",
    "pass_duty",
    "plan_digest",
    "post_letters",
    "post_mail",
    "retry_mail",
    "send_waiting",
    "snooze_duty",
    "stop_stream",
    "take_duty_back",
    "unplanned_readers",
    "withdraw",
]
