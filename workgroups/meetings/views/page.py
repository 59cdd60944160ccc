"""What the page of a meeting shows, for every door that shows it."""

from typing import Any

from django.urls import reverse

from workgroups.core import clock
from workgroups.drafts.models import Draft
from workgroups.groups.permissions import Member, can_read_marking, markings_read
from workgroups.meetings.forms import AttendanceForm, TaskForm
from workgroups.meetings.models import Meeting, Task
from workgroups.meetings.permissions import can_answer_meeting, can_arrange, can_do_task, can_restore
from workgroups.meetings.queries import (
    answers_to,
    awaited_in,
    hours_for,
    participants_by_function,
    programme_of,
    tasks_of,
)
from workgroups.meetings.views.steps import next_steps


def draft_url(draft: Draft) -> str:
    """Return where the minutes are written."""
    return reverse("drafts:draft-page", args=[draft.group.slug, draft.number])


def answers_context(meeting: Meeting) -> dict[str, Any]:
    """Who comes."""
    return {"meeting": meeting, "group": meeting.group, "answers": answers_to(meeting), "awaited": awaited_in(meeting)}


def tasks_context(member: Member, meeting: Meeting) -> dict[str, Any]:
    """What is owed and what is recommended."""
    tasks: list[dict[str, Any]] = []
    recommendations: list[dict[str, Any]] = []
    for task in tasks_of(meeting):
        kind = tasks if task.kind == Task.Kind.TASK else recommendations
        kind.append({"task": task, "may_finish": can_do_task(member, task)})
    return {
        "meeting": meeting,
        "group": meeting.group,
        "may_arrange": can_arrange(member),
        "tasks": tasks,
        "recommendations": recommendations,
    }


def participants_context(meeting: Meeting) -> dict[str, Any]:
    """How many took part, by function."""
    functions = participants_by_function(meeting)
    total = sum(one.count for one in functions)
    return {"meeting": meeting, "group": meeting.group, "functions": functions, "total": total}


def page_context(member: Member, meeting: Meeting) -> dict[str, Any]:
    """The whole page of a meeting as a member sees it."""
    own = meeting.attendances.filter(person=member.person).first()
    may_arrange = can_arrange(member)
    minutes = meeting.minutes_draft
    if minutes and not can_read_marking(member, minutes.marking):
        minutes = None
    asked = {} if meeting.is_record else answers_context(meeting)
    context = (
        asked
        | tasks_context(member, meeting)
        | participants_context(meeting)
        | {
            "programme": programme_of(meeting, with_figures=True, markings=markings_read(member)),
            "hours": hours_for(meeting) if meeting.hours_known and not meeting.is_record else [],
            "own": own,
            "is_coming": meeting.ends_at > clock.now(),
            "minutes": minutes,
            "minutes_url": draft_url(minutes) if minutes else "",
            "may_write_minutes": may_arrange and meeting.starts_at <= clock.now(),
            "form": AttendanceForm(initial={"answer": own.answer if own else None}),
            "may_restore": can_restore(member, meeting),
            "may_answer": can_answer_meeting(member, meeting),
            "task_form": TaskForm(meeting) if may_arrange else None,
        }
    )
    return context | {"next_steps": next_steps(meeting, context) if may_arrange else []}
