"""All rooms of this process: opening, eviction, and the once-a-second look at what changed outside."""

import asyncio
import logging
import time
from collections.abc import Coroutine
from typing import Any
from weakref import WeakKeyDictionary

from workgroups.core import clock
from workgroups.drafts import queries
from workgroups.drafts.actions import announce_change
from workgroups.drafts.logic.preparse import Reader, Refusal
from workgroups.drafts.rooms import admission, protocol
from workgroups.drafts.rooms.bus import HELLO, PRESENCE, UPDATES, Bus, Parcel
from workgroups.drafts.rooms.connection import Connection, Spent
from workgroups.drafts.rooms.room import Room
from workgroups.drafts.rooms.writer import Writer, in_thread
from workgroups.drafts.tasks import fold

log = logging.getLogger(__name__)
IDLE = 60.0
"""Seconds an empty room stays warm."""
REST = 3.0
"""Seconds without a change after which a draft is announced as changed."""
LOOK = 0.7  # seconds: with the look itself, rights end within a second
COMPANY = 5.0
"""Seconds between two questions whether other processes still hold our rooms."""
SETTLE = 0.6
TAIL = 500
"""Updates after the newest snapshot at which a worker is asked to fold; not more often than every `FOLD` seconds."""
FOLD = 10.0
STALL = 30.0
"""Seconds a reader's buffer may stay full."""


class Hub:
    """Rooms by draft."""

    def __init__(self) -> None:
        self.writer = Writer()
        self.bus = Bus(self._deliver)
        self.rooms: dict[int, asyncio.Future[Room]] = {}
        self.present = 0
        """sockets in all rooms"""
        self._fetching: set[int] = set()
        self._found: admission.Standing | None = None
        self._company_at = 0.0
        self._tasks: set[asyncio.Task[Any]] = set()
        self._watch: asyncio.Task[None] | None = None
        self._flooders: dict[int, Spent] = {}
        """person → what was left when they were shown out for saying too much"""

    async def room(self, draft_id: int, group_id: int) -> Room:
        """The draft's room, opened from the database when it is not here yet."""
        found = self.rooms.get(draft_id)
        if found is None or (found.done() and (found.exception() or found.result().dead)):
            found = self.rooms[draft_id] = asyncio.ensure_future(self._open(draft_id, group_id))
        if self._watch is None or self._watch.done():
            self._watch = asyncio.get_running_loop().create_task(self._every_second())
        return await asyncio.shield(found)

    async def _open(self, draft_id: int, group_id: int) -> Room:
        is_shared = await self.bus.join(draft_id)
        payloads, seq, epoch, locks, own = await in_thread(admission.open_draft, draft_id)
        room = Room(self, draft_id, group_id, payloads, seq, own, epoch)
        room.replica.lock(locks)
        room.shared = is_shared
        return room

    def open_rooms(self) -> list[Room]:
        return [
            found.result()
            for found in self.rooms.values()
            if found.done() and not found.cancelled() and not found.exception()
        ]

    async def bind(self, room: Room, connection: Connection, client_ids: set[int]) -> None:
        """Bind client ids that the room does not know to this member, in a committed row, before anything of theirs
        is passed on. What the document holds of one that nobody is bound to was written by a server."""
        unknown = [one for one in client_ids if one not in room.owners]
        held = [one for one in unknown if one in room.replica.known]
        for found, owner in ((held, None), (sorted(set(unknown) - set(held)), connection.identity.person_id)):
            if found:
                room.owners.update(await in_thread(admission.bind, room.draft_id, found, owner))
        connection.client_ids |= {one for one in client_ids if room.owners[one] == connection.identity.person_id}

    def fetch(self, room: Room) -> None:
        """Get from the database what the room has not seen."""
        if room.draft_id not in self._fetching:
            self._fetching.add(room.draft_id)
            self.spawn(self._fetch(room))

    async def _fetch(self, room: Room) -> None:
        try:
            rows = await in_thread(queries.updates_after, room.draft_id, room.seq)
        finally:
            self._fetching.discard(room.draft_id)
        room.take_rows(rows)

    def count_on(self, connection: Connection) -> None:
        """Whoever was shown out for saying too much finds no fresh measure by coming back."""
        if last := self._flooders.get(connection.identity.person_id):
            connection.go_on_from(last)

    def note_flood(self, connection: Connection) -> None:
        if connection.flooded:
            self._flooders[connection.identity.person_id] = connection.spent

    def note_visit(self, room: Room, connection: Connection) -> None:
        """Note how far whoever leaves has seen the draft; a room that was given up says nothing."""
        if not room.dead:
            self.spawn(in_thread(admission.note_visit, room.draft_id, connection.identity.person_id, room.seq))

    def spawn(self, work: Coroutine[Any, Any, Any]) -> None:
        """Run a coroutine beside; its fault is logged, never lost."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (fault := task.exception()):
            log.error("drafts: %s", fault, exc_info=fault)

    def _deliver(self, parcel: Parcel) -> None:
        found = self.rooms.get(parcel.draft_id)
        if found is None or not found.done() or found.exception():
            return
        room = found.result()
        room.shared = True
        reader = Reader(parcel.body)
        try:
            if parcel.kind == UPDATES:
                updates = []
                while reader.pos < reader.end:
                    updates.append(reader.raw())
                room.take_parcel(parcel, updates)
            elif parcel.kind == PRESENCE:
                room.take_remote_presence(protocol.read_presence(reader))
            elif parcel.kind == HELLO and (here := room.presence.all()):
                body = protocol.presence_frame(here)[1:]
                self.spawn(self.bus.tell(Parcel(PRESENCE, room.draft_id, body=body)))
        except Refusal as fault:
            log.warning("drafts: message from another process: %s", fault.reason)

    async def _every_second(self) -> None:
        while self.rooms:
            await asyncio.sleep(LOOK if not any(room.replica.unsettled for room in self.open_rooms()) else SETTLE)
            try:
                await self._look()
            except Exception:
                log.exception("drafts: could not look for changes")

    async def _look(self) -> None:
        rooms = self.open_rooms()
        if not rooms:
            return
        asked = [
            member for room in rooms for member in room.members
        ]  # whoever comes in meanwhile was asked at the door
        keys = sorted({member.identity.session_key for member in asked})
        people = sorted({member.identity.person_id for member in asked})
        drafts = [room.draft_id for room in rooms]
        found = self._found = await self.writer.ask(admission.standing, drafts, keys, people, self._found)
        await self._ask_company(rooms)
        for room in rooms:
            await self._review(room, found, [member for member in asked if member in room.members])
            await self._tidy(room)

    async def _ask_company(self, rooms: list[Room]) -> None:
        """Who opens a room says so; only that they have gone, and a word that was lost, has to be asked after."""
        now = time.monotonic()
        if now - self._company_at > COMPANY:
            self._company_at = now
            company = await self.bus.company([room.draft_id for room in rooms])
            for room in rooms:
                room.shared = room.draft_id in company

    async def _review(self, room: Room, found: admission.Standing, members: list[Connection]) -> None:
        """Rights, sessions and missed updates of one room."""
        head = found.draft_heads.get(room.draft_id)
        if head is None:
            room.dismiss("forbidden", "the draft is gone")
            return
        if head[1] != room.epoch:
            room.dismiss("outdated", "please reload the page")
            return
        room.replica.lock(head[2])
        if head[0] > room.seq and not self.writer.holds(room):
            self.fetch(room)
        for member in members:
            own = found.keys.get(member.identity.person_id, ())
            if member.identity.session_key not in found.sessions or member.identity.auth_key not in own:
                member.refuse(Refusal("signed-out", "you signed out"))
        stamp = (found.group_epochs.get(room.group_id, 0), clock.now().date(), head[3])
        if stale := [member for member in members if member.stamp != stamp]:
            await self._ask_rights(room, stale)
            for member in stale:
                member.stamp = stamp

    async def _ask_rights(self, room: Room, members: list[Connection]) -> None:
        people = sorted({member.identity.person_id for member in members})
        found = await in_thread(admission.rights, room.draft_id, people)
        for member in members:
            may = found.get(member.identity.person_id)
            if may is None or (member.may_edit and not may):
                member.refuse(Refusal("forbidden", "your rights here changed"))
            elif may and not member.may_edit:
                member.refuse(Refusal("lost", "you may edit now; the page connects again"))

    async def _tidy(self, room: Room) -> None:
        """Ids at rest, the event at rest, stuck readers out, an empty room closed."""
        now = time.monotonic()
        for member in list(room.members):
            if member.stalled_at and now - member.stalled_at > STALL:
                member.refuse(Refusal("slow", "your connection does not take what is sent"))
        if now - room.touched_at > SETTLE:
            room.settle()
        if not room.announced and now - room.touched_at > REST and not self.writer.holds(room):
            room.announced = True
            await in_thread(lambda: announce_change(draft_id=room.draft_id))
        if room.seq - room.folded_seq >= TAIL and now - room.folded_at > FOLD:
            room.folded_seq, room.folded_at = room.seq, now
            self.spawn(in_thread(_ask_to_fold, room.draft_id))
        idle = not room.members and now - max(room.emptied_at, room.touched_at) > IDLE
        if room.dead or (idle and not self.writer.holds(room)):
            self.rooms.pop(room.draft_id, None)
            await self.bus.leave(room.draft_id)


def _ask_to_fold(draft_id: int) -> None:
    """In a thread, name and all: to look `delay` up sets the broker's client up the first time, which takes a while."""
    fold.delay(draft_id)


_hubs: "WeakKeyDictionary[asyncio.AbstractEventLoop, Hub]" = WeakKeyDictionary()


def hub() -> Hub:
    """The hub of the running loop (a process has one)."""
    loop = asyncio.get_running_loop()
    if loop not in _hubs:
        _hubs[loop] = Hub()
    return _hubs[loop]
