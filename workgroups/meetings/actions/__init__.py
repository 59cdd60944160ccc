"""Plan meetings, say what they take up and who took part, answer them, record them."""

from workgroups.meetings.actions.agenda import Item, set_agenda
from workgroups.meetings.actions.answers import answer_meeting, renew_feed
from workgroups.meetings.actions.decisions import attach_decision, detach_decision
from workgroups.meetings.actions.minutes import open_minutes
from workgroups.meetings.actions.packs import ask_pack, finish_pack, renew_packs, step_pack, take_pack
from workgroups.meetings.actions.papers import (
    add_paper,
    bring_paper,
    move_paper,
    remove_paper,
    set_papers_due,
    take_paper,
)
from workgroups.meetings.actions.participants import (
    Entry,
    add_participants,
    change_participant,
    remove_participant,
    restore_participant,
)
from workgroups.meetings.actions.planning import (
    cancel_meeting,
    mark_meeting,
    move_meeting,
    plan_meeting,
    record_meeting,
    restore_meeting,
    shift_meeting,
)
from workgroups.meetings.actions.series import create_series, extend_series, stop_meetings
from workgroups.meetings.actions.sessions import add_session, change_session, move_session, remove_session
from workgroups.meetings.actions.tasks import assign_task, finish_task, set_task

__all__ = [
    "Entry",
    "Item",
    "add_paper",
    "add_participants",
    "add_session",
    "answer_meeting",
    "ask_pack",
    "assign_task",
    "attach_decision",
    "bring_paper",
    "cancel_meeting",
    "change_participant",
    "change_session",
    "create_series",
    "detach_decision",
    "extend_series",
    "finish_pack",
    "finish_task",
    "mark_meeting",
    "move_meeting",
    "move_paper",
    "move_session",
    "open_minutes",
    "plan_meeting",
    "record_meeting",
    "remove_paper",
    "remove_participant",
    "remove_session",
    "renew_feed",
    "renew_packs",
    "restore_meeting",
    "restore_participant",
    "set_agenda",
    "set_papers_due",
    "set_task",
    "shift_meeting",
    "step_pack",
    "stop_meetings",
    "take_pack",
    "take_paper",
]
