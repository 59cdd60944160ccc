"""What became of the mail that went out on a group's behalf."""

from django.db.models import Count, Q, QuerySet

from workgroups.groups.models import Group
from workgroups.notifications.models import Delivery

State = Delivery.State
KINDS = ("all", "waiting", "failed", "sent")


def mail_of(group: Group, *, kind: str = "all", before: int | None = None) -> QuerySet[Delivery]:
    """Return a group's mails, the newest first; those of one kind, or what came before a mail's id."""
    found = Delivery.objects.filter(group=group).select_related("person__preference")
    if kind == "waiting":
        found = found.filter(state__in=[State.WAITING, State.SENDING])
    elif kind == "failed":
        found = found.filter(Q(state__in=[State.FAILED, State.EMPTY]) | ~Q(error=""))
    elif kind == "sent":
        found = found.filter(state=State.SENT)
    if before is not None:
        found = found.filter(pk__lt=before)
    return found.order_by("-pk")


def counts_of(group: Group) -> dict[str, int]:
    """Return how many of a group's mails wait, were given up, and went out; one query."""
    rows = Delivery.objects.filter(group=group).values_list("state").annotate(count=Count("pk")).order_by()
    found = dict(rows)
    return {
        "waiting": found.get(State.WAITING, 0) + found.get(State.SENDING, 0),
        "failed": found.get(State.FAILED, 0) + found.get(State.EMPTY, 0),
        "sent": found.get(State.SENT, 0),
    }
