"""On events of polls and calls: set and cancel the closing timer, tell people."""

from django.db.models import QuerySet

from workgroups.core import clock
from workgroups.events.subscribe import on
from workgroups.groups.events import GroupReopened
from workgroups.groups.models import Group
from workgroups.groups.permissions import OPEN_STATES
from workgroups.groups.queries import officers_of, people_in, readers_of_marking
from workgroups.notifications.actions import file_notices, withdraw
from workgroups.polls.actions import close_call, close_poll
from workgroups.polls.events import (
    AnswerSubmitted,
    CallClosed,
    CallOpened,
    DecisionRecorded,
    PollClosed,
    PollOpened,
    PollReopened,
)
from workgroups.polls.models import Call, Decision, Poll
from workgroups.timers.actions import cancel_timer, set_timer
from workgroups.timers.registry import handles


@on(PollOpened, reader="timers")
def time_the_closing(event: PollOpened) -> None:
    """Close the poll when its time has come."""
    _time(event.decision_id)


@on(PollReopened, reader="timers")
def time_the_closing_again(event: PollReopened) -> None:
    """And once more for one that an officer closed early, and opened again."""
    _time(event.decision_id)


@on(PollClosed, reader="timers")
def forget_the_closing(event: PollClosed) -> None:
    """A poll that an officer closed early is not closed again."""
    cancel_timer(kind="polls.close", subject_id=event.decision_id)


@on(PollClosed, reader="notifications")
def tell_of_the_closing(event: PollClosed) -> None:
    """Tell the group's members, in their digest."""
    _tell("polls.closed", event.group_id, event.decision_id)


@on(PollReopened, reader="notifications")
def take_the_closing_back(event: PollReopened) -> None:
    """Whom no mail has told of the closing hears nothing of it."""
    withdraw(kind="polls.closed", key=str(event.decision_id))


@on(CallOpened, reader="timers")
def time_the_closing_of_a_call(event: CallOpened) -> None:
    """Close the call when its time has come."""
    call = Call.objects.get(decision_id=event.decision_id)
    if call.closes_at:
        set_timer(kind="polls.close_call", subject_id=event.decision_id, due=call.closes_at)


@on(CallClosed, reader="timers")
def forget_the_closing_of_a_call(event: CallClosed) -> None:
    """A call that an officer closed early is not closed again."""
    cancel_timer(kind="polls.close_call", subject_id=event.decision_id)


@on(CallClosed, reader="notifications")
def tell_of_the_closing_of_a_call(event: CallClosed) -> None:
    """Tell the group's members, in their digest."""
    _tell("polls.call_closed", event.group_id, event.decision_id)


@on(AnswerSubmitted, reader="notifications")
def tell_officers_of_an_answer(event: AnswerSubmitted) -> None:
    """Tell the chairs and the secretariat, once for an answer however often it is replaced."""
    group = Group.objects.get(pk=event.group_id)
    officers = set(officers_of(group).values_list("person_id", flat=True)) - {event.actor_id}
    file_notices(
        kind="polls.call_answered",
        key=str(event.response_id),
        readers=sorted(officers),
        group_id=event.group_id,
        subject_id=event.response_id,
        at=clock.now(),
    )


@on(DecisionRecorded, reader="notifications")
def tell_of_the_decision(event: DecisionRecorded) -> None:
    """Tell the group's members, in their digest."""
    _tell("polls.recorded", event.group_id, event.decision_id)


@handles("polls.close")
def close_in_time(decision_id: int) -> None:
    """Close the poll; nothing happens when it was closed or is gone, or the group's work has ended."""
    if decision := _at_work().filter(pk=decision_id).first():
        close_poll(decision=decision)


@handles("polls.close_call")
def close_call_in_time(decision_id: int) -> None:
    """Close the call; nothing happens when it was closed or is gone, or the group's work has ended."""
    if decision := _at_work().filter(pk=decision_id).first():
        close_call(decision=decision)


@on(GroupReopened, reader="timers")
def watch_deadlines_again(event: GroupReopened) -> None:
    """Set the deadlines again that did not fire while the work of the group was ended; what is past fires at once."""
    opened = Decision.objects.filter(group_id=event.group_id, state=Decision.State.OPEN)
    for kind, rows in (("polls.close", Poll.objects), ("polls.close_call", Call.objects)):
        dated = rows.filter(decision__in=opened)
        for decision_id, closes_at in dated.values_list("decision_id", "closes_at"):
            if closes_at:
                set_timer(kind=kind, subject_id=decision_id, due=closes_at)


def _time(decision_id: int) -> None:
    poll = Poll.objects.get(decision_id=decision_id)
    if poll.closes_at:
        set_timer(kind="polls.close", subject_id=decision_id, due=poll.closes_at)


def _at_work() -> QuerySet[Decision]:
    return Decision.objects.filter(group__state__in=OPEN_STATES)


def _tell(kind: str, group_id: int, decision_id: int) -> None:
    marking = Decision.objects.values_list("marking", flat=True).get(pk=decision_id)
    told = readers_of_marking(group_id, marking)
    readers = people_in(Group.objects.get(pk=group_id)).values_list("pk", flat=True) if told is None else sorted(told)
    file_notices(
        kind=kind,
        key=str(decision_id),
        readers=readers,
        group_id=group_id,
        subject_id=decision_id,
        at=clock.now(),
    )
