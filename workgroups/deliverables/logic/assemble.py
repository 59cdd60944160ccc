"""Frozen inputs into one document: numbering, anchors, annexes and the colophon."""

from collections import Counter as Counts
from collections.abc import Callable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from . import wording
from .canonical import hash_of
from .figures import poll_result
from .inputs import DelegationInput, DraftInput, Inputs, Part, ParticipantsInput, PollInput
from .model import (
    Annex,
    AnnexGroup,
    Block,
    Colophon,
    Document,
    Front,
    Heading,
    InputRow,
    InvalidDocument,
    Person,
    PollResult,
    Section,
    Table,
)
from .prose import clean, language, read_prose

DEEPEST_NUMBER = 3


class Counter:
    """Section numbers in the order of the page: 1, 1.1, 1.1.1, 1.2, 2."""

    def __init__(self) -> None:
        self.counts = [0] * 6

    def next(self, level: int) -> str:
        self.counts[level - 1] += 1
        self.counts[level:] = [0] * (6 - level)
        return ".".join(str(count) for count in self.counts[:level]) if level <= DEEPEST_NUMBER else ""


def assemble(inputs: Inputs) -> Document:
    """The document, in the language that is active: activate the report's own. Raises InvalidDocument."""
    counter, sections, annexes = Counter(), list[Section](), list[Annex]()
    for place, part in enumerate(inputs["parts"], 1):
        source = part["source"]
        if source["kind"] == "participants":
            annexes.append(annex(source, part["heading"], len(annexes)))
        else:
            level = 2 if part["nested"] and sections else 1
            sections.append(section(part, counter, level, f"s{place}"))
    return Document(front(inputs), tuple(sections), tuple(annexes), colophon(inputs), wording.labels())


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


def section(part: Part, counter: Counter, level: int, anchor: str) -> Section:
    source = part["source"]
    title = clean(part["heading"] or source["title"]).strip()
    number = counter.next(level)
    blocks: tuple[Block, ...]
    if source["kind"] == "draft":
        blocks = chapter(source, title, counter, level, anchor)
        lang = language(source["language"])
    elif source["kind"] == "poll":
        blocks = (figure(source, f"{anchor}-figure"),)
        lang = ""
    else:
        raise InvalidDocument(_("A list of participants stands in an annex."))
    return Section(number, title, level, anchor, source["key"], blocks, lang)


def chapter(source: DraftInput, title: str, counter: Counter, level: int, anchor: str) -> tuple[Block, ...]:
    """A draft's blocks, its headings set below the chapter's own and numbered with the rest."""
    try:
        blocks = read_prose(source["content"])
    except InvalidDocument as fault:
        raise InvalidDocument(fault.message, anchor) from fault
    if blocks and isinstance(blocks[0], Heading) and words(blocks[0]).casefold() == title.casefold():
        blocks = blocks[1:]  # the draft opens with its own title, which the chapter already carries
    top = min((block.level for block in blocks if isinstance(block, Heading)), default=1)
    return tuple(numbered(blocks, lambda own: own - top + level + 1, counter, anchor))


def numbered(blocks: tuple[Block, ...], depth: Callable[[int], int], counter: Counter, anchor: str) -> Iterator[Block]:
    for place, block in enumerate(blocks, 1):
        if isinstance(block, Heading):
            level = min(depth(block.level), 6)
            yield replace(block, level=level, number=counter.next(level), anchor=f"{anchor}-{place}")
        elif isinstance(block, Table):
            yield replace(block, anchor=f"{anchor}-{place}")
        else:
            yield block


def words(heading: Heading) -> str:
    return "".join(run.text for run in heading.runs).strip()


def figure(source: PollInput, anchor: str) -> PollResult:
    result = poll_result(
        clean(source["question"]),
        clean(source["type"]),
        [{"label": clean(option["label"]), "count": option["count"]} for option in source["options"]],
        source["answered"],
        source["entitled"],
        wording.day(source["closed_on"]),
    )
    return replace(result, anchor=anchor, lang=language(source["language"]))


def annex(source: ParticipantsInput, heading: str, place: int) -> Annex:
    groups = tuple(delegation(row, named=source["named"]) for row in source["delegations"])
    letter = chr(ord("A") + place % 26)
    note = _("As of %(day)s.") % {"day": wording.day(source["as_of"])}
    title = clean(heading or source["title"])
    return Annex(letter, title, f"annex-{letter.lower()}", source["key"], note, source["named"], groups)


def delegation(row: DelegationInput, *, named: bool) -> AnnexGroup:
    seats = row["people"]
    people = tuple(Person(clean(seat["name"]) if named else "", clean(seat["function"])) for seat in seats)
    counts = Counts(person.function for person in people)
    summary = "; ".join(name if count == 1 else f"{name} ({count})" for name, count in counts.items())
    return AnnexGroup(clean(row["name"]), clean(row["standing"]), summary, people)


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
