"""Merge fields: `{name}`, or `{title|Dear colleague}` with what stands there where the value is missing."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workgroups.core.errors import Refused
from workgroups.core.text import single_line

FIELDS = {
    "name": gettext_lazy("The reader’s name"),
    "title": gettext_lazy("Their title, from their card"),
    "role": gettext_lazy("Their seat or office, such as Head of delegation"),
    "delegation": gettext_lazy("Their delegation"),
    "group": gettext_lazy("The group"),
    "programme": gettext_lazy("Its programme"),
    "meeting": gettext_lazy("The meeting that the circular is about"),
    "meeting_date": gettext_lazy("Day and hour of that meeting, in the reader’s time zone"),
    "deadline": gettext_lazy("Until when an answer is asked for, in the reader’s time zone"),
    "waiting": gettext_lazy("What waits for the reader, as a list; on a line of its own"),
    "link": gettext_lazy("The address of the meeting, or else of this circular"),
    "sender": gettext_lazy("Who signs"),
}
_FIELD = re.compile(r"\{([^{}\n]*)\}")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


@dataclass(frozen=True)
class Value:
    """What stands in the place of a field: as plain words, and as Markdown that says exactly these words."""

    plain: str
    markdown: str

    @classmethod
    def words(cls, said: str) -> "Value":
        """Take words as they are: on one line, and without any meaning for Markdown (CommonMark 2.4)."""
        line = single_line(said)
        return cls(line, _PUNCTUATION.sub(r"\\\1", line))

    @classmethod
    def address(cls, url: str) -> "Value":
        """Take an address of our own; it leads from words of its own and as the target of a link alike."""
        return cls(url, f"<{url}>")


@dataclass(frozen=True)
class Place:
    """A field in a text: its name, what stands there when it is missing (None: nothing is given), and where it is."""

    name: str
    fallback: str | None
    start: int
    end: int


def places_in(source: str) -> Iterator[Place]:
    """Yield the fields of a text, known or not, in order."""
    for match in _FIELD.finditer(source):
        name, bar, fallback = match[1].partition("|")
        yield Place(name.strip().lower(), fallback.strip() if bar else None, match.start(), match.end())


def check(source: str, *, field: str) -> None:
    """Refuse a text with a field that nobody knows, with its line and place; `field` is the form's."""
    for place in places_in(source):
        if place.name not in FIELDS:
            line = source.count("\n", 0, place.start) + 1
            column = place.start - (source.rfind("\n", 0, place.start) + 1) + 1
            raise Refused(
                _("Line %(line)d, character %(column)d: “%(field)s” is no field. Fields are: %(known)s.")
                % {
                    "line": line,
                    "column": column,
                    "field": source[place.start : place.end][:40],
                    "known": ", ".join(FIELDS),
                },
                field=field,
            )


def merged(source: str, values: Mapping[str, Value], *, markdown: bool) -> str:
    """Return a text with its fields filled; a missing value gives its fallback, or nothing."""
    written, at = [], 0
    for place in places_in(source):
        value = values.get(place.name) or Value.words(place.fallback or "")
        written += [source[at : place.start], value.markdown if markdown else value.plain]
        at = place.end
    return "".join([*written, source[at:]])


def missing(source: str, values: Mapping[str, Value]) -> dict[str, str | None]:
    """Return the fields of a text that have no value, with what stands there instead (None: nothing)."""
    return {place.name: place.fallback for place in places_in(source) if place.name not in values}
