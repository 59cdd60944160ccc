"""On events of circulars: the timer that lets them go out, the mails of their readers, the search index."""

from django.db.transaction import on_commit

from workgroups.circulars.actions import send_circular
from workgroups.circulars.events import (
    CircularReminded,
    CircularScheduled,
    CircularSent,
    CircularTakenBack,
    PrintAsked,
)
from workgroups.circulars.logic.merge import merged
from workgroups.circulars.models import Chased, Circular, Recipient
from workgroups.circulars.notices import MAIL, REMINDER, SENT
from workgroups.circulars.tasks import build, sweep
from workgroups.core import clock, slots
from workgroups.events.subscribe import on
from workgroups.notifications.actions import file_notices, post_letters
from workgroups.search import actions as search
from workgroups.timers.actions import cancel_timer, set_timer
from workgroups.timers.registry import handles

TIMER = "circulars.send"


@on(CircularScheduled, reader="timers")
def time_the_sending(event: CircularScheduled) -> None:
    """Let it go out when its time has come."""
    circular = Circular.objects.get(pk=event.circular_id)
    if circular.state == Circular.State.WAITING and circular.send_at:
        set_timer(kind=TIMER, subject_id=circular.pk, due=circular.send_at)


@on(CircularTakenBack, reader="timers")
def forget_the_sending(event: CircularTakenBack) -> None:
    """What was taken back does not go out."""
    circular = Circular.objects.get(pk=event.circular_id)
    if circular.state != Circular.State.WAITING:
        cancel_timer(kind=TIMER, subject_id=event.circular_id)


@handles(TIMER)
def send_in_time(circular_id: int) -> None:
    """Let it go out; nothing happens when it was taken back or is gone."""
    if circular := Circular.objects.filter(pk=circular_id).first():
        send_circular(circular=circular)


@on(CircularSent, reader="notifications")
def mail_it(event: CircularSent) -> None:
    """A notice and a mail to each, in one transaction and once each, however often a worker is killed here."""
    people = list(
        Recipient.objects.filter(circular=event.circular_id).order_by("pk").values_list("person_id", flat=True)
    )
    file_notices(
        kind=SENT,
        key=str(event.circular_id),
        readers=people,
        group_id=event.group_id,
        subject_id=event.circular_id,
        at=clock.now(),
    )
    keys = {person_id: f"circular:{event.circular_id}:{person_id}" for person_id in people}
    post_letters(keys=keys, template=MAIL, context={"circular": event.circular_id}, group_id=event.group_id)


@on(CircularReminded, reader="notifications")
def mail_the_reminder(event: CircularReminded) -> None:
    """A mail to each who had not acknowledged it."""
    people = Chased.objects.filter(reminder=event.reminder_id).values_list("person_id", flat=True)
    keys = {person_id: f"circular:{event.circular_id}:{person_id}:{event.reminder_id}" for person_id in people}
    post_letters(keys=keys, template=REMINDER, context={"circular": event.circular_id}, group_id=event.group_id)


@on(PrintAsked, reader="circulars")
def wake_a_worker(event: PrintAsked) -> None:
    """Make it now; the sweep does so when this hint is lost."""
    on_commit(lambda: build.delay(event.print_id), robust=True)


@slots.fill("due")
def due_prints() -> list[str]:
    """Make in this process what waits for a worker, a line for what was done."""
    made = sweep()
    return [f"{made} circulars set as PDF"] if made else []


@on(CircularSent, reader="search")
def make_findable(event: CircularSent) -> None:
    """Who may find it is asked anew at each search (`hidden_circulars`)."""
    circular = Circular.objects.select_related("group").get(pk=event.circular_id)
    texts = list(circular.texts.order_by("pk"))
    search.put(
        kind="circulars.circular",
        object_id=circular.pk,
        group_id=circular.group_id,
        title=" · ".join(one.title for one in texts),
        text="\n\n".join(merged(one.body, {}, markdown=False) for one in texts),
        url=circular.get_absolute_url(),
        at=circular.sent_at or clock.now(),
    )
