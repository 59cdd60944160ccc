"""Through the blocks of a document: every one, every stretch of text, every run."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from .model import Block, Callout, Clause, Figure, Heading, KeyPoints, ListBlock, Paragraph, Quote, Run, Table


def text_of(block: Block) -> Iterator[str]:
    """Every stretch of text of a block, in reading order."""
    if isinstance(block, Paragraph | Heading | Clause):
        yield "".join(" " if run.line_break else run.text for run in block.runs)
    elif isinstance(block, ListBlock):
        for item in block.items:
            for child in item:
                yield from text_of(child)
    elif isinstance(block, Quote | Callout):
        for child in block.blocks:
            yield from text_of(child)
    elif isinstance(block, Table):
        yield block.caption
        for row in block.rows:
            for cell in row:
                for child in cell.blocks:
                    yield from text_of(child)
    elif isinstance(block, KeyPoints):
        for point in block.points:
            for child in point.blocks:
                yield from text_of(child)
    else:
        yield from figure_words(block)


def figure_words(figure: Figure) -> Iterator[str]:
    """Every stretch of text that a figure shows or says."""
    yield figure.question
    yield figure.title
    yield figure.caption
    yield figure.alternative
    yield from (word for fact in figure.facts for word in fact)
    yield from (word for item in figure.items for word in (item.label, item.value, item.group))
    yield from figure.notes
    if figure.table:
        yield from text_of(figure.table)


def walk(blocks: Sequence[Block]) -> Iterator[Block]:
    """Every block, parents first."""
    for block in blocks:
        yield block
        if isinstance(block, ListBlock):
            for item in block.items:
                yield from walk(item)
        elif isinstance(block, Quote | Callout):
            yield from walk(block.blocks)
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from walk(cell.blocks)
        elif isinstance(block, KeyPoints):
            for point in block.points:
                yield from walk(point.blocks)


def rewritten(block: Block, change: Callable[[Run], Run]) -> Block:
    """The block with every run of its text changed."""
    if isinstance(block, Paragraph | Heading | Clause):
        return replace(block, runs=tuple(change(run) for run in block.runs))
    if isinstance(block, ListBlock):
        return replace(block, items=tuple(tuple(rewritten(one, change) for one in item) for item in block.items))
    if isinstance(block, Quote | Callout):
        return replace(block, blocks=tuple(rewritten(one, change) for one in block.blocks))
    if isinstance(block, Table):
        rows = (
            tuple(replace(cell, blocks=tuple(rewritten(one, change) for one in cell.blocks)) for cell in row)
            for row in block.rows
        )
        return replace(block, rows=tuple(rows))
    return block
