"""Annexes: who took part, by function, organisation and country and never by name; polls with their exact questions."""

from collections import Counter
from dataclasses import replace
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import wording
from .figures import figure
from .grid import table_of
from .inputs import DelegationInput, MeetingInput, ParticipantsInput, PollsInput
from .model import Annex, Block, Figure, Heading, Paragraph, Run
from .numbers import Numbers
from .prose import clean


def annex(source: ParticipantsInput | MeetingInput | PollsInput, heading: str, place: int, numbers: Numbers) -> Annex:
    """The annex, its figures and tables numbered on. `place` counts from 0: annex A, B, C."""
    letter = chr(ord("A") + place % 26)
    anchor = f"annex-{letter.lower()}"
    blocks: tuple[Block, ...]
    if source["kind"] == "participants":
        note = _("As of %(day)s.") % {"day": wording.day(source["as_of"])}
        blocks = delegations(source)
    elif source["kind"] == "meeting":
        note = meeting_note(source)
        blocks = functions(source, anchor, numbers)
    else:
        note = _("The questions stand in their exact words.")
        blocks = polls(source, anchor, numbers)
    title = clean(heading or source["title"])
    return Annex(letter, title, anchor, source["key"], note, blocks, folded=source["kind"] == "meeting")


def delegations(source: ParticipantsInput) -> tuple[Block, ...]:
    """One row a person when names are printed, else one row a delegation."""
    if source["named"]:
        columns = [_("Delegation"), _("Name"), _("Function")]
        rows = [
            [one["name"], person["name"], person["function"]]
            for one in source["delegations"]
            for person in one["people"]
        ]
    else:
        columns = [_("Delegation"), _("Standing"), _("People")]
        rows = [[one["name"], one["standing"], summary(one)] for one in source["delegations"]]
    return (table_of(columns, rows),) if rows else ()


def summary(row: DelegationInput) -> str:
    counts = Counter(clean(seat["function"]) for seat in row["people"])
    return "; ".join(name if count == 1 else f"{name} ({count})" for name, count in counts.items())


def meeting_note(source: MeetingInput) -> str:
    total = sum(place["people"] for place in source["places"])
    words = ngettext(
        "%(days)s: %(count)d participant, by function, organisation and country; names are not printed.",
        "%(days)s: %(count)d participants, by function, organisation and country; names are not printed.",
        total,
    )
    return words % {"days": wording.days(source["days"]), "count": total}


def functions(source: MeetingInput, anchor: str, numbers: Numbers) -> tuple[Block, ...]:
    """A table a function, in the order of the list; its caption says how many there were."""
    missing = _("Not recorded in the source")
    out: list[Block] = []
    for place, (function, rows) in enumerate(groupby(source["places"], key=lambda row: row["function"]), 1):
        found = list(rows)
        people = sum(row["people"] for row in found)
        words = {"function": clean(function), "count": people}
        table = table_of(
            [_("Organisation"), _("Country"), _("People")],
            [[row["organisation"] or missing, row["country"] or missing, str(row["people"])] for row in found],
            _("%(function)s: %(count)d") % words,
        )
        out.append(replace(table, anchor=f"{anchor}-{place}", number=numbers.table()))
    return tuple(out)


def polls(source: PollsInput, anchor: str, numbers: Numbers) -> tuple[Block, ...]:
    out: list[Block] = []
    for place, one in enumerate(source["polls"], 1):
        heading = Run(_("Poll %(number)d") % {"number": place})
        out.append(Heading(2, (heading,), anchor=f"{anchor}-{place}"))
        out.append(shown(figure(one), f"{anchor}-{place}-figure", numbers))
    return tuple(out)


def shown(found: Figure, anchor: str, numbers: Numbers) -> Figure:
    """The figure in its place; only one with something to see is counted."""
    return replace(found, anchor=anchor, number=numbers.figure() if found.drawing != "none" else "")


def words_of(text: str) -> Paragraph:
    return Paragraph((Run(clean(text)),))
