"""Tasks and recommendations of a meeting."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from workgroups.core.errors import Refused
from workgroups.core.http import carries_out, keep_posted
from workgroups.groups.http import MemberRequest, group_page
from workgroups.meetings import actions
from workgroups.meetings.forms import AssignForm, TaskForm
from workgroups.meetings.permissions import meeting_for, task_for
from workgroups.meetings.views.page import page_context, tasks_context


@require_GET
@group_page
def meeting_tasks(request: MemberRequest, number: int) -> HttpResponse:
    """The live part: tasks."""
    meeting = meeting_for(request.member, number)
    return render(request, "meetings/_tasks.html", tasks_context(request.member, meeting))


@require_POST
@group_page
def task_add(request: MemberRequest, number: int) -> HttpResponse:
    """Write down what a delegation owes."""
    meeting = meeting_for(request.member, number, may="arrange")
    form = TaskForm(meeting, request.POST)

    def write_down(**values: Any) -> None:
        actions.set_task(actor=request.member, meeting=meeting, **values)

    if carries_out(form, write_down):
        return redirect(meeting)
    context = page_context(request.member, meeting) | {"task_form": form}
    return render(request, "meetings/meeting_page.html", context, status=422)


@group_page
def task_assign(request: MemberRequest, number: int) -> HttpResponse:
    """Say who owes a task."""
    task = task_for(request.member, number, may="arrange")
    form = AssignForm(
        task.meeting, request.POST or None, initial={"delegation": task.delegation_id, "addressee": task.addressee}
    )

    def assign(**values: Any) -> None:
        actions.assign_task(actor=request.member, task=task, **values)

    if request.method == "POST" and carries_out(form, assign):
        messages.success(request, _("Passed on; a delegation finds it on its desk."))
        return redirect(task.meeting)
    context = {"form": form, "task": task, "meeting": task.meeting}
    return render(request, "meetings/task_assign.html", context, status=422 if form.errors else 200)


@require_POST
@group_page
def task_finish(request: MemberRequest, number: int) -> HttpResponse:
    """Mark a task as done."""
    task = task_for(request.member, number)
    try:
        actions.finish_task(actor=request.member, task=task)
    except Refused as refusal:
        return keep_posted(request, str(refusal), status=refusal.status)
    messages.success(request, _("Done, and taken off the list."))
    return redirect(task.meeting)
