"""What a draft's room costs beside typing: a connection that says nothing, opening, readers, and what is stored."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.figure import Figure
from tests.bench.yard import fresh, product, run, workshop, writers

IDLE, DRAFTS = 500, 50
CHANGES, TAIL, OPENED = 20_000, 500, 20
CLIENT = 4_000_001
READERS = (0, 100, 500)


def measure() -> Iterator[Figure]:
    """Each in a process of its own, so that none pays for another's memory."""
    with workshop() as folder:
        yield from idle(folder)
        yield from opening(folder)
        yield from readers(folder)


def idle(folder: Path) -> Iterator[Figure]:
    """Many connections that say nothing."""
    docs = [str(draft.number) for draft in fresh(DRAFTS)]
    with product() as (pid, where):
        found = run(folder, pid, where, {"clients": 0, "readers": IDLE, "docs": docs, "seconds": 3})
    name = f"{IDLE} connections, {DRAFTS} drafts"
    yield Figure(name, "memory of each", found["grown"] / IDLE, "kB", 32)
    yield Figure(name, "CPU while nobody says a word", found["cpu"] / 3 * 100, "%")
    yield Figure(name, "CPU of each to come in", found["joining"] / IDLE * 1000, "ms")


def opening(folder: Path) -> Iterator[Figure]:
    """Come into drafts that nobody has open here, from handshake to the whole text."""
    long, short, changes = fresh(OPENED), fresh(OPENED), typed()
    for draft in long:
        lengthen(draft, changes)
    with product() as (pid, where):
        costs = {}
        for name, drafts in (("warm", fresh(OPENED)), ("short", short), ("long", long)):
            docs = [str(draft.number) for draft in drafts]
            found = run(folder, pid, where, {"clients": 0, "readers": OPENED, "docs": docs, "seconds": 0})
            costs[name] = found["joining"] / OPENED * 1000
    name = f"opening, {CHANGES} changes"
    yield Figure(name, "CPU, door and all", costs["long"], "ms", 10)
    yield Figure(name, "CPU, door and all, empty draft", costs["short"], "ms")
    yield Figure(name, f"CPU to load, {TAIL} not folded", loading(long[0]), "ms")
    yield Figure(name, "what is read / the document, at rest", stored(long[0]), "×", 1.2)


def typed() -> list[bytes]:
    """A paragraph written character by character, a change each, as Yjs encodes them."""
    from workgroups.drafts.adapters import ydoc
    from workgroups.drafts.rooms.protocol import varint

    doc, client = ydoc.new(CLIENT), varint(CLIENT)
    ydoc.write(doc, [{"type": "paragraph", "attrs": {"id": "typed"}, "content": [{"type": "text", "text": "x"}]}])
    found = [ydoc.encode(doc)]
    first = ydoc.clocks(ydoc.state(doc))[CLIENT]
    for clock in range(first, first + CHANGES - 1):
        after = b"\x84" + client + varint(clock - 1)
        found.append(b"\x01\x01" + client + varint(clock) + after + b"\x01x\x00")
    return found


def lengthen(draft: Any, changes: list[bytes]) -> None:
    """Put changes into a draft's log, folded but for the last `TAIL`."""
    from workgroups.drafts.actions import Batch, append_updates, bind_clients, fold_draft

    person = writers()[0].pk
    bind_clients(draft_id=draft.pk, client_ids=[CLIENT], person_id=person)
    rows = [(person, one) for one in changes]
    append_updates(batches=[Batch(draft.pk, tuple(rows[:-TAIL]))])
    fold_draft(draft_id=draft.pk)
    append_updates(batches=[Batch(draft.pk, tuple(rows[-TAIL:]))])


def stored(draft: Any) -> float:
    """Bytes that opening reads, once the draft has rested, for one of the encoded document."""
    from workgroups.drafts.actions import fold_draft
    from workgroups.drafts.adapters import ydoc
    from workgroups.drafts.queries import payloads

    fold_draft(draft_id=draft.pk)
    found, _seq = payloads(draft.pk)
    return sum(map(len, found)) / len(ydoc.encode(ydoc.load(found)))


def loading(draft: Any) -> float:
    """Milliseconds of CPU from the database to a document that can be written in."""
    from workgroups.drafts.rooms import admission
    from workgroups.drafts.rooms.replica import Replica

    began = time.process_time()
    for _ in range(20):
        Replica(admission.open_draft(draft.pk)[0], 9)
    return (time.process_time() - began) / 20 * 1000


def readers(folder: Path) -> Iterator[Figure]:
    """Fifty typists, and more and more who only read: frames and CPU must grow with their sum, not their product."""
    with product() as (pid, where):
        costs = {}
        for number in READERS:
            docs = [str(draft.number) for draft in fresh(1)]
            found = run(folder, pid, where, {"clients": 50, "readers": number, "rate": 8, "docs": docs})
            costs[number] = found["each"]
            name = f"50 typists, {number} readers"
            yield Figure(name, "CPU an update", found["each"], "µs")
            yield Figure(name, "frames a member and second", found["frames"] / (50 + number) / 5, "", 75)
            yield Figure(name, "p50", found["p50"], "ms")
    most = max(READERS)
    yield Figure(f"50 typists, {most} readers", "CPU / without readers", costs[most] / costs[0], "×", (50 + most) / 50)
