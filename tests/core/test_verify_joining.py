"""Each thing that `manage.py verify` looks at in groups and their papers, broken once."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.cast import Cast
from tests.core.test_verify import verify
from workgroups.circulars.models import Acknowledgement, Circular, Recipient
from workgroups.core import clock
from workgroups.documents.models import Document
from workgroups.groups.models import GuestPass, Handover, Office, Seat
from workgroups.meetings.actions import plan_meeting
from workgroups.meetings.models import Meeting, Paper
from workgroups.threads.actions import start_thread
from workgroups.threads.models import Thread

pytestmark = pytest.mark.django_db


def seat_twice(cast: Cast) -> str:
    held = Seat.objects.get(person=cast.delegate2)
    made = Seat.objects.create(delegation=held.delegation, person=held.person, role="alternate", since=held.since)
    return f"seat {made.pk}: person {held.person_id} sits twice in delegation {held.delegation_id}"


def second_head(cast: Cast) -> str:
    held = Seat.objects.get(person=cast.delegate2)
    Seat.objects.filter(pk=held.pk).update(role=Seat.Role.HEAD)
    return f"seat {held.pk}: a second head of delegation {held.delegation_id}"


def office_twice(cast: Cast) -> str:
    held = Office.objects.get(person=cast.chair)
    made = Office.objects.create(group=cast.group, person=cast.chair, role=held.role, since=clock.now().date())
    return f"office {made.pk}: person {cast.chair.pk} holds chair of group {cast.group.pk} twice"


def hand_over(cast: Cast, **said: object) -> Handover:
    seat = Seat.objects.get(person=cast.delegate)
    people = {"leaver": cast.delegate, "successor": cast.delegate2, "made_by": cast.delegate}
    return Handover.objects.create(group=cast.group, seat=seat, **people, **said)


def missed_hand_over(cast: Cast) -> str:
    return f"hand-over {hand_over(cast, day=clock.now().date() - timedelta(days=3)).pk}: its day went by"


def half_a_hand_over(cast: Cast) -> str:
    made = hand_over(cast, day=clock.now().date(), state=Handover.State.DONE, done_at=clock.now())
    return f"hand-over {made.pk}: done by half"


def pass_without_end(cast: Cast) -> str:
    own = GuestPass.objects.filter(accepted_by=cast.guest)[0]
    GuestPass.objects.filter(pk=own.pk).update(until=clock.now() - timedelta(hours=2))
    return f"guest pass {own.pk}: past its end and not closed"


def pass_of_nobody(cast: Cast) -> str:
    own = GuestPass.objects.filter(accepted_by=cast.guest)[0]
    GuestPass.objects.filter(pk=own.pk).update(accepted_by=None)
    return f"guest pass {own.pk}: taken up by nobody"


def unknown_marking(cast: Cast) -> str:
    made = start_thread(actor=cast.member("chair"), title="Scope", body="Words.")
    Thread.objects.update(marking="secret")
    return f"threads.thread {made.pk}: unknown marking secret"


def document(cast: Cast, number: int, symbol: str) -> Document:
    values = {"title": "Paper", "by": cast.chair, "added_by": cast.chair}
    known = {field.name for field in Document._meta.fields}
    said = {name: value for name, value in values.items() if name in known}
    return Document.objects.create(group=cast.group, number=number, symbol=symbol, year=2026, serial=number, **said)


def doubled_symbol(cast: Cast) -> str:
    document(cast, 1, "CLOUD/2026/1")
    document(cast, 2, "Cloud/2026/1")
    return f"group {cast.group.pk}: 2 documents are cloud/2026/1"


def meeting(cast: Cast) -> Meeting:
    from datetime import time

    day = clock.now().date() + timedelta(days=3)
    return plan_meeting(actor=cast.member("chair"), title="Call", day=day, wall_time=time(9), zone="UTC", minutes=60)


def empty_paper(cast: Cast) -> str:
    made = Paper.objects.create(meeting=meeting(cast), position=1, by=cast.chair)
    return f"paper {made.pk}: no document, and none awaited"


def paper_of_elsewhere(cast: Cast) -> str:
    foreign = document(cast, 1, "CLOUD/2026/1")
    Document.objects.update(group=cast.elsewhere)
    made = Paper.objects.create(meeting=meeting(cast), document=foreign, position=1, by=cast.chair)
    return f"paper {made.pk}: a document of another group"


def circular(cast: Cast, **said: object) -> Circular:
    return Circular.objects.create(group=cast.group, by=cast.chair, **said)


def letter_to_nobody(cast: Cast) -> str:
    made = circular(cast, state=Circular.State.SENT, year=2026, number=1)
    return f"circular {made.pk}: sent, and no recipient has a row"


def letter_that_never_left(cast: Cast) -> str:
    made = circular(cast)
    Recipient.objects.create(circular=made, person=cast.delegate)
    return f"circular {made.pk}: not sent, and has recipients"


def note_by_a_stranger(cast: Cast) -> str:
    made = circular(cast, state=Circular.State.SENT, year=2026, number=1)
    Recipient.objects.create(circular=made, person=cast.delegate)
    taken = Acknowledgement.objects.create(circular=made, person=cast.outsider)
    return f"acknowledgement {taken.pk}: of somebody who has no row"


@pytest.mark.parametrize(
    "broken",
    [
        seat_twice,
        second_head,
        office_twice,
        missed_hand_over,
        half_a_hand_over,
        pass_without_end,
        pass_of_nobody,
        unknown_marking,
        doubled_symbol,
        empty_paper,
        paper_of_elsewhere,
        letter_to_nobody,
        letter_that_never_left,
        note_by_a_stranger,
    ],
    ids=lambda one: one.__name__,
)
def test_verify_says_what_is_broken_and_nothing_else(cast: Cast, broken: Callable[[Cast], str]) -> None:
    line = broken(cast)
    assert verify() == (1, f"{line}\n")
