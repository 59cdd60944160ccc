"""Plain typing, read by one pattern and taken before the document has it: nothing else may pass for it."""

import random

from workgroups.drafts.adapters import ydoc
from workgroups.drafts.logic.keystrokes import Typed, merged, typed
from workgroups.drafts.logic.preparse import Parsed, Refusal, _Walk, parse
from workgroups.drafts.rooms.protocol import varint
from workgroups.drafts.rooms.replica import Replica

A, B = 7, 912_345_678


def key(client: int, clock: int, words: bytes, after: tuple[int, int], before: tuple[int, int] | None = None) -> bytes:
    beyond = varint(before[0]) + varint(before[1]) if before else b""
    head = b"\x01\x01" + varint(client) + varint(clock) + (b"\xc4" if before else b"\x84")
    return head + varint(after[0]) + varint(after[1]) + beyond + varint(len(words)) + words + b"\x00"


def run(*given: object) -> Typed:
    found = typed(key(*given))  # type: ignore[arg-type]
    assert found
    return found


def walked(update: bytes) -> Parsed | None:
    try:
        return _Walk(update).run()
    except Refusal:
        return None


def test_what_passes_for_typing_is_read_as_the_long_way_reads_it() -> None:
    chance, seen = random.Random(1), 0
    for _ in range(3000):
        numbers = [chance.choice((0, 1, 5, 127, 128, 16_384, 2**31)) for _ in range(6)]
        words = bytes(chance.choice(b"ax\x00\x7f\x84\xc3") for _ in range(chance.randrange(4)))
        before = (numbers[4], numbers[5]) if chance.random() < 0.5 else None
        update = bytearray(key(numbers[0], numbers[1], words, (numbers[2], numbers[3]), before))
        if chance.random() < 0.5:
            update[chance.randrange(len(update))] = chance.randrange(256)
        found, whole = typed(bytes(update)), walked(bytes(update))
        if found is None:
            continue
        assert whole, update.hex()
        seen += 1
        short = parse(bytes(update))
        assert found.update() == short.update == update
        assert short.typed == found
        assert not whole.deletes
        assert not whole.structural
        assert (short.structs, short.needs, short.chars) == (whole.structs, whole.needs, whole.chars)
    assert seen > 500


def test_typing_on_becomes_one_run_and_the_runs_of_several_one_update() -> None:
    first = run(A, 10, b"ab", (A, 9))
    assert first.goes_on(run(A, 12, b"c", (A, 11)))
    assert first.update() == key(A, 10, b"abc", (A, 9))
    assert not first.goes_on(run(A, 13, b"d", (A, 10)))  # the caret moved
    assert not first.goes_on(run(A, 13, b"d", (A, 12), (A, 1)))  # into other words
    assert not first.goes_on(run(B, 13, b"d", (A, 12)))
    long = run(A, 0, b"d" * 80, (B, 9))
    assert not long.goes_on(run(A, 80, b"d" * 80, (A, 79)))  # more than the pattern reads
    both = merged([first, run(B, 0, b"x", (A, 12))])
    assert both
    assert parse(both).structs == [(B, 0, 1), (A, 10, 13)]
    assert merged([first, first]) is None


def test_what_is_taken_before_the_document_has_it_ends_as_if_it_had() -> None:
    """Two pages that see each other's words late, and each other's cuts."""
    taken = 0
    for seed in range(30):
        chance = random.Random(seed)
        replica, at_once = opened(), opened()
        pages = {client: ydoc.load([ydoc.encode(replica.doc)], client) for client in (A, B)}
        for _ in range(40):
            client = chance.choice((A, B))
            made: list[bytes] = []
            page = pages[client]
            watch = page.observe(lambda event, made=made: made.append(event.update))
            text = ydoc.root(page).children[chance.randrange(2)].children[0]
            if len(str(text)) > 2 and chance.random() < 0.1:
                del text[chance.randrange(len(str(text)))]
            else:
                text.insert(chance.randrange(1, len(str(text)) + 1), chance.choice(("y", "zz")))
            page.unobserve(watch)
            update = made[0]
            one = typed(update)
            if one and replica.take_typed([one]):
                taken += 1
            else:
                replica.accept(update, parse(update))
            ydoc.apply(at_once.doc, update)
            if chance.random() < 0.3:
                ydoc.apply(pages[client], replica.lacking(ydoc.state(pages[client])))
        assert ydoc.read(replica.doc) == ydoc.read(at_once.doc)
        assert replica.holdings() == at_once.holdings()
    assert taken > 100


def test_what_is_taken_before_the_document_has_it_always_stands() -> None:
    """Put after words that stand, were deleted or went with their block; before whatever is known, likely or not."""
    for seed in range(40):
        chance, taken = random.Random(seed), 0
        replica = opened()
        for _ in range(60):
            client = chance.choice((A, B))
            after = (chance.choice((A, B)), chance.randrange(4 + 2 * taken))
            known = [(one, at) for one, end in replica.known.items() for at in range(end)]
            before = chance.choice(known) if chance.random() < 0.5 else None
            one = typed(key(client, replica.known.get(client, 0), b"yz"[: chance.randrange(1, 3)], after, before))
            if one and replica.take_typed([one]):
                taken += 1
            if chance.random() < 0.05 and len(ydoc.root(replica.doc).children):
                del ydoc.root(replica.doc).children[0]
        assert taken
        assert replica.stands()
        assert ydoc.clocks(replica.vector()) == replica.known


def opened() -> Replica:
    """Two writers have a paragraph each, and a run in it that both may go on in."""
    doc = ydoc.new(1)
    words = [{"type": "paragraph", "attrs": {"id": name}, "content": [{"type": "text", "text": name}]} for name in "pq"]
    ydoc.write(doc, words)
    replica = Replica([ydoc.encode(doc)], 2)
    for at, client in enumerate((A, B)):
        page = ydoc.load([ydoc.encode(replica.doc)], client)
        seen = ydoc.state(page)
        ydoc.root(page).children[at].children[0].insert(1, "mn")
        update = ydoc.encode(page, seen)
        replica.accept(update, parse(update))
    return replica
