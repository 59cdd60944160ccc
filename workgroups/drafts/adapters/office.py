"""Drafts as files of word processors: pandoc's tree in, a file out, and a stranger's file back in as a tree.

Pandoc runs in a child with limits, no network and no files but its own (`core.confined.conversion`). Two things that
it leaves out are put in around it: that a whole paragraph came or went (ECMA-376, part 1, 17.13.5.15 and 17.13.5.20),
and the names of bookmarks, by which a block is known when a file comes back.
"""

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from workgroups.core.confined.conversion import LIMITS, ConversionFailed, convert, default
from workgroups.core.confined.typesetting import typeset
from workgroups.core.office.reference import Running, reference
from workgroups.drafts.adapters import word
from workgroups.drafts.adapters.archives import Locked, Unreadable
from workgroups.drafts.adapters.opendocument import opened
from workgroups.drafts.adapters.word import ORIGIN
from workgroups.drafts.logic.incoming import Thread

__all__ = ["ORIGIN", "Locked", "Sheet", "Source", "Target", "Unreadable", "read", "write"]
HERE = Path(__file__).parent
Target = Literal["docx", "odt", "html", "md", "pdf"]
Source = Literal["docx", "odt", "html", "md"]
READING = replace(LIMITS, cpu_seconds=15, wall_seconds=60)
"""A stranger's file: one that is built to be slow takes no longer."""
WRITERS = {"docx": "docx", "odt": "odt", "html": "html5", "md": "gfm-raw_html"}
READERS = {"docx": "docx+styles", "odt": "odt", "html": "html-native_divs-native_spans", "md": "gfm-raw_html"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on a copy besides the text. `facts`: lines below the title; `marking` stands in the running foot.

    `is_wide`: the pages of a Word file lie across.
    """

    title: str
    language: str
    direction: str
    group: str
    facts: tuple[str, ...]
    marking: str
    page: str
    is_wide: bool = False


def write(tree: dict[str, Any], target: Target, sheet: Sheet, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """The tree as a file; `pictures` lie beside it by name. Raises ConversionFailed or TypesettingFailed."""
    with _folder() as folder:
        for name, data in (pictures or {}).items():
            (folder / name).write_bytes(data)
        if target == "pdf":
            return _set(folder, tree, sheet)
        changes: list[Mapping[str, str]] = []
        shown = {**tree, "blocks": _numbered(tree["blocks"], changes)} if target == "docx" else tree
        (folder / "tree.json").write_text(json.dumps(shown, ensure_ascii=False), "utf-8", "replace")
        words = ["--from=json", f"--to={WRITERS[target]}", "--standalone", "tree.json"]
        if target in {"docx", "odt"}:
            running = Running(sheet.title, sheet.group, sheet.marking or sheet.group, sheet.page, sheet.is_wide)
            (folder / f"reference.{target}").write_bytes(reference(default(f"reference.{target}"), running, target))
            words += [f"--reference-doc=reference.{target}", "--data-dir=."]
        elif target == "html":
            words += ["--embed-resources"]
        elif target == "md":
            words += ["--wrap=none"]
            words.remove("--standalone")
        convert(folder, words)
        made = (folder / "out").read_bytes()
        made = word.with_changed_paragraphs(made, changes) if changes else made
        answers = dict(_answers(tree["blocks"])) if target == "docx" else {}
        return word.with_threads(made, answers) if answers else made


def _answers(value: Any) -> Iterator[tuple[str, str]]:
    """Each comment in a tree that answers another one, and that one."""
    if isinstance(value, list):
        for one in value:
            yield from _answers(one)
    elif isinstance(value, dict) and value.get("t") == "Span" and "comment-start" in value["c"][0][1]:
        told = dict(value["c"][0][2])
        if "answers" in told:
            yield told["id"], told["answers"]
    elif isinstance(value, dict):
        yield from _answers(value.get("c"))


def _set(folder: Path, tree: dict[str, Any], sheet: Sheet) -> bytes:
    data = {
        "blocks": _stepped(tree["blocks"]),
        "title": sheet.title,
        "language": sheet.language.partition("-")[0],
        "direction": sheet.direction,
        "group": sheet.group,
        "facts": sheet.facts,
        "marking": sheet.marking,
    }
    (folder / "draft.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8", "replace")
    shutil.copyfile(HERE / "draft.typ", folder / "draft.typ")
    typeset(folder, "draft", "pdf:ua-1")
    return (folder / "draft.pdf").read_bytes()


def _stepped(blocks: list[Any]) -> list[Any]:
    """The blocks with no level of heading left out, which PDF/UA-1 does not allow."""
    out, last = [], 0
    for block in blocks:
        if block["t"] == "Header":
            last = min(block["c"][0], last + 1)
            block = {**block, "c": [last, *block["c"][1:]]}
        out.append(block)
    return out


def _numbered(value: Any, changes: list[Mapping[str, str]]) -> Any:
    """The tree with each mark of a changed paragraph as a numbered bookmark, which pandoc writes where it stands."""
    if isinstance(value, list):
        return [_numbered(one, changes) for one in value]
    if not isinstance(value, dict):
        return value
    if value.get("t") == "Span" and (kind := next(iter(value["c"][0][1]), "")).startswith("paragraph-"):
        changes.append({"tag": "ins" if kind == "paragraph-insertion" else "del", **dict(value["c"][0][2])})
        return {"t": "Span", "c": [[f"paragraph_{len(changes) - 1}", [], []], []]}
    return {key: _numbered(one, changes) for key, one in value.items()}


@dataclass(frozen=True, slots=True)
class Read:
    """A file as a tree; `origin` is what `write` was told of a copy, or nothing.

    `alternatives`: by name of a picture, what is said of it at each place; `left_out`: what the tree does not say;
    `threads`: by the id of a comment, which it answers and whether it is resolved.
    """

    tree: Any
    origin: str
    alternatives: Mapping[str, list[str]] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    threads: Mapping[str, Thread] = field(default_factory=dict)


def read(data: bytes, source: Source) -> Read:
    """A stranger's file as pandoc's tree, with the changes and comments in it. Raises Unreadable."""
    with _folder() as folder:
        origin, alternatives, left_out, threads = "", dict[str, list[str]](), Counter[str](), dict[str, Thread]()
        if source == "docx":
            ready = word.opened(data)
            data, origin, left_out, threads = ready.data, ready.origin, ready.left_out, dict(ready.threads)
        elif source == "odt":
            data, alternatives, left_out = opened(data)
        (folder / f"in.{source}").write_bytes(data)
        words = [f"--from={READERS[source]}", "--to=json", *(["--track-changes=all"] if source == "docx" else [])]
        try:
            convert(folder, [*words, f"in.{source}"], READING)
            return Read(json.loads((folder / "out").read_bytes()), origin, alternatives, left_out, threads)
        except (ConversionFailed, ValueError, RecursionError) as fault:
            raise Unreadable(str(fault)[:300]) from fault


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="draft-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
