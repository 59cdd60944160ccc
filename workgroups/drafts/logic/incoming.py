"""What a file that came in means for a draft: its text, the changes marked in it by author and block, its comments."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Any, Literal

from workgroups.drafts.logic import asides, captions, schema, tracked
from workgroups.drafts.logic.carrying import carry
from workgroups.drafts.logic.from_pandoc import Found, Said, from_pandoc
from workgroups.drafts.logic.schema import Node, plain, walk
from workgroups.drafts.logic.to_pandoc import bookmark, to_pandoc

OURS = re.compile(r"b_0(?:n\d{1,5}|_Copy_\d+)?\Z")
"""Bookmarks of lines that a copy has around the text; LibreOffice names those anew that share a name."""
ALIKE = 0.6
"""From which share of common words two blocks are taken for the same one, where a file lost its bookmarks."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A change to a block of the draft: `author` as the file names them, or nobody where the change was not tracked."""

    kind: Literal["replace", "insert", "delete"]
    block: str
    author: str
    content: list[Node] = field(default_factory=list)
    moved: bool = False
    """taken out here and put in elsewhere with the same words, by the same person"""


@dataclass(frozen=True, slots=True)
class Thread:
    """What a file says of a comment besides its words: the id of the one that it answers, whether it is resolved."""

    answers: str
    done: bool


@dataclass(frozen=True, slots=True)
class Noted:
    """A comment on a block of the draft; `answers`: the `key` of the one that it answers in the file."""

    block: str
    quote: str
    author: str
    date: str
    words: str
    key: str = ""
    answers: str = ""
    done: bool = False


def kept(
    found: Found,
    origin: str,
    pictures: Mapping[str, Mapping[str, Any]] | None = None,
    threads: Mapping[str, Thread] | None = None,
) -> dict[str, Any]:
    """A file's content as JSON, to be shown and used later; lines that a copy has around the text are let go.

    `pictures`: by the names of the file, what figures say of those that were stored; `threads`: by the id of a comment.
    """
    made = [captions.pictured(block, pictures or {}) for block in found.blocks]
    ours = [block is None or any(map(OURS.match, names)) for block, names in zip(made, found.bookmarks, strict=True)]
    before = list(accumulate(ours, initial=0))
    lines = [(at, block) for at, (block, own) in enumerate(zip(made, ours, strict=True)) if own and block]
    pieces = [*found.pieces, *(one for at, line in lines for one in asides.pieces([line], max(0, at - 1)))]
    changed = [
        Said(author, "", words, place=max(0, at - 1)) for at, line in lines for author, words in asides.told([line])
    ]
    return {
        "title": found.title,
        "blocks": [block for block, own in zip(made, ours, strict=True) if not own],
        "names": [names for names, own in zip(found.bookmarks, ours, strict=True) if not own],
        "comments": [
            asdict(replace(said, place=said.place - before[min(said.place, len(ours))]))
            | asdict((threads or {}).get(said.key, Thread("", done=False)))
            for said in [*found.comments, *changed]
        ],
        "asides": [asdict(one) | {"place": one.place - before[min(one.place, len(ours))]} for one in pieces],
        "left_out": dict(found.left_out),
        "origin": origin,
    }


def text_of(found: dict[str, Any], *, made: bool) -> list[Node]:
    """The file's text with all its changes made, or as it was before them; checked and repaired. Raises Unknown."""
    taken = tracked.everybody if made else tracked.nobody
    blocks = [one for block in found["blocks"] if (one := tracked.settle(block, taken)) is not None]
    return checked(blocks)


def checked(blocks: list[Node], known: Mapping[str, str] | None = None) -> list[Node]:
    """Blocks as the schema knows them, their references led to blocks of the draft (`known`: by bookmark).

    What refers to nothing that is known becomes its words. Raises Unknown.
    """
    blocks = [_led(block, known or {}) for block in blocks]
    fixed = schema.repaired(schema.normal({"type": "doc", "content": blocks})) if blocks else None
    return list(fixed["content"]) if fixed else []


def _led(node: Node, known: Mapping[str, str]) -> Node:
    attrs = node.get("attrs", {})
    if node["type"] in {"xref", "citation"} and "said" in attrs:
        aim = known.get(attrs["to"]) if node["type"] == "xref" else attrs["source"] if known else None
        if aim:
            return {"type": node["type"], "attrs": {"to" if node["type"] == "xref" else "source": aim}}
        return {"type": "text", "text": attrs["said"] or "…"}
    kids = [_led(kid, known) for kid in node.get("content", [])]
    return {**node, "content": tracked.joined(kids)} if kids else node


def figures(found: dict[str, Any], files: Collection[str]) -> list[Node]:
    """What the figures of a file say that show one of these pictures."""
    nodes = (node for block in found["blocks"] for node in walk(block) if node["type"] == "figure")
    return [node["attrs"] for node in nodes if node["attrs"].get("file") in files]


def words_changed(found: dict[str, Any]) -> tuple[int, int]:
    """How many words came and went in a file by its tracked changes."""
    counts = [tracked.words_changed(block) for block in found["blocks"]]
    return sum(came for came, _went in counts), sum(went for _came, went in counts)


def authors(found: dict[str, Any]) -> list[str]:
    """Who changed something in a file or commented on it, by name."""
    names = {hand.author for block in found["blocks"] for hand in tracked.hands_in(block)}
    return sorted((names | {said["author"] for said in found["comments"]}) - {""})


def changes(found: dict[str, Any], base: Sequence[Node]) -> list[Marked]:
    """What a file changes in a draft whose top blocks are `base`, in the order of the text."""
    places = _places(found, base)
    known = {bookmark(block["attrs"]["id"]): str(block["attrs"]["id"]) for block in base}
    out: list[Marked] = []
    for place, block in enumerate(found["blocks"]):
        if (at := places[place]) is not None:
            out += _changed(base[at], block, known)
        elif before := _before(places, place, base):
            out += _inserted(before, block, out, known)
    gone = [
        block
        for at, block in enumerate(base)
        if at not in places and block["type"] != "figure" and plain(block).strip()
    ]
    out += [Marked("delete", block["attrs"]["id"], "") for block in gone]
    order = {block["attrs"]["id"]: at for at, block in enumerate(base)}
    return sorted(_with_moves(out, base, order), key=lambda one: order[one.block])


def _with_moves(found: list[Marked], base: Sequence[Node], order: Mapping[str, int]) -> list[Marked]:
    """The changes, with blocks told as moved that somebody took out in one place and put in at another."""
    gone = {(one.author, *_words(base[order[one.block]])): one for one in found if one.kind == "delete" and one.author}
    moved: set[int] = set()
    for one in found:
        words = [word for block in one.content for word in _words(block)]
        if one.kind == "insert" and (other := gone.get((one.author, *words))):
            moved |= {id(one), id(other)}
    return [replace(one, moved=True) if id(one) in moved else one for one in found]


def _places(found: dict[str, Any], base: Sequence[Node]) -> list[int | None]:
    """For each block of the file the place of the draft's block that it is, by bookmark, else by its words."""
    names = {bookmark(block["attrs"]["id"]): at for at, block in enumerate(base)}
    places: list[int | None] = []
    for given in found["names"]:
        known = [names[name] for name in given if name in names]
        places.append(next((at for at in known if at not in places), None))
    return _places_by_words(found, base, places)


def _places_by_words(found: dict[str, Any], base: Sequence[Node], places: list[int | None]) -> list[int | None]:
    """The same with the blocks whose bookmark got lost, which words tell; a new block is none of them."""
    was = {at: tracked.settle(block, tracked.nobody) for at, block in enumerate(found["blocks"])}
    file = [(at, plain(block)) for at, block in was.items() if places[at] is None and block is not None]
    own = [(at, plain(block)) for at, block in enumerate(base) if at not in places]
    out = list(places)
    codes = SequenceMatcher(None, [one for _, one in own], [one for _, one in file], autojunk=False).get_opcodes()
    for tag, i, j, k, m in codes:
        for (at, words), (place, other) in zip(own[i:j], file[k:m], strict=False):
            same = (
                tag == "equal" or SequenceMatcher(None, words.split(), other.split(), autojunk=False).ratio() >= ALIKE
            )
            out[place] = at if same else None
    return out


def _before(places: list[int | None], place: int, base: Sequence[Node]) -> str:
    """The id of the draft's block after which a new one of the file stands; the first one for what stands above all."""
    at = next((one for one in reversed(places[:place]) if one is not None), 0)
    return str(base[at]["attrs"]["id"]) if base else ""


def _changed(base: Node, block: Node, known: Mapping[str, str]) -> Iterator[Marked]:
    was = tracked.settle(block, tracked.nobody)
    if was is None or _words(was) != _words(base):  # somebody wrote into it without tracking
        made = tracked.settle(block, tracked.everybody)
        yield from _one_change(base, _in_a_file(base, made), made, "", known)
        return
    for author in sorted({hand.author for hand in tracked.hands_in(block)}):
        made = tracked.settle(block, tracked.only(author))
        if made != was:
            yield from _one_change(base, was, made, author, known)


def _in_a_file(base: Node, made: Node | None) -> Node:
    """A block as a file shows it, without what no file says; its pictures are those of `made`, what came back of it."""
    pictures = {
        node["attrs"]["file"]: "x" for node in walk(base) if node["type"] == "figure" and "file" in node["attrs"]
    }
    blocks = from_pandoc(to_pandoc([base], {}, pictures=pictures)).blocks
    if len(blocks) != 1:
        return base
    seen = [node for node in walk(blocks[0]) if node["type"] == "figure"]
    came = [node for node in walk(made) if node["type"] == "figure"] if made else []
    for one, other in zip(seen, came, strict=False):
        one["attrs"] = other["attrs"]
    return blocks[0]


def _one_change(base: Node, seen: Node, made: Node | None, author: str, known: Mapping[str, str]) -> Iterator[Marked]:
    """What became of a block; what a file cannot say of it stays with the words that stayed."""
    block_id = base["attrs"]["id"]
    content = checked([carry(base, seen, made)], known) if made is not None and _says(made) else []
    if not content:
        yield Marked("delete", block_id, author)
    else:
        yield Marked("replace", block_id, author, content)


def _inserted(before: str, block: Node, so_far: list[Marked], known: Mapping[str, str]) -> Iterator[Marked]:
    """A new block; it joins the one before it when the same author put both in after the same block."""
    made = tracked.settle(block, tracked.everybody)
    content = checked([made], known) if made is not None and _says(made) else []
    author = next(iter(sorted({hand.author for hand in tracked.hands_in(block)})), "")
    last = so_far[-1] if so_far else None
    if content and last and (last.kind, last.block, last.author) == ("insert", before, author):
        last.content.extend(content)
    elif content:
        yield Marked("insert", before, author, content)


def _says(block: Node) -> bool:
    """Whether there is anything in a block: words, or a picture."""
    return bool(plain(block).strip()) or any(node["type"] == "figure" for node in walk(block))


def _words(block: Node) -> list[str]:
    return plain(block).split()


def edited(
    found: dict[str, Any], base: Sequence[Node], choices: Sequence[asides.Choice], leaving: Collection[str]
) -> list[Noted]:
    """What a file says otherwise in the alternatives of brackets and does not track: a comment each, without author."""
    if not base:
        return []
    places = _places(found, base)
    blocks = [base[at]["attrs"]["id"] if at is not None else _before(places, n, base) for n, at in enumerate(places)]
    here = {block["attrs"]["id"] for block in base}
    kept_here = set(blocks)
    told = asides.edited(found.get("asides", []), blocks, choices, leaving)
    return [
        Noted(block if block in here else base[0]["attrs"]["id"], "", "", "", asides.change(was, would))
        for block, was, would in told
        if would or block in kept_here or block not in here  # a block that is gone takes its bracket along
    ]


def notes(found: dict[str, Any], base: Sequence[Node]) -> list[Noted]:
    """The file's comments, each on the draft's block in which it stands (one in a new block: on the one before it)."""
    if not base:
        return []
    places = _places(found, base)
    out = []
    for said in found["comments"]:
        at = places[said["place"]] if said["place"] < len(places) else None
        block_id = base[at]["attrs"]["id"] if at is not None else _before(places, said["place"], base)
        told = {key: said[key] for key in ("author", "date", "words", "key", "answers", "done") if key in said}
        out.append(Noted(block_id, said["quote"].strip(), **told))
    return out
