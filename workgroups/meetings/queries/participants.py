"""Read who took part in a meeting."""

from collections import Counter
from dataclasses import dataclass

from workgroups.meetings.models import Meeting, Participant


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
    """The participants with one function: its value, its name in the reader's language, how many, from where."""

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
            found.append(FunctionList(function.value, str(function.label), lines.total(), counted))
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
