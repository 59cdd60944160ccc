"""Write a circular, throw a draft away, let it go out and take it back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.circulars.events import CircularChanged, CircularScheduled, CircularTakenBack
from workgroups.circulars.logic.wanted import Wanted, texts_of
from workgroups.circulars.models import Chased, Circular, CircularText
from workgroups.circulars.permissions import can_write
from workgroups.circulars.queries import letters_for, office_of, readers_of, title_of
from workgroups.core import clock
from workgroups.core.errors import Conflict, Refused
from workgroups.events.actions import emit
from workgroups.groups.permissions import Member, require, require_marking
from workgroups.groups.queries import delegations_in, people_in

State = Circular.State


@transaction.atomic
def write_circular(
    *, actor: Member, wanted: Wanted, circular: Circular | None = None, corrects: Circular | None = None
) -> Circular:
    """Keep a draft: a new one, one that `corrects` what went out, or `circular` as it is wanted now."""
    require(can_write(actor))
    texts = texts_of(wanted.texts)
    require_marking(actor, wanted.marking)
    _require_members(actor, wanted)
    if circular is None:
        circular = Circular(group=actor.group, by=actor.person, corrects=corrects)
    else:
        _require_draft(circular)
    circular.by, circular.office = actor.person, office_of(actor.person, actor.group)
    circular.language = next(iter(texts))
    circular.to, circular.about = wanted.to, wanted.about if wanted.to == Circular.To.UNANSWERED else ""
    circular.marking, circular.acknowledge = wanted.marking, wanted.acknowledge
    circular.deadline, circular.deadline_zone = wanted.deadline, wanted.deadline_zone
    occasion = wanted.occasion
    circular.meeting_title = occasion.title[:300] if occasion else ""
    circular.meeting_at = occasion.at if occasion else None
    circular.meeting_url = occasion.url if occasion else ""
    circular.changed_at, circular.is_held = clock.now(), False
    circular.save()
    chosen = wanted.to == Circular.To.SELECTION
    circular.people.set(wanted.people if chosen else ())
    circular.delegations.set(wanted.delegations if chosen else ())
    circular.texts.all().delete()
    CircularText.objects.bulk_create(
        CircularText(
            circular=circular,
            language=tag,
            subject=one.subject,
            title=title_of(circular, one.subject),
            body=one.body,
        )
        for tag, one in texts.items()
    )
    _keep_owed(circular, wanted)
    emit(_changed(actor, circular))
    return circular


@transaction.atomic
def discard_circular(*, actor: Member, circular: Circular) -> None:
    """Throw a draft away; it can be fetched back for ten minutes."""
    require(can_write(actor))
    _require_draft(circular)
    Circular.objects.filter(pk=circular.pk).update(state=State.DISCARDED, changed_at=clock.now())
    emit(_changed(actor, circular))


@transaction.atomic
def restore_circular(*, actor: Member, circular: Circular) -> None:
    """Fetch a draft back that was thrown away; nothing happens to any other."""
    require(can_write(actor))
    if circular.changed_at + clock.UNDO < clock.now():
        raise Refused(_("The ten minutes in which this could be undone are over."))
    fetched = Circular.objects.filter(pk=circular.pk, state=State.DISCARDED)
    fetched.update(state=State.DRAFT, changed_at=clock.now())
    emit(_changed(actor, circular))


@transaction.atomic
def schedule_circular(
    *,
    actor: Member,
    circular: Circular,
    send_at: datetime | None = None,
    send_zone: str = "UTC",
    at_once: bool = False,
) -> None:
    """Let a circular go out at an instant, or when the time to take it back is over; `at_once` shortens that wait."""
    require(can_write(actor))
    _lock(circular)
    if circular.state not in {State.DRAFT, State.WAITING}:
        raise Conflict(_("This circular has gone out already."))
    if send_at and send_at <= clock.now():
        raise Refused(_("That moment has passed already; choose a later one."), field="send_at")
    _require_complete(circular)
    due = clock.now() if at_once else send_at or clock.now() + clock.UNDO
    Circular.objects.filter(pk=circular.pk).update(
        state=State.WAITING,
        send_at=due,
        send_zone=send_zone,
        by=actor.person,
        office=office_of(actor.person, actor.group),
        is_held=False,
    )
    emit(CircularScheduled(group_id=circular.group_id, circular_id=circular.pk, actor_id=actor.person.pk))


@transaction.atomic
def take_back_circular(*, actor: Member, circular: Circular) -> None:
    """Make a draft again of a circular that has not gone out yet."""
    require(can_write(actor))
    _lock(circular)
    if circular.state == State.SENT:
        raise Conflict(_("This circular has gone out; it cannot be taken back. Send a correction instead."))
    Circular.objects.filter(pk=circular.pk).update(state=State.DRAFT, send_at=None)
    emit(CircularTakenBack(group_id=circular.group_id, circular_id=circular.pk, actor_id=actor.person.pk))


def _changed(actor: Member, circular: Circular) -> CircularChanged:
    return CircularChanged(group_id=actor.group.pk, circular_id=circular.pk, actor_id=actor.person.pk)


def _lock(circular: Circular) -> None:
    """Read the state under a lock: two officers press at once, or the timer fires."""
    circular.state = Circular.objects.select_for_update().values_list("state", flat=True).get(pk=circular.pk)


def _require_draft(circular: Circular) -> None:
    _lock(circular)
    if circular.state != State.DRAFT:
        raise Conflict(_("This circular is on its way. Take it back first, then change it."))


def _require_members(actor: Member, wanted: Wanted) -> None:
    """Nobody outside the group is ever written to by a circular."""
    if wanted.to != Circular.To.SELECTION:
        return
    if not wanted.people and not wanted.delegations:
        raise Refused(_("Choose at least one delegation or person."), field="whom")
    here = set(delegations_in(actor.group).values_list("pk", flat=True))
    members = set(people_in(actor.group).values_list("pk", flat=True))
    if {one.pk for one in wanted.delegations} - here or {one.pk for one in wanted.people} - members:
        raise Refused(_("Choose delegations and members of this group."), field="whom")


def _require_complete(circular: Circular) -> None:
    """Somebody gets it, and nobody gets a letter with a hole in it."""
    readers = readers_of(circular)
    if not readers:
        raise Refused(_("Nobody would get this circular. Choose to whom it goes."))
    letters = letters_for(circular, readers)
    holes = sorted({name for one in letters.values() for name, fallback in one.missing.items() if fallback is None})
    if holes:
        raise Refused(
            _("Some letters have nothing for %(fields)s. Say what stands there instead: {%(first)s|words}.")
            % {"fields": ", ".join(f"{{{name}}}" for name in holes), "first": holes[0]}
        )


def _keep_owed(circular: Circular, wanted: Wanted) -> None:
    """Keep what each letter reminds its reader of: of those chosen only."""
    people = {one.pk for one in wanted.people}
    Chased.objects.filter(circular=circular, reminder=None).delete()
    Chased.objects.bulk_create(
        Chased(circular=circular, key=one.key, person_id=one.person_id, title=one.title[:300], url=one.url, due=one.due)
        for one in wanted.owed
        if one.person_id in people
    )
