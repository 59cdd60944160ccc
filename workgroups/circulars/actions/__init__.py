"""Write, send, acknowledge circulars; keep templates and letterhead."""

from workgroups.circulars.actions.acknowledging import acknowledge_circular, open_circular
from workgroups.circulars.actions.drafts import (
    discard_circular,
    restore_circular,
    schedule_circular,
    take_back_circular,
    write_circular,
)
from workgroups.circulars.actions.printing import ask_print, finish_print, take_print
from workgroups.circulars.actions.sending import remind_circular, send_circular
from workgroups.circulars.actions.templates import remove_template, restore_template, save_letterhead, save_template
from workgroups.circulars.logic.wanted import Occasion, Owed, Wanted, Words

__all__ = [
    "Occasion",
    "Owed",
    "Wanted",
    "Words",
    "acknowledge_circular",
    "ask_print",
    "discard_circular",
    "finish_print",
    "open_circular",
    "remind_circular",
    "remove_template",
    "restore_circular",
    "restore_template",
    "save_letterhead",
    "save_template",
    "schedule_circular",
    "send_circular",
    "take_back_circular",
    "take_print",
    "write_circular",
]
