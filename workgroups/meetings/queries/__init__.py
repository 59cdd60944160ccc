"""Read meetings, their programme, who took part, what is owed, and what a calendar shows."""

from workgroups.meetings.queries.calendars import feed_of, in_feed, person_of_feed
from workgroups.meetings.queries.follow_ups import awaited_papers, overdue_tasks, unanswered
from workgroups.meetings.queries.meetings import (
    answers_to,
    awaited_in,
    coming_few,
    coming_in,
    hours_for,
    items_citing,
    meetings_of,
    minuted_by,
    next_in,
    past_in,
    past_page,
    shifted,
    week_of,
)
from workgroups.meetings.queries.packing import Frozen, freeze
from workgroups.meetings.queries.papers import (
    PaperSeen,
    by_item,
    delegations_owing,
    meeting_before,
    meetings_with_document,
    offered_documents,
    pack_of,
    papers_seen,
    waiting_packs,
)
from workgroups.meetings.queries.participants import (
    FunctionList,
    Line,
    function_words,
    participants_by_function,
    participants_seen,
    sections_of,
    tallies_of,
)
from workgroups.meetings.queries.plan import MeetingTie
from workgroups.meetings.queries.programme import Asked, Day, ItemSeen, Part, Programme, meetings_with, programme_of
from workgroups.meetings.queries.tasks import open_tasks_of, tasks_of
from workgroups.meetings.queries.verify import (
    faults_of_the_papers,
)
from workgroups.meetings.queries.yearly import meetings_told

__all__ = [
    "Asked",
    "Day",
    "Frozen",
    "FunctionList",
    "ItemSeen",
    "Line",
    "MeetingTie",
    "PaperSeen",
    "Part",
    "Programme",
    "answers_to",
    "awaited_in",
    "awaited_papers",
    "by_item",
    "coming_few",
    "coming_in",
    "delegations_owing",
    "faults_of_the_papers",
    "feed_of",
    "freeze",
    "function_words",
    "hours_for",
    "in_feed",
    "items_citing",
    "meeting_before",
    "meetings_of",
    "meetings_told",
    "meetings_with",
    "meetings_with_document",
    "minuted_by",
    "next_in",
    "offered_documents",
    "open_tasks_of",
    "overdue_tasks",
    "pack_of",
    "papers_seen",
    "participants_by_function",
    "participants_seen",
    "past_in",
    "past_page",
    "person_of_feed",
    "programme_of",
    "sections_of",
    "shifted",
    "tallies_of",
    "tasks_of",
    "unanswered",
    "waiting_packs",
    "week_of",
]
