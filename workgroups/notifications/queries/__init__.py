"""Read what waits for a person, what they should know, what a mail says, and whether the worker lives."""

from workgroups.notifications.queries.letters import SOON, Contents, contents_of, unsubscribing
from workgroups.notifications.queries.readers import (
    WORKER,
    desk_lines,
    duties_for,
    language_of,
    last_beat,
    lines_of,
    mails_to,
    preference_of,
)
from workgroups.notifications.queries.waiting import Handled, Waiting, colleagues_for, waiting_for, waiting_of
from workgroups.notifications.queries.wishes import groups_chosen, mailings_of, wish_from, wish_of, wishes_of

__all__ = [
    "SOON",
    "WORKER",
    "Contents",
    "Handled",
    "Waiting",
    "colleagues_for",
    "contents_of",
    "desk_lines",
    "duties_for",
    "groups_chosen",
    "language_of",
    "last_beat",
    "lines_of",
    "mailings_of",
    "mails_to",
    "preference_of",
    "unsubscribing",
    "waiting_for",
    "waiting_of",
    "wish_from",
    "wish_of",
    "wishes_of",
]
