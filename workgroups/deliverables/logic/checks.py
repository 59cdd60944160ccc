"""What must be right before a build starts: each finding says what is wrong, where, and in which source."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workgroups.core.text import says_nothing

from .model import Block, Clause, Document, Figure, Heading, Paragraph, Run, Section, Table
from .walking import text_of, walk

Level = Literal["error", "warning"]
Covers = Callable[[str], str]  # the characters of a text that no font of ours can show


@dataclass(frozen=True, slots=True)
class Finding:
    """`source` is the key of the source to mend, or "report" for the title page; errors stop a build.

    `place`: the id of the draft's block at which it stands, where there is one.
    """

    level: Level
    code: str
    message: str
    source: str
    place: str = ""


def check(document: Document, uncovered: Covers) -> tuple[Finding, ...]:
    """Every finding, in page order."""
    return tuple(find(document, uncovered))


def find(document: Document, uncovered: Covers) -> Iterator[Finding]:
    if not document.sections:
        yield Finding("error", "empty", _("The report has no chapter yet: add a version of a draft."), "report")
    if document.sections and document.sections[0].level != 1:
        yield Finding("error", "order", _("The first source must be a chapter."), "report")
    front = f"{document.front.title} {document.front.subtitle} {document.front.group}"
    yield from show(uncovered(front), "report", _("the title page"))
    for section in document.sections:
        yield from in_section(section, uncovered)
    for annex in document.annexes:
        if not annex.blocks:
            text = _("The annex “%(title)s” lists nothing.") % {"title": annex.title}
            yield Finding("error", "annex", text, annex.source)
        yield from figures(annex.blocks, annex.title, annex.source)
        everything = annex.title + "".join(text for block in annex.blocks for text in text_of(block))
        yield from show(uncovered(everything), annex.source, annex.title)
    for note in document.notes:
        yield from show(
            uncovered("".join(text for block in note.blocks for text in text_of(block))), "report", _("Notes")
        )


def in_section(section: Section, uncovered: Covers) -> Iterator[Finding]:
    if not section.title:
        yield Finding("error", "title", _("A chapter has no title."), section.source)
    if not "".join(text for block in section.blocks for text in text_of(block)).strip():
        text = _("The chapter “%(title)s” is empty.") % {"title": section.title}
        yield Finding("error", "empty-chapter", text, section.source)
    yield from headings(section)
    yield from tables(section)
    yield from links(section)
    yield from figures(section.blocks, section.title, section.source)
    yield from faults(section)
    everything = section.title + "".join(text for block in section.blocks for text in text_of(block))
    yield from show(uncovered(everything), section.source, section.title)


def headings(section: Section) -> Iterator[Finding]:
    """No level is skipped, no heading is empty, none stands without text below it."""
    above, title, filled = section.level, section.title, True
    for block in section.blocks:
        if not isinstance(block, Heading):
            filled = filled or bool("".join(text_of(block)).strip())
            continue
        words = "".join(text_of(block)).strip()
        if not words:
            text = _("A heading in “%(title)s” has no words.") % {"title": section.title}
            yield Finding("error", "heading-empty", text, section.source, block.place)
        if block.level > above + 1:
            facts = {"title": words, "below": title}
            text = _("The heading “%(title)s” skips a level below “%(below)s”.") % facts
            yield Finding("error", "heading-level", text, section.source, block.place)
        if not filled and block.level <= above:
            yield empty(title, section)
        above, title, filled = block.level, words, False
    if not filled:
        yield empty(title, section)


def empty(title: str, section: Section) -> Finding:
    text = _("Nothing stands below the heading “%(title)s”.") % {"title": title}
    return Finding("warning", "heading-bare", text, section.source)


def tables(section: Section) -> Iterator[Finding]:
    for table in (block for block in walk(section.blocks) if isinstance(block, Table)):
        if not table.header_rows:
            text = _("A table in “%(title)s” has no header row.") % {"title": section.title}
            yield Finding("error", "table-header", text, section.source, table.place)
        elif any(
            not "".join(text for block in cell.blocks for text in text_of(block)).strip() for cell in table.rows[0]
        ):
            text = _("A table in “%(title)s” has a header cell without words.") % {"title": section.title}
            yield Finding("warning", "table-header-empty", text, section.source, table.place)


def links(section: Section) -> Iterator[Finding]:
    bare = [(run, block) for block, run in runs_of(section.blocks) if run.href and says_nothing(run.text)]
    if bare:
        text = ngettext(
            "%(count)d link in “%(title)s” does not say where it leads.",
            "%(count)d links in “%(title)s” do not say where they lead.",
            len(bare),
        ) % {"count": len(bare), "title": section.title}
        yield Finding("warning", "link-words", text, section.source, bare[0][1].place)


def figures(blocks: tuple[Block, ...], title: str, source: str) -> Iterator[Finding]:
    """Every figure says in words what it shows, and has a title."""
    for figure in (block for block in walk(blocks) if isinstance(block, Figure) and block.drawing != "none"):
        if not figure.alternative.strip():
            text = _("A figure in “%(title)s” does not say in words what it shows.") % {"title": title}
            yield Finding("error", "figure-alternative", text, source, figure.place)
        if not figure.title.strip():
            text = _("A figure in “%(title)s” has no title.") % {"title": title}
            yield Finding("error", "figure-title", text, source, figure.place)


def faults(section: Section) -> Iterator[Finding]:
    """What could not be made sense of while the draft was read."""
    words: dict[str, tuple[Level, str]] = {
        "figure-missing": ("error", _("A figure in “%(title)s” has no picture.")),
        "reference-gone": ("error", _("A reference in “%(title)s” leads to a place that is gone.")),
        "source-gone": ("error", _("A source cited in “%(title)s” is not in the group's list.")),
        "note-missing": ("error", _("The note “%(detail)s” in “%(title)s” has no words: add “[^%(detail)s]: words”.")),
        "note-unused": ("warning", _("No place in “%(title)s” carries the mark of the note “%(detail)s”.")),
        "members-link": (
            "warning",
            _("The link “%(detail)s” in “%(title)s” leads to a page for members that is not in this report."),
        ),
    }
    for fault in section.faults:
        level, text = words[fault.code]
        values = {"detail": fault.detail, "title": section.title}
        yield Finding(level, fault.code, text % values, section.source, fault.place)


def runs_of(blocks: tuple[Block, ...]) -> Iterator[tuple[Paragraph | Heading | Clause, Run]]:
    for block in walk(blocks):
        if isinstance(block, Paragraph | Heading | Clause):
            yield from ((block, run) for run in block.runs)


def show(characters: str, source: str, title: str) -> Iterator[Finding]:
    if characters:
        facts = {"characters": " ".join(characters[:12]), "title": title}
        text = _("The report's fonts cannot show %(characters)s in “%(title)s”.") % facts
        yield Finding("error", "characters", text, source)


def blocks_build(findings: tuple[Finding, ...]) -> bool:
    return any(finding.level == "error" for finding in findings)
