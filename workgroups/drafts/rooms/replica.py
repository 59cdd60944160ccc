"""The room's document: takes an update only when it fits, leaves no trace of one that does not."""

from collections.abc import Collection
from typing import Any

from pycrdt import Doc

from workgroups.drafts.adapters import restoring, ydoc
from workgroups.drafts.logic import blocks, limits, schema, structs
from workgroups.drafts.logic.keystrokes import Typed, merged
from workgroups.drafts.logic.preparse import Parsed, Reader, Refusal
from workgroups.drafts.rooms.locks import Locks

KEEP = 500
"""Updates kept beside the last full copy, so that a refused one can be undone without the database."""


class Replica:
    """A pycrdt document and what is known of it."""

    def __init__(self, payloads: list[bytes], client_id: int) -> None:
        self.client_id = client_id
        self.locks: Locks | None = None
        self._open(payloads)

    def _open(self, payloads: list[bytes]) -> None:
        self._doc = ydoc.load(payloads, self.client_id)
        self._waiting: list[bytes] = []
        """typing that is taken and not in the document yet"""
        self.known = ydoc.clocks(ydoc.state(self._doc))
        self._base = ydoc.encode(self._doc)
        self._tail: list[bytes] = []
        self._tail_bytes = 0
        self._runs: dict[int, tuple[int, int]] = {}
        """client → its last run of text (first clock, end): typing on in it needs no look at the tree"""
        self.unsettled = True
        self._chars = len(self._base)
        """never less than the characters of the text: each takes a byte at least"""

    def lock(self, headings: Collection[str]) -> None:
        """Refuse from now on what would change the sections of these headings."""
        if frozenset(headings) != (self.locks.headings if self.locks else frozenset()):
            self.locks = Locks(self.doc, headings) if headings else None
            self._runs = {}  # typing on in a run is not looked at: the next words of each are

    def accept(self, update: bytes, parsed: Parsed, *, mend: bool = True) -> tuple[bool, bytes | None]:
        """Take an update; return whether it changed anything, and the server's own repair where one was needed.

        Raises `Refusal` with the document as before. Without `mend`: another process has asked and mended.
        """
        if parsed.typed and self.take_typed([parsed.typed]):
            return True, None
        self._check_known(parsed)
        fresh = any(end > self.known.get(client, 0) for client, _start, end in parsed.structs)
        if not fresh and not parsed.deletes:
            return False, None
        if self.size + len(update) > limits.DOCUMENT_BYTES:
            raise Refusal("size", "the draft is full")
        if parsed.chars and self._chars + parsed.chars > limits.CHARACTERS:
            self._count()
            if self._chars + parsed.chars > limits.CHARACTERS:
                raise Refusal("size", "the draft is full")
        try:
            touches = ydoc.apply_watched(self.doc, update)
            misfits = self._inspect(touches, parsed)
        except (ydoc.Broken, schema.Unknown) as fault:
            self._rebuild()
            raise Refusal("content", str(fault)) from None
        if self.locks:
            self._ask_locks(self.locks, touches, judged=not mend)
        if not fresh and not touches:
            return False, None
        self._check_integrated(parsed)
        self._remember(update, parsed)
        if mend or not self.locks:
            self._note_run(touches, parsed)
        return True, self._repair(misfits) if misfits and mend else None

    def _ask_locks(self, locks: Locks, touches: list[ydoc.Touch], *, judged: bool) -> None:
        if judged:
            locks.follow(self.doc, touches)
            return
        try:
            locks.check(self.doc, touches)
        except Refusal:
            self._rebuild()
            raise

    def take_typed(self, runs: list[Typed]) -> list[bytes] | None:
        """Take plain typing that goes on where words stand; return it as few updates. None, and nothing done, for
        anything else.

        That it fits is plain from what is known, so the document may take it later: when it is next asked for.
        """
        known: dict[int, int] = {}
        places: dict[int, tuple[int, int]] = {}
        for one in runs:
            client, at = one.after
            place = places.get(client) or self._runs.get(client)
            if place is None or not place[0] <= at < place[1]:
                return None
            if one.clock != known.get(one.client, self.known.get(one.client, 0)):
                return None
            if one.before and one.before[1] >= known.get(one.before[0], self.known.get(one.before[0], 0)):
                return None
            known[one.client] = one.end
            along = client == one.client and place[1] == one.clock
            places[one.client] = (place[0] if along else one.clock, one.end)
        updates = [one.update() for one in runs]
        size, chars = sum(map(len, updates)), sum(len(one.words) for one in runs)
        if self.size + size > limits.DOCUMENT_BYTES or self._chars + chars > limits.CHARACTERS:
            return None
        body = merged(runs)
        bodies = [body] if body else ydoc.merged(updates)
        self.known |= known
        self._runs |= places
        self._chars += chars
        self._waiting += bodies
        for update in bodies:
            self._keep(update)
        return bodies

    @property
    def doc(self) -> Doc[Any]:
        """The document with all that was taken; raises `Broken` where it does not take it after all."""
        if self._waiting:
            with self._doc.transaction():  # one for all: ending one costs more than what a keystroke brings
                for update in self._waiting:
                    ydoc.apply(self._doc, update)
            self._waiting = []
        return self._doc

    def stands(self) -> bool:
        """Whether the document holds all that was taken: asked before it is stored."""
        try:
            return self.doc is not None
        except ydoc.Broken:
            return False

    def _count(self) -> None:
        """The characters that stand, exactly: what was deleted is not encoded."""
        self._chars = sum(run.size for run in structs.read(ydoc.encode(self.doc)).runs)

    @property
    def size(self) -> int:
        """An upper bound of the encoded document, in bytes."""
        return len(self._base) + self._tail_bytes

    def vector(self) -> bytes:
        return ydoc.state(self.doc)

    def lacking(self, vector: bytes) -> bytes:
        """What the owner of the state vector lacks; raises `Refusal` when it cannot be read."""
        try:
            return ydoc.encode(self.doc, vector)
        except ydoc.Broken:
            raise Refusal("malformed", "state cannot be read") from None

    def holdings(self) -> bytes:
        """What the document holds and what was deleted in it, in an order of its own: equal bytes, equal documents."""
        vector = self.vector()
        reader = Reader(ydoc.encode(self.doc, vector))
        reader.uint()  # no structs: their owner lacks none
        deleted = {}
        for _ in range(reader.uint()):
            client = reader.uint()
            deleted[client] = [(reader.uint(), reader.uint()) for _ in range(reader.uint())]
        return repr((sorted(ydoc.clocks(vector).items()), sorted(deleted.items()))).encode()

    def settle(self) -> bytes | None:
        """Mend what edits of several processes broke together, and give each block an id of its own.

        Return the update, if any. Two processes may do it at once: what both write harms nothing.
        """
        self.unsettled = False
        before = self.vector()
        content = ydoc.read(self.doc)
        broken = [at for at, node in enumerate(content["content"]) if _fixed([node]) != [node]]
        if broken or not content["content"]:
            self._mend(broken)
            content = ydoc.read(self.doc)
        if given := list(blocks.missing_ids(content)):
            ydoc.set_ids(self.doc, given)
        return self._own(before) if given or broken or self.vector() != before else None

    def _check_known(self, parsed: Parsed) -> None:
        known = self.known
        for client, start, _end in parsed.structs:
            if start > known.get(client, 0):
                raise Refusal("gap", "changes before these are missing")
        if parsed.needs:
            brings = {client: end for client, _start, end in parsed.structs}
            for client, clock in parsed.needs.items():
                if clock > known.get(client, 0) and clock > brings.get(client, 0):
                    raise Refusal("gap", "changes before these are missing")

    def _note_run(self, touches: list[ydoc.Touch], parsed: Parsed) -> None:
        if parsed.typed and touches and all(touch.is_text for touch in touches):
            self._runs[parsed.typed.client] = (parsed.typed.clock, parsed.typed.end)

    def _check_integrated(self, parsed: Parsed) -> None:
        """What waits for something unknown would be stored and shown to nobody."""
        if not parsed.structural and len(parsed.structs) < 2:
            return
        now = ydoc.clocks(self.vector())
        if any(now.get(client, 0) < end for client, _start, end in parsed.structs):
            self._rebuild()
            raise Refusal("gap", "changes that lean on each other in a circle")

    def _remember(self, update: bytes, parsed: Parsed) -> None:
        self._chars += parsed.chars
        for client, _start, end in parsed.structs:
            if end > self.known.get(client, 0):
                self.known[client] = end
        self._keep(update)

    def _keep(self, update: bytes) -> None:
        self._tail.append(update)
        self._tail_bytes += len(update)
        if len(self._tail) >= KEEP:
            self._base = ydoc.encode(self.doc)
            self._tail, self._tail_bytes = [], 0

    def _rebuild(self) -> None:
        self._open([self._base, *self._tail])

    def _inspect(self, touches: list[ydoc.Touch], parsed: Parsed) -> set[int]:
        """Check what changed against the schema; return the top-level blocks whose content model is broken."""
        misfits: set[int] = set()
        for touch in touches:
            if touch.is_text:
                if parsed.structural:
                    ydoc.read_node(touch.target)
                continue
            self.unsettled = True
            depth = len(touch.path)
            for at, child in touch.inserted:
                ydoc.check_height(child, limits.DEPTH - depth)
                for node in ydoc.read_node(child):
                    checked = schema.normal(node, depth + 1)
                    if not touch.path and (node["type"] not in schema.BLOCKS or schema.repaired(checked) != checked):
                        misfits.add(at)
            if touch.path:
                ydoc.check_element(touch.target)
                name = ydoc.name_of(touch.target)
                for key, value in ydoc.attributes_of(touch.target) if touch.keyed else ():
                    schema.attr_value(name, key, value)
                if not schema.fits(name, ydoc.child_names(touch.target)) or self._broken(touch):
                    misfits.add(touch.path[0])
        return misfits

    def _broken(self, touch: ydoc.Touch) -> bool:
        return any(
            (checked := schema.normal(node, 1)) and schema.repaired(checked) != checked
            for _at, child in touch.inserted
            for node in ydoc.read_node(child)
        )

    def _repair(self, misfits: set[int]) -> bytes | None:
        before = self.vector()
        self._mend(sorted(misfits))
        return self._own(before)

    def _mend(self, misfits: list[int]) -> None:
        """Restore the content model of top-level blocks in their place: what others type in them meanwhile stays."""
        for index in reversed(misfits):
            restoring.mend(self.doc, index, _fixed(ydoc.read_block(self.doc, index)))
        if not len(ydoc.root(self.doc).children):
            ydoc.write(self.doc, blocks.with_ids([{"type": "paragraph"}]))

    def _own(self, before: bytes) -> bytes:
        update = ydoc.encode(self.doc, before)
        self.known = ydoc.clocks(self.vector())
        self._keep(update)
        if self.locks:
            self.locks.renew(self.doc)
        return update


def _fixed(nodes: list[schema.Node]) -> list[schema.Node]:
    """Top-level blocks with their content model restored; none where nothing can stand."""
    whole = schema.repaired({"type": "doc", "content": nodes})
    fixed = whole["content"] if whole else []
    return [] if fixed == [{"type": "paragraph"}] != nodes else fixed
