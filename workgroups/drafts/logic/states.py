"""What the states of a draft allow unless a group decides otherwise, and how they show."""

from typing import Final

OUTLINE, OPEN, REVIEW, SETTLED, ADOPTED, CLOSED = "outline", "open", "review", "settled", "adopted", "closed"

EDITING: Final = {
    OUTLINE: "everybody",
    OPEN: "everybody",
    REVIEW: "officers",
    SETTLED: "nobody",
    ADOPTED: "nobody",
    CLOSED: "nobody",
}
CHOSEN: Final = (OUTLINE, OPEN, REVIEW, SETTLED)
"""In these a group says who may write; what was adopted or closed nobody changes."""
PROPOSING: Final = frozenset({OUTLINE, OPEN, REVIEW})
COMMENTING: Final = frozenset({OUTLINE, OPEN, REVIEW, SETTLED})
KINDS: Final = {
    OUTLINE: "quiet",
    OPEN: "active",
    REVIEW: "waits",
    SETTLED: "settled",
    ADOPTED: "settled",
    CLOSED: "quiet",
}
"""Shapes of `components/state.html`."""
