"""Read who took part in a meeting."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from workgroups.core import countries
from workgroups.core.text import fold
from workgroups.meetings.models import Meeting, Participant

SEVERAL = {
    Participant.Function.KEYNOTE: _("Keynote speakers"),
    Participant.Function.MODERATOR: _("Moderators"),
    Participant.Function.EXPERT: _("Experts"),
    Participant.Function.RESOURCE: _("Resource persons"),
    Participant.Function.STAFF: _("Staff"),
    Participant.Function.GUEST: _("Guests"),
}


@dataclass(frozen=True)
class Line:
    """One organisation and country within a function, and how many came from there.

    `organisation` and `country` (ISO 3166-1 alpha-2) are empty where they were not given.
    """

    organisation: str
    country: str
    count: int


@dataclass(frozen=True)
class FunctionList:
    """The participants with one function: its value, a heading in the reader's language, how many, from where."""

    function: str
    label: str
    count: int
    lines: tuple[Line, ...]


def participants_by_function(meeting: Meeting) -> list[FunctionList]:
    """Return who took part by function, organisation and country, without any name: fit for outside; one query.

    Functions stand in the order of Participant.Function, lines in that of the list; equal entries are one line with
    their count. Functions nobody had are left out. The total is the sum of the counts.
    """
    rows = list(meeting.participants.values_list("function", "organisation", "country"))
    found = []
    for function in Participant.Function:
        lines = Counter((organisation, country) for one, organisation, country in rows if one == function)
        if lines:
            counted = tuple(Line(organisation, country, count) for (organisation, country), count in lines.items())
            found.append(FunctionList(function.value, str(SEVERAL[function]), lines.total(), counted))
    return found


def participants_seen(meeting: Meeting, *, all_names: bool) -> list[Participant]:
    """Return the list entry by entry, by function, for members; names without consent are blank unless `all_names`.

    The rows are for reading only: a blanked name is blank on the row itself. Two queries at most.
    """
    order = {function.value: place for place, function in enumerate(Participant.Function)}
    found = sorted(meeting.participants.select_related("person"), key=lambda one: (order[one.function], one.position))
    for one in found:
        if not one.name and one.person:
            one.name = one.person.name
        if not (all_names or one.consent_to_name):
            one.name = ""
    return found


@dataclass(frozen=True)
class Seen:
    """A line of the list for members: who is named (empty for nobody), and how many it stands for."""

    name: str
    organisation: str
    country: str
    count: int


@dataclass(frozen=True)
class Section:
    """The lines of one function."""

    function: str
    label: str
    count: int
    lines: tuple[Seen, ...]


@dataclass(frozen=True)
class Tally:
    """How many came from one organisation or country (`label`, empty where it was not given), as what, from where."""

    label: str
    functions: tuple[tuple[str, int], ...]
    others: tuple[str, ...]
    count: int


def sections_of(seen: Iterable[Participant]) -> list[Section]:
    """Put what `participants_seen` returned under its functions; unnamed entries that are alike become one line."""
    rows = list(seen)
    found = []
    for function in Participant.Function:
        lines = Counter((one.name, one.organisation, one.country) for one in rows if one.function == function)
        if lines:
            counted = tuple(Seen(*key, count) for key, count in lines.items())
            found.append(Section(function.value, str(SEVERAL[function]), lines.total(), counted))
    return found


def tallies_of(seen: Iterable[Participant], by: str) -> list[Tally]:
    """Count what `participants_seen` returned by `organisation` or `country`, in the order of their names."""
    groups: dict[str, list[Participant]] = {}
    for one in seen:
        key = one.organisation if by == "organisation" else _country(one.country)
        groups.setdefault(key, []).append(one)
    return [_tally(key, groups[key], by) for key in sorted(groups, key=lambda key: (not key, fold(key)))]


def _tally(label: str, rows: list[Participant], by: str) -> Tally:
    functions = Counter(one.get_function_display() for one in rows)
    others = {_country(one.country) if by == "organisation" else one.organisation: None for one in rows}
    return Tally(label, tuple(functions.items()), tuple(other for other in others if other), len(rows))


def _country(code: str) -> str:
    return countries.country(code) if code else ""


def function_words() -> dict[str, str]:
    """Return the functions by the words that people write for them, folded: values and names, here and in English."""
    words = {fold(function.value): function.value for function in Participant.Function}
    for language in ("en", get_language() or "en"):
        with override(language):
            for function in Participant.Function:
                words |= dict.fromkeys((fold(str(function.label)), fold(str(SEVERAL[function]))), function.value)
    return words
