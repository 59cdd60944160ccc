"""A reader's morning has come; and what `manage.py due` does for mail."""

from workgroups.core import slots
from workgroups.notifications import actions
from workgroups.notifications.tasks import DIGEST, plan
from workgroups.timers.actions import set_timer
from workgroups.timers.registry import handles


@handles(DIGEST)
def digest_due(person_id: int) -> None:
    """Plan the digest, and set the timer for the next one."""
    if following := actions.plan_digest(person_id=person_id):
        set_timer(kind=DIGEST, subject_id=person_id, due=following)


@slots.fill("due")
def due_mail() -> list[str]:
    """Plan and send in this process, a line for what was done."""
    planned, sent = plan(), actions.send_waiting()
    lines = [f"digests planned for {planned} readers"] if planned else []
    return lines + ([f"{sent} mails sent"] if sent else [])
