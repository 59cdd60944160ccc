"""On poll events: set and cancel the closing timer, tell people."""

from workgroups.core import clock
from workgroups.events.subscribe import on
from workgroups.groups.models import Group
from workgroups.groups.queries import people_in
from workgroups.notifications.actions import file_notices
from workgroups.polls.actions import close_poll
from workgroups.polls.events import DecisionRecorded, PollClosed, PollOpened
from workgroups.polls.models import Decision, Poll
from workgroups.timers.actions import cancel_timer, set_timer
from workgroups.timers.registry import handles


@on(PollOpened, reader="timers")
def time_the_closing(event: PollOpened) -> None:
    """Close the poll when its time has come."""
    poll = Poll.objects.get(decision_id=event.decision_id)
    if poll.closes_at:
        set_timer(kind="polls.close", subject_id=event.decision_id, due=poll.closes_at)


@on(PollClosed, reader="timers")
def forget_the_closing(event: PollClosed) -> None:
    """A poll that an officer closed early is not closed again."""
    cancel_timer(kind="polls.close", subject_id=event.decision_id)


@on(PollClosed, reader="notifications")
def tell_of_the_closing(event: PollClosed) -> None:
    """Tell the group's members, in their digest."""
    _tell("polls.closed", event.group_id, event.decision_id)


@on(DecisionRecorded, reader="notifications")
def tell_of_the_decision(event: DecisionRecorded) -> None:
    """Tell the group's members, in their digest."""
    _tell("polls.recorded", event.group_id, event.decision_id)


@handles("polls.close")
def close_in_time(decision_id: int) -> None:
    """Close the poll; nothing happens when it was closed or is gone."""
    if decision := Decision.objects.filter(pk=decision_id).first():
        close_poll(decision=decision)


def _tell(kind: str, group_id: int, decision_id: int) -> None:
    readers = people_in(Group.objects.get(pk=group_id)).values_list("pk", flat=True)
    file_notices(
        kind=kind,
        key=str(decision_id),
        readers=readers,
        group_id=group_id,
        subject_id=decision_id,
        at=clock.now(),
    )
