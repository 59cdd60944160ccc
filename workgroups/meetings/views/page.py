"""What the page of a meeting shows, for every door that shows it."""

from typing import Any

from django.urls import reverse

from workgroups.core import clock
from workgroups.drafts.models import Draft
from workgroups.groups.permissions import Member, can_read_marking, markings_read
from workgroups.meetings.forms import AttendanceForm, TaskForm
from workgroups.meetings.models import Meeting, Paper, Task
from workgroups.meetings.permissions import (
    can_answer_meeting,
    can_arrange,
    can_bring_paper,
    can_do_task,
    can_propose_paper,
    can_remove_paper,
    can_restore,
)
from workgroups.meetings.queries import (
    PaperSeen,
    answers_to,
    awaited_in,
    by_item,
    hours_for,
    papers_seen,
    participants_by_function,
    programme_of,
    tasks_of,
)
from workgroups.meetings.views.packs import pack_context
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


def papers_context(member: Member, meeting: Meeting, papers: list[PaperSeen]) -> dict[str, Any]:
    """What documents are before the meeting, and what a member may do with each."""
    items = {item.pk: item for item in meeting.agenda.all()} if papers else {}
    rows = [
        {
            "seen": one,
            "item": items.get(one.paper.item_id or 0),
            "paper": one.paper,
            "may_take": can_arrange(member) and one.paper.state == Paper.State.PROPOSED,
            "may_remove": can_remove_paper(member, one.paper),
            "may_bring": one.document is None and can_bring_paper(member, one.paper),
        }
        for one in papers
    ]
    shown = [one for one in papers if one.document and one.paper.state == Paper.State.TAKEN]
    return {"paper_rows": rows, "papers_at": by_item(shown), "may_propose": can_propose_paper(member, meeting)}


def page_context(member: Member, meeting: Meeting) -> dict[str, Any]:
    """The whole page of a meeting as a member sees it."""
    own = meeting.attendances.filter(person=member.person).first()
    may_arrange = can_arrange(member)
    minutes = meeting.minutes_draft
    if minutes and not can_read_marking(member, minutes.marking):
        minutes = None
    asked = {} if meeting.is_record else answers_context(meeting)
    papers = papers_seen(member, meeting)
    context = (
        asked
        | pack_context(member, meeting)
        | papers_context(member, meeting, papers)
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
