"""A draft's room in this process: take, check and apply once, pass on once, store, acknowledge."""

import asyncio
import time
from typing import Any, Protocol

from django.conf import settings

from workgroups.core.wire import framed
from workgroups.drafts.adapters.ydoc import EMPTY_STATE, merged
from workgroups.drafts.logic.keystrokes import Typed
from workgroups.drafts.logic.preparse import Parsed, Refusal, parse
from workgroups.drafts.rooms import protocol
from workgroups.drafts.rooms.bus import PRESENCE, UPDATES, Bus, Parcel
from workgroups.drafts.rooms.connection import Connection
from workgroups.drafts.rooms.presence import PresenceBook
from workgroups.drafts.rooms.replica import Replica
from workgroups.drafts.rooms.writer import Writer

PRESENCE_PAUSE = 0.25
CROWD, CROWD_PAUSE = 30, 2.0
"""Above so many windows carets are shown by passage (carets.js), and seldomer told."""
PAIR = 2  # who are told at once that their words are safe: to wake later for them costs more than a write each
FEW = 8  # changes for which no flush is hurried, however few are here

Row = tuple[int | None, bytes]
Receipt = tuple[dict[Connection, int], list[bytes]]
"""How many frames of whom a flush answers, and what it passed on."""
Offer = tuple[Connection, Typed | Parsed]


class Keeper(Protocol):
    """What a room needs of its process."""

    writer: Writer
    bus: Bus
    present: int

    def fetch(self, room: "Room") -> None: ...

    def spawn(self, work: Any) -> None: ...


class Room:
    """Members, one document, pending updates, one flush."""

    def __init__(
        self, keeper: Keeper, draft_id: int, group_id: int, payloads: list[bytes], seq: int, own: int, epoch: int = 0
    ) -> None:
        """`own`: the client id of the room itself."""
        self.keeper = keeper
        self.draft_id = draft_id
        self.group_id = group_id
        self.replica = Replica(payloads, own)
        self.seq = seq
        self.epoch = epoch
        self.folded_seq = max(0, seq - len(payloads))
        """how far the newest snapshot goes, as far as is known here"""
        self.folded_at = time.monotonic()
        self.members: set[Connection] = set()
        self.presence = PresenceBook()
        self.owners: dict[int, int | None] = {own: None}
        """client id → person, as bound in the database"""
        self.shared = False
        self.dead = False
        self.touched_at = self.emptied_at = time.monotonic()
        self.announced = True
        self._pending: list[Offer] = []
        self._typing: dict[Connection, Typed] = {}  # of `_pending`, what its writer may type on in
        self._timer: asyncio.Handle | None = None
        self._presence_timer: asyncio.TimerHandle | None = None
        self._flushed_at = 0.0

    # -- members ---------------------------------------------------------------------------------

    def enter(self, connection: Connection) -> None:
        """Begin the handshake: the server's state vector, and who is here."""
        if self._is_crowded(connection):
            connection.refuse(Refusal("crowded", "as many are here as a draft takes; the page goes on without it"))
            return
        connection.on_stall = self.replica.vector
        connection.on_drained = lambda vector: self._catch_up(connection, vector)
        self.members.add(connection)
        connection.push(protocol.sync_frame(protocol.STEP1, self.replica.vector()))
        if here := self.presence.all():
            connection.push(protocol.presence_frame(here))

    def step_out(self, connection: Connection) -> None:
        """Leave, and still count as here until `leave`."""
        self.members.discard(connection)
        if not self.members:
            self.emptied_at = time.monotonic()

    def _is_crowded(self, connection: Connection) -> bool:
        """Whether as many write, or read, here as a draft takes; asked before anything of theirs is taken."""
        most = settings.DRAFT_EDITORS if connection.may_edit else settings.DRAFT_READERS
        return sum(one.may_edit == connection.may_edit for one in self.members) >= most

    def leave(self, connection: Connection) -> None:
        self.step_out(connection)
        if self.presence.leave(connection):
            self._tell_presence()

    def answer(self, connection: Connection, vector: bytes) -> None:
        """Step 1 of a client: send what it lacks, or let it be caught up from there once its buffer has drained."""
        if connection.stalled_at is not None:
            connection.behind = vector
        connection.push(protocol.sync_frame(protocol.STEP2, self.replica.lacking(vector)))

    def _catch_up(self, connection: Connection, vector: bytes) -> None:
        """A reader's buffer drained: one difference in place of all frames it missed, the answer to its step 1 too."""
        connection.push(protocol.sync_frame(protocol.STEP2, self.replica.lacking(vector)))
        connection.push(protocol.presence_frame(self.presence.all()))
        if all(one is not connection for one, _change in self._pending):
            self._publish([], {connection: connection.frames}, [])  # else the next flush says it

    # -- updates ---------------------------------------------------------------------------------

    def offer(self, connection: Connection, change: Typed | Parsed) -> None:
        """Take a change into the next flush; the first after a pause goes at once.

        A flush costs a frame a member: as many changes as members are worth one before its time. The more sockets the
        room and the process serve, the more is gathered.
        """
        connection.frames += 1
        if isinstance(change, Typed):
            if (before := self._typing.get(connection)) and before.goes_on(change):
                return
            self._typing[connection] = change
        self._pending.append((connection, change))
        if self._timer is not None:
            if len(self._pending) == max(FEW, len(self.members)):
                self._timer.cancel()
                self._timer = asyncio.get_running_loop().call_soon(self._flush)
            return
        pause = min(0.02, max(0.0004 * len(self.members), 0.000025 * self.keeper.present))
        wait = self._flushed_at + pause - time.monotonic()
        if wait <= 0:
            self._flush()
        else:
            self._timer = asyncio.get_running_loop().call_later(wait, self._flush)

    def _flush(self) -> None:
        self._timer = None
        pending, self._pending = self._pending, []
        self._typing.clear()
        self._flushed_at = self.touched_at = time.monotonic()
        if self.dead:
            return
        pending = [offer for offer in pending if not offer[0].closing]
        runs = [change for _connection, change in pending if isinstance(change, Typed)]
        if pending and len(runs) == len(pending) and (bodies := self.replica.take_typed(runs)):
            people = [connection.identity.person_id for connection, _change in pending]
            rows: list[Row] = list(zip(people, [run.update() for run in runs], strict=True))
            self._publish(rows, {one: one.frames for one, _change in pending}, bodies)
        else:
            self._flush_one_by_one(pending)

    def _flush_one_by_one(self, pending: list[Offer]) -> None:
        rows: list[Row] = []
        receipts: dict[Connection, int] = {}
        for connection, change in pending:
            if connection.closing:
                continue
            try:
                parsed = parse(change.update()) if isinstance(change, Typed) else change
                changed, repair = self.replica.accept(parsed.update, parsed)
            except Refusal as fault:
                connection.refuse(fault)
                continue
            if changed:
                rows.append((connection.identity.person_id, parsed.update))
            if repair:
                rows.append((None, repair))
            receipts[connection] = connection.frames
        self._publish(rows, receipts, merged([update for _person, update in rows]))

    def _publish(self, rows: list[Row], receipts: dict[Connection, int], bodies: list[bytes]) -> None:
        """Pass rows on, as the few `bodies`, and have them stored. Who alone wrote them all would hear nothing new."""
        if rows:
            self.announced = False
            alone = len(receipts) == 1 and all(person is not None for person, _update in rows)
            self._broadcast(bodies, next(iter(receipts)) if alone else None)
        if rows or self.keeper.writer.holds(self):
            self.keeper.writer.add(self, rows, [(receipts, bodies)])
        else:
            self._acknowledge(receipts, self.seq)

    def _broadcast(self, bodies: list[bytes], author: Connection | None = None) -> None:
        for body in bodies:
            self._push_all(protocol.sync_frame(protocol.UPDATE, body), author)
        if len(bodies) > 1:
            for member in self.members:
                member.behind = EMPTY_STATE  # the document held more than whoever stalled here was sent

    def _push_all(self, frame: bytes, but: Connection | None = None) -> None:
        packed = framed(frame)
        for member in self.members:
            if member is not but:
                member.push(frame, packed)

    def _acknowledge(self, receipts: dict[Connection, int], seq: int) -> None:
        say = Connection.owe if len(receipts) > PAIR else Connection.push
        for connection, count in receipts.items():
            if connection.wants_ack:
                say(connection, protocol.ack_frame(seq, count))

    def settle(self) -> None:
        """At rest: every block gets an id of its own, as the server's own update."""
        if self.replica.unsettled and (update := self.replica.settle()):
            self._publish([(None, update)], {}, [update])

    # -- the database ----------------------------------------------------------------------------

    def committed(self, first: int, last: int, receipts: list[Receipt]) -> None:
        """Rows are safe: acknowledge, and tell other processes."""
        if self.dead:
            return
        if first <= self.seq + 1:
            self.seq = max(self.seq, last)
        else:
            self.keeper.fetch(self)
        latest: dict[Connection, int] = {}
        for given, _bodies in receipts:
            latest.update(given)
        self._acknowledge(latest, last)
        if self.shared and last >= first:
            body = b"".join(map(protocol.sized, merged([body for _given, bodies in receipts for body in bodies])))
            self.keeper.spawn(self.keeper.bus.tell(Parcel(UPDATES, self.draft_id, first, last, body)))

    def stands(self) -> bool:
        return self.replica.stands()

    def lost(self) -> None:
        """What was accepted cannot be stored: everybody out; they come back and bring what was not acknowledged."""
        self.dismiss("storage", "the database is away; your words are kept in your window")

    def dismiss(self, code: str, reason: str) -> None:
        self.dead = True
        for member in list(self.members):
            member.refuse(Refusal(code, reason))

    def take_rows(self, rows: list[tuple[int, bytes]]) -> None:
        """Rows of other processes, from the database, in order (own ones among them change nothing)."""
        news: list[bytes] = []
        for seq, payload in rows:
            if seq <= self.seq:
                continue
            if seq != self.seq + 1:
                self.keeper.fetch(self)
                break
            self._take_foreign(payload, news)
            self.seq = seq
        if news:
            self._broadcast(merged(news))

    def take_parcel(self, parcel: Parcel, updates: list[bytes]) -> None:
        """Another process's flush."""
        if parcel.last <= self.seq:
            return
        if parcel.first > self.seq + 1:
            self.keeper.fetch(self)
            return
        news: list[bytes] = []
        for update in updates:
            self._take_foreign(update, news)
        self.seq = parcel.last
        if news:
            self._broadcast(merged(news))

    def _take_foreign(self, update: bytes, news: list[bytes]) -> None:
        """What a process accepted it also mends; what edits of two break together is mended at rest (`settle`)."""
        try:
            changed, _repair = self.replica.accept(update, parse(update), mend=False)
        except Refusal:
            self.dismiss("lost", "the draft is opened anew")
            return
        if changed:
            self.touched_at = time.monotonic()
            news.append(update)

    # -- presence --------------------------------------------------------------------------------

    def take_presence(self, connection: Connection, given: list[protocol.Presence]) -> None:
        self.presence.take(connection, given)
        self._tell_presence()

    def take_remote_presence(self, given: list[protocol.Presence]) -> None:
        self.presence.take_remote(given)
        self._tell_presence()

    def _tell_presence(self) -> None:
        if self._presence_timer is None and self.presence.waiting:
            pause = PRESENCE_PAUSE if len(self.members) <= CROWD else CROWD_PAUSE
            self._presence_timer = asyncio.get_running_loop().call_later(pause, self._presence_flush)

    def _presence_flush(self) -> None:
        self._presence_timer = None
        gone = [one for one in self.presence.states.values() if one.state == "null"]
        own, everybody = self.presence.changes()
        if everybody:
            self._push_all(protocol.presence_frame(everybody))
        if self.shared and (told := own + gone):
            body = protocol.presence_frame(told)[1:]
            self.keeper.spawn(self.keeper.bus.tell(Parcel(PRESENCE, self.draft_id, body=body)))
