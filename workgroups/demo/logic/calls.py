"""The call for input as values: its four headings, its questions, its deadline, and how one question was coded."""

from datetime import time
from typing import Final

CLOSES_IN: Final = 6  # working days from now
CLOSES_AT: Final = time(18, 0)
CLOSES_ZONE: Final = "America/New_York"

# heading, question, the answers to choose from (none: open words); the headings are those of the four threads
SECTIONS: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    ("Benefits and value", "Which one sentence on benefits should a reader of the paper remember?", ()),
    (
        "Coordination",
        "What should section 2 settle first for its reader?",
        ("Who may say no", "Who helps", "Both at once"),
    ),
    (
        "Cloud-first, classification and residency",
        "What does a project manager have to know before a system may move?",
        (),
    ),
    ("Procurement", "Which question would you put to a supplier before you sign?", ()),
)
CODED: Final = "Benefits and value"
# theme → whose answers speak of it
THEMES: Final = (
    ("Time that people no longer wait", ("japan", "switzerland", "israel")),
    ("Being able to stop", ("singapore",)),
    ("The worst day", ("korea",)),
    ("When a saving comes", ("uk",)),
)
