"""Read polls, calls for input, decisions, themes, and the figures they make."""

from workgroups.polls.logic.draw import draw
from workgroups.polls.logic.drawing import Drawing
from workgroups.polls.logic.figure import Figure, Item

from .calls import (
    Column,
    Matrix,
    Said,
    Voice,
    asked_by,
    choice_ids,
    columns_of,
    matrix_of,
    replies_of,
    response_of,
    responses_of,
    sections_of,
    voice_of,
)
from .figures import figure_of, figures_among, figures_of, recording_of, type_words_of
from .follow_ups import unanswered
from .plan import DecisionTie
from .polls import (
    answer_of,
    decisions_in,
    result_of,
    voters_of,
    voting_delegation_id,
)
from .themes import Coded, Passage, Themed, last_step, open_questions_of, passage_of, passages_of, themes_of
from .yearly import decisions_told

__all__ = [
    "Coded",
    "Column",
    "DecisionTie",
    "Drawing",
    "Figure",
    "Item",
    "Matrix",
    "Passage",
    "Said",
    "Themed",
    "Voice",
    "answer_of",
    "asked_by",
    "choice_ids",
    "columns_of",
    "decisions_in",
    "decisions_told",
    "draw",
    "figure_of",
    "figures_among",
    "figures_of",
    "last_step",
    "matrix_of",
    "open_questions_of",
    "passage_of",
    "passages_of",
    "recording_of",
    "replies_of",
    "response_of",
    "responses_of",
    "result_of",
    "sections_of",
    "themes_of",
    "type_words_of",
    "unanswered",
    "voice_of",
    "voters_of",
    "voting_delegation_id",
]
