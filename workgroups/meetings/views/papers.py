"""Papers of a meeting: put before it, proposed, awaited, brought, in which order, until when."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from workgroups.core.http import carries_out
from workgroups.groups.http import MemberRequest, group_page
from workgroups.groups.permissions import require
from workgroups.meetings import actions
from workgroups.meetings.forms import BringForm, PaperForm, PapersDueForm
from workgroups.meetings.models import Meeting, Paper
from workgroups.meetings.permissions import can_arrange, can_propose_paper, meeting_for, paper_for


def _papers(meeting: Meeting) -> str:
    return f"{meeting.get_absolute_url()}#papers"


def _posted(request: MemberRequest) -> Any:
    """What was sent, also when nothing was filled in."""
    return request.POST if request.method == "POST" else None


@require_http_methods(["GET", "POST"])
@group_page
def paper_add(request: MemberRequest, number: int) -> HttpResponse:
    """Put a document before the meeting, propose it, or say what is awaited."""
    member, meeting = request.member, meeting_for(request.member, number)
    require(can_propose_paper(member, meeting), _("This meeting takes no proposals of papers."))
    form = PaperForm(member, meeting, _posted(request), initial={"item": request.GET.get("item", "")})

    def add(**values: Any) -> None:
        actions.add_paper(actor=member, meeting=meeting, **values)

    if request.method == "POST" and carries_out(form, add):
        if not can_arrange(member):
            messages.success(request, _("Your paper is proposed; the chairs and the secretariat decide."))
        return redirect(_papers(meeting))
    context = {"form": form, "meeting": meeting, "may_arrange": can_arrange(member)}
    return render(request, "meetings/paper_add.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@group_page
def paper_bring(request: MemberRequest, number: int, paper_id: int) -> HttpResponse:
    """Put a document in place of what is awaited."""
    paper = paper_for(request.member, number, paper_id, may="bring")
    form = BringForm(request.member, paper.meeting, _posted(request))

    def bring(**values: Any) -> None:
        actions.bring_paper(actor=request.member, paper=paper, **values)

    if request.method == "POST" and carries_out(form, bring):
        messages.success(request, _("The paper is there."))
        return redirect(_papers(paper.meeting))
    context = {"form": form, "paper": paper, "meeting": paper.meeting}
    return render(request, "meetings/paper_bring.html", context, status=422 if form.errors else 200)


@require_POST
@group_page
def paper_take(request: MemberRequest, number: int, paper_id: int) -> HttpResponse:
    """Take a proposed paper onto the agenda."""
    paper = paper_for(request.member, number, paper_id, may="take")
    actions.take_paper(actor=request.member, paper=paper)
    return redirect(_papers(paper.meeting))


@require_POST
@group_page
def paper_move(request: MemberRequest, number: int, paper_id: int) -> HttpResponse:
    """Let a paper change places with the one before or after it."""
    paper = paper_for(request.member, number, paper_id, may="move")
    actions.move_paper(actor=request.member, paper=paper, later=request.POST.get("to") == "later")
    return redirect(_papers(paper.meeting))


@require_POST
@group_page
def paper_remove(request: MemberRequest, number: int, paper_id: int) -> HttpResponse:
    """Take a paper off the meeting, and offer to put it back."""
    paper = paper_for(request.member, number, paper_id, may="remove")
    actions.remove_paper(actor=request.member, paper=paper)
    context = {
        "meeting": paper.meeting,
        "title": paper.document.title if paper.document else paper.title,
        "fields": _back(paper),
        "back_url": reverse("meetings:paper-add", args=[paper.meeting.group.slug, number]),
    }
    return render(request, "meetings/paper_removed.html", context)


def _back(paper: Paper) -> list[tuple[str, object]]:
    """What puts it back."""
    own = {"document": paper.document_id, "title": paper.title, "item": paper.item_id, "presenter": paper.presenter}
    awaited = {} if paper.document_id else {"delegation": paper.delegation_id}
    return [(name, value) for name, value in (own | awaited).items() if value]


@require_http_methods(["GET", "POST"])
@group_page
def papers_due(request: MemberRequest, number: int) -> HttpResponse:
    """Say until when papers have to be there."""
    meeting = meeting_for(request.member, number, may="arrange")
    form = PapersDueForm(_posted(request), initial=PapersDueForm.values_of(meeting))

    def choose(**_values: Any) -> None:
        actions.set_papers_due(actor=request.member, meeting=meeting, **form.values())

    if request.method == "POST" and carries_out(form, choose):
        messages.success(request, _("The deadline for papers is set."))
        return redirect(_papers(meeting))
    context = {"form": form, "meeting": meeting}
    return render(request, "meetings/papers_due.html", context, status=422 if form.errors else 200)
