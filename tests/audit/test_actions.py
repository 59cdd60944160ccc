"""The record of acts: who did what, and that nobody can change it."""

import pytest
from django.db import ProgrammingError, transaction

from tests.cast import Cast
from workgroups.audit.models import Record
from workgroups.audit.queries import records_of_group
from workgroups.events.actions import catch_up
from workgroups.events.models import Entry
from workgroups.groups.actions import end_seat
from workgroups.groups.models import Seat

pytestmark = pytest.mark.django_db


def test_record_tells_who_did_what_and_when(cast: Cast) -> None:
    seat = Seat.objects.get(person=cast.delegate, delegation__group=cast.group)
    end_seat(actor=cast.secretariat, seat=seat)
    catch_up()
    newest = records_of_group(cast.group.pk)[0]
    assert (newest.actor_id, newest.event) == (cast.secretariat.pk, "groups.seat_ended")
    assert newest.data == {"group_id": cast.group.pk, "seat_id": seat.pk, "person_id": cast.delegate.pk}
    assert newest.at == Entry.objects.filter(name="groups.seat_ended", data__seat_id=seat.pk).get().at


def test_record_is_written_once_for_each_act(cast: Cast) -> None:
    catch_up()
    acts = Entry.objects.filter(data__has_key="actor_id").count()
    assert Record.objects.count() == acts > 0
    catch_up()
    assert Record.objects.count() == acts


def test_record_cannot_be_changed_or_taken_away(cast: Cast) -> None:
    catch_up()
    for change in (lambda: Record.objects.update(actor_id=0), lambda: Record.objects.all().delete()):
        with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic():
            change()
