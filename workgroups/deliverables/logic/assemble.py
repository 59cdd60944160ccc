"""Frozen inputs into one document: numbering, anchors, cross-references, annexes and the colophon."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from . import wording
from .annexes import annex, shown, words_of
from .canonical import hash_of
from .figures import figure
from .grid import table_of
from .inputs import AnswerInput, CallInput, DraftInput, FigureInput, Inputs, Part, WorkInput
from .model import (
    Annex,
    Block,
    Clause,
    Colophon,
    Document,
    Figure,
    Front,
    Heading,
    InputRow,
    InvalidDocument,
    KeyPoint,
    KeyPoints,
    ListBlock,
    Note,
    Paragraph,
    Run,
    Section,
    Table,
)
from .numbers import Numbers
from .prose import Beside, Context, Prose, Target, clean, language, read_prose, safe_link
from .walking import rewritten


def assemble(inputs: Inputs) -> Document:
    """The document, in the language that is active: activate the report's own. Raises InvalidDocument."""
    work = Assembly(inputs)
    for place, part in enumerate(inputs["parts"], 1):
        work.take(part, f"s{place}")
    cited = {key for prose in work.prose.values() if prose for key in prose.cited}
    if listed := references_of(inputs, cited):
        title = _("References")
        work.sections.append(Section("", title, 1, "references", "report", listed))
    return Document(
        front(inputs),
        tuple(work.sections),
        tuple(work.annexes),
        colophon(inputs),
        tuple(sorted(work.notes, key=lambda note: note.number)),
        wording.labels(),
    )


class Assembly:
    """Takes one part after another and keeps count."""

    def __init__(self, inputs: Inputs) -> None:
        self.numbers = Numbers()
        self.sections: list[Section] = []
        self.annexes: list[Annex] = []
        self.notes: list[Note] = []
        self.figures = figures_of(inputs)
        self.context = Context(urlsplit(inputs["front"]["address"]).netloc, targets_of(inputs))
        self.prose = {f"s{place}": self.read(part, f"s{place}") for place, part in enumerate(inputs["parts"], 1)}
        blocks = [block for prose in self.prose.values() if prose for block in prose.blocks]
        self.placed = {anchor for block in blocks if (anchor := led_to(block)) in self.figures}

    def read(self, part: Part, anchor: str) -> Prose | None:
        source = part["source"]
        if source["kind"] not in {"draft", "key_points"}:
            return None
        try:
            return read_prose(source["content"], self.context, beside(source))
        except InvalidDocument as fault:
            raise InvalidDocument(fault.message, source["key"]) from fault

    def take(self, part: Part, anchor: str) -> None:
        source = part["source"]
        if source["kind"] == "participants" or source["kind"] == "meeting" or source["kind"] == "polls":
            self.annexes.append(annex(source, part["heading"], len(self.annexes), self.numbers))
        elif source["kind"] == "figure":
            if f"{anchor}-figure" not in self.placed:
                self.take_figure(part, source, anchor)
        elif source["kind"] == "call":
            self.add(part, anchor, lambda level: tuple(self.call(source, level, anchor)))
        else:
            self.take_draft(part, source, anchor)

    def level(self, part: Part) -> int:
        return 2 if part["nested"] and self.sections else 1

    def add(
        self, part: Part, anchor: str, blocks: Callable[[int], tuple[Block, ...]], prose: Prose | None = None
    ) -> None:
        """Open a section; its blocks are made after its own number is taken."""
        source, level = part["source"], self.level(part)
        title = clean(part["heading"] or source["title"]).strip()
        number = self.numbers.heading(level) if source["kind"] != "key_points" else ""
        lang = language(source["language"]) if source["kind"] == "draft" else ""
        faults = prose.faults if prose else ()
        made = blocks(level)
        self.sections.append(Section(number, title, level, anchor, source["key"], made, lang, faults))

    def take_figure(self, part: Part, source: FigureInput, anchor: str) -> None:
        """A picture goes to the end of the chapter before it; a poll opens a section of its own."""
        if source["image"] and self.sections:
            last = self.sections[-1]
            self.sections[-1] = replace(last, blocks=(*last.blocks, self.show(anchor)))
        else:
            self.add(part, anchor, lambda level: (self.show(anchor),))

    def show(self, anchor: str) -> Block:
        return shown(figure(self.figures[f"{anchor}-figure"]), f"{anchor}-figure", self.numbers)

    def take_draft(self, part: Part, source: DraftInput, anchor: str) -> None:
        prose = self.prose[anchor]
        assert prose is not None  # noqa: S101  (for the type checker)
        self.notes += [replace(note, lang=language(source["language"])) for note in prose.notes]
        if source["kind"] == "key_points":
            points = tuple(led(prose.blocks, source, anchor))
            self.add(part, anchor, lambda level: (key_points(points),), prose)
            return
        title = clean(part["heading"] or source["title"]).strip()

        def made(level: int) -> tuple[Block, ...]:
            return tuple(led(tuple(self.chapter(prose.blocks, title, level, anchor)), source, anchor))

        self.add(part, anchor, made, prose)

    def chapter(self, blocks: tuple[Block, ...], title: str, level: int, anchor: str) -> Iterator[Block]:
        """A draft's blocks, its headings set below the chapter's own and numbered with the rest."""
        if blocks and isinstance(blocks[0], Heading) and words(blocks[0]).casefold() == title.casefold():
            blocks = blocks[1:]  # the draft opens with its own title, which the chapter already carries
        top = min((block.level for block in blocks if isinstance(block, Heading)), default=1)
        for place, block in enumerate(blocks, 1):
            if isinstance(block, Heading):
                depth = min(block.level - top + level + 1, 6)
                yield replace(block, level=depth, number=self.numbers.heading(depth), anchor=f"{anchor}-{place}")
            elif isinstance(block, Table):
                number = self.numbers.table() if block.caption else ""
                yield replace(block, anchor=f"{anchor}-{place}", number=number)
            elif isinstance(block, Figure):
                yield shown(block, f"{anchor}-{place}", self.numbers)
            elif isinstance(block, Clause):
                yield replace(block, anchor=f"{anchor}-{place}")
            elif (target := led_to(block)) in self.figures:
                yield self.show(target.removesuffix("-figure"))
            else:
                yield block

    def call(self, source: CallInput, level: int, anchor: str) -> Iterator[Block]:
        """A call for input: under each of its headings the questions, their figure, and the answers side by side."""
        count = 0
        for part in source["sections"]:
            depth, inner = level + 1, level + 1
            if part["title"]:
                count += 1
                heading = (Run(clean(part["title"])),)
                yield Heading(depth, heading, self.numbers.heading(depth), f"{anchor}-{count}")
                inner = depth + 1
            for question in part["questions"]:
                count += 1
                yield Heading(inner, (Run(clean(question["text"])),), self.numbers.heading(inner), f"{anchor}-{count}")
                if question["figure"]:
                    yield shown(figure(question["figure"]), f"{anchor}-{count}-figure", self.numbers)
                if question["answers"]:
                    found = answers_of(question["answers"])
                    yield replace(found, anchor=f"{anchor}-{count}-answers", number=self.numbers.table())
                elif not question["figure"]:
                    yield words_of(_("No answers were given"))


def beside(source: DraftInput) -> Beside:
    """What the text of a draft refers to, as it was frozen with it."""
    images = {image["file"]: image for image in source.get("images", [])}
    return Beside(source.get("labels", {}), images, source.get("works", {}))


def led(blocks: tuple[Block, ...], source: DraftInput, anchor: str) -> Iterator[Block]:
    """The blocks, each reference to another one with its words and leading there; else to the chapter's beginning."""
    labels, words = source.get("labels", {}), wording.labels()
    targets: dict[str, tuple[str, str]] = {}
    for block in blocks:
        if isinstance(block, Table | Figure) and block.number:
            name = words["table" if isinstance(block, Table) else "figure"]
            targets[block.place] = (block.anchor, f"{name} {block.number}")
        elif isinstance(block, Heading | Clause):
            targets[block.place] = (block.anchor, labels[block.place]["words"] if block.place in labels else "")

    def change(run: Run) -> Run:
        if not run.to:
            return run
        place, said = targets.get(run.to, (anchor, labels[run.to]["words"]))
        return replace(run, text=clean(said) or source["title"], ref=place, to="")

    return (rewritten(block, change) for block in blocks)


def references_of(inputs: Inputs, cited: set[str]) -> tuple[Block, ...]:
    """The works that the drafts cite, each once, by name."""
    works: dict[str, WorkInput] = {}
    for part in inputs["parts"]:
        source = part["source"]
        if source["kind"] == "draft" or source["kind"] == "key_points":
            works |= {key: work for key, work in source.get("works", {}).items() if key in cited}
    rows = sorted(works.values(), key=lambda work: "".join(words for _style, words in work["line"]).casefold())
    items = tuple((Paragraph(tuple(map(printed, work["line"]))),) for work in rows)
    return (ListBlock(ordered=False, items=items),) if items else ()


def printed(part: list[str]) -> Run:
    style, words = part
    return Run(clean(words), em=style == "em", href=safe_link(words) if style == "link" else "")


def answers_of(answers: list[AnswerInput]) -> Table:
    """The answers side by side; what is not for attribution stands without a column of names."""
    title = _("The answers side by side")
    if any(one["who"] for one in answers):
        return table_of([_("Who"), _("Answer")], [[one["who"], one["text"]] for one in answers], title)
    return table_of([_("Answer")], [[one["text"]] for one in answers], title)


def targets_of(inputs: Inputs) -> dict[str, Target]:
    """Where each source's own page leads within the report."""
    out: dict[str, Target] = {}
    for place, part in enumerate(inputs["parts"], 1):
        source = part["source"]
        if source["kind"] == "figure":
            out[source["address"]] = Target(f"s{place}-figure", clean(source["finding"] or source["title"]))
        elif source["kind"] == "draft" or source["kind"] == "call":
            out[source["address"]] = Target(f"s{place}", clean(part["heading"] or source["title"]))
    out.pop("", None)
    return out


def figures_of(inputs: Inputs) -> dict[str, FigureInput]:
    """The figures that may be placed in the text, by anchor."""
    parts = enumerate(inputs["parts"], 1)
    return {f"s{place}-figure": part["source"] for place, part in parts if part["source"]["kind"] == "figure"}


def led_to(block: Block) -> str:
    """The anchor to which a paragraph leads that is nothing but a link to a source: there it is to be shown."""
    runs = [run for run in block.runs if run.text.strip() or run.note] if isinstance(block, Paragraph) else []
    return runs[0].ref if len(runs) == 1 else ""


def key_points(blocks: tuple[Block, ...]) -> KeyPoints:
    """Each item of a list and each other block is a point; headings only order the draft."""
    found: list[tuple[Block, ...]] = []
    for block in blocks:
        if isinstance(block, ListBlock):
            found += block.items
        elif not isinstance(block, Heading):
            found.append((block,))
    return KeyPoints(tuple(KeyPoint(n, f"key-point-{n}", point) for n, point in enumerate(found, 1)))


def words(heading: Heading) -> str:
    return "".join(run.text for run in heading.runs).strip()


def front(inputs: Inputs) -> Front:
    words = inputs["front"]
    return Front(
        title=clean(words["title"]),
        subtitle=clean(words["subtitle"]),
        group=clean(words["group"]),
        programme=clean(words["programme"]),
        authors=tuple(clean(author) for author in words["authors"]),
        date=words["date"],
        date_words=wording.day(words["date"]),
        release=words["release"],
        release_words=_("Release %(number)d") % {"number": words["release"]},
        language=language(words["language"]) or "en",
        licence=clean(words["licence"]),
        demonstration=wording.demonstration() if words["demonstration"] else "",
        address=words["address"],
    )


def colophon(inputs: Inputs) -> Colophon:
    rows = tuple(input_row(part) for part in inputs["parts"])
    return Colophon("colophon", wording.colophon(), rows, build_name(inputs), wording.tools(inputs["tools"]))


def input_row(part: Part) -> InputRow:
    source = part["source"]
    what, detail = wording.source(source)
    return InputRow(what, clean(source["title"]), detail, hash_of(source))


def build_name(inputs: Inputs) -> str:
    """A name that people can read out: the first twelve digits of the hash of all inputs."""
    digits = hash_of(inputs)[:12]
    return "-".join(digits[place : place + 4] for place in (0, 4, 8))
