"""A letter's words as the typesetter takes them: blocks of runs, from Markdown."""

from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

Run = dict[str, Any]  # text, strong, em, code; link: an address or nothing
_parser = MarkdownIt("commonmark").enable("table")
_SAFE = ("http://", "https://", "mailto:")


def blocks_of(source: str) -> list[dict[str, Any]]:
    """Return `kind` (heading, paragraph, item, quote, code, row, rule), `mark` of an item, its `level`, and `runs`."""
    return list(_blocks(_parser.parse(source)))


def _blocks(tokens: Sequence[Token]) -> Iterator[dict[str, Any]]:
    lists: list[int | None] = []  # the next number of each open list, None for bullets
    quotes, mark, cells, heading = 0, "", list[list[Run]](), False
    for token in tokens:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                lists.append(int(token.attrs.get("start", 1)) if token.tag == "ol" else None)
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                number = lists[-1]
                mark = "•" if number is None else f"{number}."
                lists[-1] = None if number is None else number + 1
            case "blockquote_open" | "blockquote_close":
                quotes += 1 if token.nesting > 0 else -1
            case "heading_open" | "heading_close":
                heading = token.nesting > 0
            case "tr_open":
                cells = []
            case "tr_close":
                yield {"kind": "row", "cells": cells}
            case "inline" if token.level and _in_cell(tokens, token):
                cells.append(_runs(token.children or []))
            case "inline":
                kind = "heading" if heading else "item" if lists else "quote" if quotes else "paragraph"
                yield {"kind": kind, "mark": mark, "level": len(lists), "runs": _runs(token.children or [])}
                mark = ""
            case "fence" | "code_block":
                yield {"kind": "code", "runs": [_run(token.content.rstrip("\n"), {"code": True})]}
            case "hr":
                yield {"kind": "rule"}


def _in_cell(tokens: Sequence[Token], token: Token) -> bool:
    before = tokens[tokens.index(token) - 1]
    return before.type in {"th_open", "td_open"}


def _runs(children: Sequence[Token]) -> list[Run]:
    found, style = [], dict[str, Any]()
    for one in children:
        match one.type:
            case "strong_open" | "em_open":
                style = {**style, one.type.removesuffix("_open"): True}
            case "strong_close" | "em_close":
                style = {**style, one.type.removesuffix("_close"): False}
            case "link_open":
                to = str(one.attrs.get("href", ""))
                style = {**style, "link": to if to.startswith(_SAFE) else ""}
            case "link_close":
                style = {**style, "link": ""}
            case "softbreak" | "hardbreak":
                found.append(_run(" " if one.type == "softbreak" else "\n", style))
            case "code_inline":
                found.append(_run(one.content, {**style, "code": True}))
            case _:
                found.append(_run(one.content, style))
    return [one for one in found if one["text"]]


def _run(text: str, style: dict[str, Any]) -> Run:
    return {"text": text, "strong": False, "em": False, "code": False, "link": ""} | style
