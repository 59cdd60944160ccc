"""Decisions of every kind: polls, calls for input, what the register holds; and the themes of open answers."""

from .calls import Asked, Call, Choice, Question, Reply, Response, Section
from .decisions import Decision, Recording
from .polls import Answer, Option, Poll, Words
from .themes import Coding, CodingStep, Theme

__all__ = [
    "Answer",
    "Asked",
    "Call",
    "Choice",
    "Coding",
    "CodingStep",
    "Decision",
    "Option",
    "Poll",
    "Question",
    "Recording",
    "Reply",
    "Response",
    "Section",
    "Theme",
    "Words",
]
