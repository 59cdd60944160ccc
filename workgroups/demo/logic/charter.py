"""What the living group is asked to do, and its plan; days are working days from the day the record is built."""

from dataclasses import dataclass
from typing import Final

FIRST: Final = """\
## Task

The group brings together governments that use the cloud, or are about to. Its members tell each other what they have \
learnt about buying, moving to and leaving cloud services.

## How it works

- It meets once a month, by video, at two hours in turn.
- Members speak for their administrations; observers speak and do not take part in polls.
- Texts are adopted by consensus.

## What it leaves

The group reports to the annual meeting in one paper.
"""
SECOND: Final = FIRST.replace("It meets once a month,", "It meets every second week,").replace(
    "The group reports to the annual meeting in one paper.",
    "The group reports to the annual meeting in one issues paper of at most eight pages, which ranks no countries and "
    "names no suppliers.",
)
AGREED: Final = ((43, FIRST, ""), (21, SECOND, "More meetings; the form of the paper"))  # so many days ago


@dataclass(frozen=True)
class Planned:
    """A milestone: due so many days from today, first planned for another day (`moved`), done so many days ago."""

    title: str
    due: int
    office: str = ""
    moved: tuple[int, str] | None = None  # the first day, and why it was moved
    done: int | None = None


PLAN: Final = (
    Planned("Outline of the issues paper adopted", -22, office="chair", done=22),
    Planned(
        "First full text of the issues paper",
        -4,
        office="secretariat",
        moved=(-9, "Two pens asked for a week more after the second meeting."),
        done=4,
    ),
    Planned("Comments of all delegations are in", 16, office="secretariat"),
    Planned("Issues paper published", 32, office="cochair", moved=(22, "The comments need a second reading.")),
)
