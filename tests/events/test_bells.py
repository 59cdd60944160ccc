"""After a commit each stream rings once, at the head that was committed."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from workgroups.events.actions import emit
from workgroups.events.events import StreamRef
from workgroups.events.queries import head_of
from workgroups.events.subscribe import bells
from workgroups.groups.events import ProgrammeCreated

SITE = StreamRef.site()


@pytest.fixture
def rung() -> Iterator[list[tuple[StreamRef, int]]]:
    heard: list[tuple[StreamRef, int]] = []

    def bell(stream: StreamRef, head: int) -> None:
        heard.append((stream, head))

    bells.append(bell)
    yield heard
    bells.remove(bell)


def make() -> None:
    emit(ProgrammeCreated(programme_id=1, actor_id=1))


@pytest.mark.django_db(transaction=True)
def test_a_stream_rings_once_a_transaction(rung: list[tuple[StreamRef, int]]) -> None:
    before = head_of(SITE)
    with transaction.atomic():
        make()
        make()
        assert rung == []
    make_alone()
    assert rung == [(SITE, before + 2), (SITE, before + 3)]


def make_alone() -> None:
    with transaction.atomic():
        make()


def make_and_take_back() -> None:
    with transaction.atomic():
        make()
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_a_part_that_was_taken_back_does_not_ring(rung: list[tuple[StreamRef, int]]) -> None:
    before = head_of(SITE)
    with transaction.atomic():
        make()
        make_and_take_back()
    assert rung == [(SITE, before + 1)]
