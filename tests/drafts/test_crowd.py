"""Fifty who write and five hundred who read: the next is told so in words; presence is told seldomer in a crowd."""

import asyncio
from typing import Any

from django.conf import settings

from tests.drafts.world.hostile import seeded
from tests.drafts.world.world import Wire, World
from workgroups.drafts.rooms.protocol import STEP1, Presence, presence_frame, sync_frame


class Guest:
    """A page that counts what it hears."""

    def __init__(self, world: World, person: int) -> None:
        self.client = 1_000_000 + person
        self.heard: list[int] = []
        self.ends: list[int] = []
        self.wire = Wire(world.processes[0], world.scope(person, 1), self._hear, self.ends.append)
        self.wire.say(sync_frame(STEP1, b"\x00"))

    def _hear(self, frame: bytes) -> None:
        self.heard.append(frame[0])

    def move(self, clock: int) -> None:
        self.wire.say(presence_frame([Presence(self.client, clock, "{}")]))


async def gather(world: World, writers: int, readers: int) -> list[Guest]:
    world.log.begin(1, seeded())
    world.readers.update(range(1_000, 1_000 + readers))
    guests = [Guest(world, person) for person in range(1, writers + 1)]
    guests += [Guest(world, person) for person in range(1_000, 1_000 + readers)]
    await asyncio.sleep(0.5)
    return guests


def test_the_51st_who_writes_and_the_501st_who_reads_are_told_that_it_is_full() -> None:
    """Seen to fail without `_is_crowded`."""
    assert (settings.DRAFT_EDITORS, settings.DRAFT_READERS) == (50, 500), "as shipped"
    world = World(1, processes=1, rough=False)

    async def story() -> None:
        guests = await gather(world, 50, 500)
        assert [guest.ends for guest in guests] == [[]] * 550
        for person in (51, 1_500):
            world.readers.update({1_500})
            late = Guest(world, person)
            await asyncio.sleep(0.5)
            assert late.ends == [4423]
            assert 0 not in late.heard, "nothing of the text, and nothing of theirs is asked"
        assert [guest.ends for guest in guests] == [[]] * 550
        guests[0].wire.cut()
        await asyncio.sleep(0.5)
        again = Guest(world, 51)
        await asyncio.sleep(0.5)
        assert again.ends == []
        assert 0 in again.heard

    world.run(story())


def told(people: int, seconds: int = 8) -> float:
    """How often in a second each is told who is where, when everybody moves ten times a second."""
    world = World(1, processes=1, rough=False)

    async def story() -> Any:
        guests = await gather(world, people, 0)
        await asyncio.sleep(3)
        before = [guest.heard.count(1) for guest in guests]
        for clock in range(2, 2 + seconds * 10):
            for guest in guests:
                guest.move(clock)
            await asyncio.sleep(0.1)
        after = [guest.heard.count(1) for guest in guests]
        return max(b - a for a, b in zip(before, after, strict=True)) / seconds

    return float(world.run(story()))


def test_presence_is_told_four_times_a_second_and_in_a_crowd_every_other_second() -> None:
    """So that the cost grows with people, not with their square. Seen to fail with `PRESENCE_PAUSE` for a crowd too."""
    assert told(10) <= 4.2
    assert told(40) <= 0.7
