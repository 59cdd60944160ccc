"""Ask, answer, close; compile and code answers; record what was decided or asked elsewhere."""

from workgroups.polls.actions.answers import record_answer, save_answer, submit_answer
from workgroups.polls.actions.calls import close_call, open_call
from workgroups.polls.actions.polls import answer_poll, close_poll, open_poll, reopen_poll
from workgroups.polls.actions.recorded import record_poll, record_themes
from workgroups.polls.actions.register import mark_decision, record_decision
from workgroups.polls.actions.themes import (
    add_theme,
    code_answer,
    merge_themes,
    recode_answer,
    remove_theme,
    rename_theme,
    split_theme,
    undo_coding,
)
from workgroups.polls.logic.asked import QuestionAsked, RecordedResult, SectionAsked

__all__ = [
    "QuestionAsked",
    "RecordedResult",
    "SectionAsked",
    "add_theme",
    "answer_poll",
    "close_call",
    "close_poll",
    "code_answer",
    "mark_decision",
    "merge_themes",
    "open_call",
    "open_poll",
    "recode_answer",
    "record_answer",
    "record_decision",
    "record_poll",
    "record_themes",
    "remove_theme",
    "rename_theme",
    "reopen_poll",
    "save_answer",
    "split_theme",
    "submit_answer",
    "undo_coding",
]
