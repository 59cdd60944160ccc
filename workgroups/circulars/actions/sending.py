"""A circular goes out: its number, its recipients, what it reminded them of; and a reminder of it."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.circulars.events import CircularReminded, CircularSent, CircularTakenBack
from workgroups.circulars.models import Chased, Circular, Letterhead, Recipient, Reminder
from workgroups.circulars.permissions import can_write
from workgroups.circulars.queries import Reader, Thing, answers_of, key_of, office_of, readers_of, unanswered_in
from workgroups.core import clock
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.actions import next_number
from workgroups.groups.permissions import Member, member_of, require
from workgroups.groups.queries import scope_of

State = Circular.State


@transaction.atomic
def send_circular(*, circular: Circular) -> None:
    """Let a circular go out whose time has come; nothing happens to one that was taken back or has gone.

    Nobody is the actor but the timer: whoever let it go out must still hold an office in an open group, else it is
    a draft again and says so. Who gets it is decided now.
    """
    locked = Circular.objects.select_for_update(of=("self",)).select_related("group__programme", "by")
    circular = locked.get(pk=circular.pk)
    if circular.state != State.WAITING or circular.send_at is None or circular.send_at > clock.now():
        return
    sender = member_of(circular.by, circular.group)
    scope = scope_of([circular.group])
    things = {one.key: one for one in unanswered_in(circular.group, scope)}
    readers = readers_of(circular, scope) if sender and can_write(sender) else []
    readers = _still_owing(circular, readers, things)
    if not readers:
        Circular.objects.filter(pk=circular.pk).update(state=State.DRAFT, send_at=None, is_held=True)
        emit(CircularTakenBack(group_id=circular.group_id, circular_id=circular.pk, actor_id=0))
        return
    _number(circular)
    Recipient.objects.bulk_create(
        Recipient(circular=circular, person=one.person, delegation=one.delegation) for one in readers
    )
    _note_chased(circular, {one.person.pk for one in readers}, things)
    emit(CircularSent(circular.group_id, circular.pk, is_restricted=circular.is_restricted))


@transaction.atomic
def remind_circular(*, actor: Member, circular: Circular) -> Reminder:
    """Write once more to those who have not acknowledged; once a day, however often it is pressed."""
    require(can_write(actor))
    late = {person.pk for one in answers_of(circular) if one.done is None for person in one.people}
    if not late:
        raise Refused(_("Everybody has acknowledged this circular."))
    fields = {"by": actor.person, "at": clock.now()}
    day = clock.now().date()
    reminder, is_new = Reminder.objects.get_or_create(circular=circular, day=day, defaults=fields)
    if not is_new:
        raise Refused(_("They have been reminded today already. Wait until tomorrow."))
    key = key_of(circular)
    Chased.objects.bulk_create(
        Chased(circular=circular, reminder=reminder, key=key, person_id=pk, at=clock.now()) for pk in sorted(late)
    )
    emit(
        CircularReminded(
            group_id=circular.group_id, circular_id=circular.pk, reminder_id=reminder.pk, actor_id=actor.person.pk
        )
    )
    return reminder


def _number(circular: Circular) -> None:
    """Give it the next number of the year and keep the letterhead as it is now."""
    now = clock.now()
    head = Letterhead.objects.filter(group=circular.group).first() or Letterhead()
    circular.state, circular.sent_at, circular.changed_at = State.SENT, now, now
    circular.year = now.year
    circular.number = next_number(group=circular.group, kind=f"circular-{now.year}")
    circular.address, circular.signature = head.address, head.signature
    circular.office = office_of(circular.by, circular.group)
    circular.save()


def _still_owing(circular: Circular, readers: Sequence[Reader], things: Mapping[str, Thing]) -> list[Reader]:
    """Leave those in peace who were to be reminded of something and have done all of it meanwhile."""
    owed: dict[int, list[bool]] = {}
    for person_id, key in circular.chased.values_list("person_id", "key"):
        owed.setdefault(person_id, []).append(key in things and person_id in things[key].people)
    return [one for one in readers if one.person.pk not in owed or any(owed[one.person.pk])]


def _note_chased(circular: Circular, people: set[int], things: Mapping[str, Thing]) -> None:
    """Note what each letter reminds of and that it went out now."""
    circular.chased.exclude(person__in=people).delete()
    done = [
        one.pk for one in circular.chased.all() if one.key not in things or one.person_id not in things[one.key].people
    ]
    circular.chased.filter(pk__in=done).delete()
    if circular.about and (thing := things.get(circular.about)):
        fields = {"circular": circular, "key": thing.key, "title": thing.mailed[:300], "url": thing.url}
        Chased.objects.bulk_create(
            Chased(**fields, due=thing.due, person_id=person_id) for person_id in sorted(thing.people & people)
        )
    circular.chased.update(at=clock.now())
