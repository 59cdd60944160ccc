"""What of the living group carries a marking: a text of the chairs that is restricted, an hour not for attribution."""

from datetime import time
from typing import Final

from workgroups.demo.logic.agendas import Item, Occasion

HOUR: Final = Occasion(
    key="open-hour",
    title="Open hour: what we would do otherwise today",
    back=16,
    at=time(13, 0),
    zone="Europe/Zurich",
    minutes=60,
    items=(
        Item("How this hour works: what is said may be used, not who said it", 5, "Amara Nwosu"),
        Item("Moves that took longer than planned, and what helped", 40),
        Item("What of it may go into the paper, without names", 15, "Harriet Colbourne"),
    ),
    coming={
        "yes": ("chair@singapore", "cochair@uk", "secretariat@worldbank", "head@uruguay", "head@korea", "observer@un"),
        "maybe": ("head@india",),
        "no": (),
    },
    tasks=(),
    marking="unattributed",
)

NOTES_TITLE: Final = "Running order for the launch of the paper"
NOTES: Final = """For delegations and officers until the date is settled. Everything here is a proposal.

## Before the day

- Each delegation checks its own examples once more.
- The secretariat sends the paper to the printers four days ahead.

## On the day

1. The chairs open, five minutes together.
2. One delegation shows one figure of the paper, ten minutes.
3. Questions, for as long as there are any.

## Afterwards

The address of the paper goes to everybody who was asked for input, with thanks."""
