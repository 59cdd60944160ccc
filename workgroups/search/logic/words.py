"""Words as they are compared: folded, so that accents and case do not matter; the same on every database.

PostgreSQL's own parser is not asked: what it takes for a letter depends on the locale of the cluster.
"""

import re

from workgroups.core.text import fold

LONGEST = 60  # of a word, in characters
MOST = 16000  # positions that a tsvector can hold
_IDEOGRAPH = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
WORD = re.compile(rf"[{_IDEOGRAPH}]|[^\W_{_IDEOGRAPH}]+")


def words_of(text: str) -> list[str]:
    """Return the folded words of a text; a script without spaces gives its signs one by one."""
    return [word[:LONGEST] for word in WORD.findall(fold(text))]


def vector(title: str, text: str) -> str:
    """Return a tsvector in PostgreSQL's text form; words of the title weigh most."""
    heading, body = words_of(title), words_of(text)
    weighed = [(word, "A") for word in heading] + [(word, "D") for word in body]
    places: dict[str, list[str]] = {}
    for position, (word, weight) in enumerate(weighed[:MOST], start=1):
        places.setdefault(word, []).append(f"{position}{weight}")
    return " ".join(f"'{word}':{','.join(found[:200])}" for word, found in places.items())


def query(words: list[str]) -> str:
    """Return a tsquery in PostgreSQL's text form: all the words, the last one as the beginning of a word."""
    return " & ".join([*(f"'{word}'" for word in words[:-1]), f"'{words[-1]}':*"])
