"""The drafts' tables in SQLite: what the actions and queries of rooms do in PostgreSQL, for thousands of drafts."""

import sqlite3
from collections.abc import Callable

from workgroups.drafts.actions import Batch
from workgroups.drafts.adapters import ydoc
from workgroups.drafts.logic import blocks, schema
from workgroups.drafts.logic.preparse import Reader, parse

TABLES = """
CREATE TABLE draft (id INTEGER PRIMARY KEY, head INTEGER NOT NULL, epoch INTEGER NOT NULL);
CREATE TABLE row (draft INTEGER, seq INTEGER, person INTEGER, payload BLOB, PRIMARY KEY (draft, seq));
CREATE TABLE snapshot (draft INTEGER, upto INTEGER, payload BLOB, PRIMARY KEY (draft, upto));
CREATE TABLE client (draft INTEGER, client INTEGER, person INTEGER, PRIMARY KEY (draft, client));
"""


class Away(Exception):  # noqa: N818
    """The database could not be asked."""


class Log:
    """One database of all processes; it outlives them. `fails` says before and after each commit whether it is away."""

    def __init__(self, fails: Callable[[], bool] = lambda: False) -> None:
        self.base = sqlite3.connect(":memory:", isolation_level=None)
        self.base.executescript(TABLES)
        self.fails = fails
        self.clocks: dict[tuple[int, int], int] = {}
        """(draft, client id) → the clock up to which it is committed"""

    def begin(self, draft_id: int, first: bytes) -> None:
        self.base.execute("INSERT INTO draft VALUES (?, 0, 1)", [draft_id])
        self.bind(draft_id, list(ydoc.clocks(ydoc.state(ydoc.load([first])))), 0)
        fails, self.fails = self.fails, lambda: False
        self.append([Batch(draft_id, ((None, first),))])
        self.fails = fails

    def append(self, batches: list[Batch]) -> dict[int, tuple[int, int]]:
        """As `actions.append_updates`: all of it or nothing."""
        if self.fails():
            raise Away
        spans = {}
        self.base.execute("BEGIN")
        for batch in batches:
            ((head,),) = self.base.execute("SELECT head FROM draft WHERE id = ?", [batch.draft_id]).fetchall()
            rows = [(batch.draft_id, head + at, *row) for at, row in enumerate(batch.rows, 1)]
            self.base.executemany("INSERT INTO row VALUES (?, ?, ?, ?)", rows)
            spans[batch.draft_id] = (head + 1, head + len(rows))
            self.base.execute("UPDATE draft SET head = ? WHERE id = ?", [head + len(rows), batch.draft_id])
        self.base.execute("COMMIT")
        for batch in batches:
            for _person, payload in batch.rows:
                for client, start, end in parse(payload).structs:
                    known = self.clocks.get((batch.draft_id, client), 0)
                    assert start <= known, "a hole in what one client wrote"
                    self.clocks[batch.draft_id, client] = max(known, end)
        if self.fails():
            raise Away
        return spans

    def payloads(self, draft_id: int) -> tuple[list[bytes], int]:
        """As `queries.payloads`."""
        asked = "SELECT upto, payload FROM snapshot WHERE draft = ? ORDER BY upto DESC LIMIT 1"
        snapshot = self.base.execute(asked, [draft_id]).fetchone()
        seq, found = (snapshot[0], [snapshot[1]]) if snapshot else (0, [])
        rows = self.updates_after(draft_id, seq)
        assert [number for number, _payload in rows] == list(range(seq + 1, seq + 1 + len(rows)))
        return found + [payload for _number, payload in rows], seq + len(rows)

    def updates_after(self, draft_id: int, seq: int) -> list[tuple[int, bytes]]:
        asked = "SELECT seq, payload FROM row WHERE draft = ? AND seq > ? ORDER BY seq"
        return self.base.execute(asked, [draft_id, seq]).fetchall()

    def fold(self, draft_id: int) -> None:
        """As `actions.fold_draft`."""
        found, seq = self.payloads(draft_id)
        doc = ydoc.load(found)
        folded = ydoc.encode(doc)
        again = ydoc.load([folded])
        assert ydoc.clocks(ydoc.state(again)) == ydoc.clocks(ydoc.state(doc))
        assert blocks.fingerprint(ydoc.read(again)) == blocks.fingerprint(ydoc.read(doc))
        self.base.execute("INSERT OR IGNORE INTO snapshot VALUES (?, ?, ?)", [draft_id, seq, folded])

    def bind(self, draft_id: int, client_ids: list[int], person_id: int | None) -> dict[int, int | None]:
        """As `actions.bind_clients`; nobody is 0 here."""
        rows = [(draft_id, one, person_id or 0) for one in client_ids]
        self.base.executemany("INSERT OR IGNORE INTO client VALUES (?, ?, ?)", rows)
        found = self.base.execute("SELECT client, person FROM client WHERE draft = ?", [draft_id])
        return {client: person or None for client, person in found if client in client_ids}

    def heads(self, draft_ids: list[int]) -> dict[int, tuple[int, int, list[str], str]]:
        found = self.base.execute("SELECT id, head, epoch FROM draft")
        return {draft: (head, epoch, [], "drafting") for draft, head, epoch in found if draft in draft_ids}

    def people(self, draft_id: int) -> dict[int, int]:
        """client id → person"""
        return dict(self.base.execute("SELECT client, person FROM client WHERE draft = ?", [draft_id]))

    def authors(self, draft_id: int) -> list[tuple[int | None, bytes]]:
        """(person, payload) of every row, in order."""
        return self.base.execute("SELECT person, payload FROM row WHERE draft = ? ORDER BY seq", [draft_id]).fetchall()

    def document(self, draft_id: int) -> schema.Node:
        """As `queries.document_of`: from the newest snapshot and its tail."""
        return schema.normal(ydoc.read(ydoc.load(self.payloads(draft_id)[0])))

    def replayed(self, draft_id: int) -> schema.Node:
        """The same from the first row on, without any snapshot."""
        return schema.normal(ydoc.read(ydoc.load(payload for _person, payload in self.authors(draft_id))))


def clients_in(update: bytes) -> set[int]:
    return {client for client, _start, _end in parse(update).structs}


def numbers(frame: bytes, at: int, count: int) -> list[int]:
    """Varints in a frame."""
    reader = Reader(frame, at)
    return [reader.uint() for _ in range(count)]
