"""The place in a text where the words were found, with the words marked; finished, escaped HTML."""

import unicodedata

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from workgroups.core.text import fold, single_line
from workgroups.search.logic.words import WORD

AROUND = 240
BEFORE = 60


def marked(text: str, words: list[str]) -> SafeString:
    """Return the text escaped, with the searched words in `<mark>`."""
    return _pieces(unicodedata.normalize("NFC", text), words)


def excerpt(text: str, words: list[str]) -> SafeString:
    """Return about 240 characters around the first searched word, marked; the beginning when none is there."""
    line = single_line(unicodedata.normalize("NFC", text))
    first = next((found.start() for found in WORD.finditer(line) if _is_one_of(found.group(), words)), 0)
    start = 0 if first <= BEFORE else line.rfind(" ", 0, first - BEFORE // 2) + 1
    end = len(line) if len(line) <= start + AROUND else max(line.rfind(" ", start, start + AROUND), start + BEFORE)
    return format_html(
        "{}{}{}", "… " if start else "", _pieces(line[start:end], words), " …" if end < len(line) else ""
    )


def _pieces(line: str, words: list[str]) -> SafeString:
    parts: list[SafeString] = []
    at = 0
    for found in WORD.finditer(line):
        if _is_one_of(found.group(), words):
            parts += [conditional_escape(line[at : found.start()]), format_html("<mark>{}</mark>", found.group())]
            at = found.end()
    parts.append(conditional_escape(line[at:]))
    return format_html_join("", "{}", ((part,) for part in parts))


def _is_one_of(word: str, words: list[str]) -> bool:
    folded = fold(word)
    return folded in words[:-1] or bool(words and folded.startswith(words[-1]))
